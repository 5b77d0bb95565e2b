import type { z } from 'zod';
import { listAuditActors as listActorRows, listNames } from '@/db/queries/audit';
import type { auditActorsSchema } from '@/lib/contracts/audit';
import type { companyInput } from '@/lib/contracts/common';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { actorOf } from './list-audit';

/** People and keys that the audit log knows, the latest first; for owners. */
export async function listAuditActors(
  ctx: ServiceContext,
  { company_id: companyId }: z.infer<typeof companyInput>,
): Promise<z.infer<typeof auditActorsSchema>> {
  requireCompany(ctx, companyId, 'administer');
  const actors = await listActorRows(ctx.db, companyId);
  const ids = actors.flatMap((actor) => actorOf({ actor }).id ?? []);
  const names = await listNames(ctx.db, companyId, ids);
  return {
    data: actors.map((actor) => ({ actor, name: names.get(actorOf({ actor }).id ?? '') ?? null })),
  };
}
