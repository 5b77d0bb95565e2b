import type { z } from 'zod';
import { askedDay } from '@/app/(manage)/_lib/asked-day';
import { listAuditInput } from '@/lib/contracts/audit';

/** The filters as the URL holds them; one that is none is left out. */
export function auditFilter(
  companyId: string,
  query: Readonly<Record<string, string | undefined>>,
  today: string,
): z.input<typeof listAuditInput> {
  const { actor, kind } = listAuditInput.shape;
  return {
    company_id: companyId,
    actor: actor.safeParse(query.person).data,
    kind: kind.safeParse(query.kind).data,
    from: askedDay(query.from, today),
    to: askedDay(query.to, today),
  };
}
