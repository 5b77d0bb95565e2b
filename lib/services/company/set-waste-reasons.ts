import type { z } from 'zod';
import { listReasons, lockCompany, replaceWasteReasons } from '@/db/queries/people';
import { setWasteReasonsInput, type wasteReasonsSchema } from '@/lib/contracts/people';
import { reasonKey } from '@/lib/core/reason-key';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';

/** Void and refund reasons whose goods are gone (R16); the given list replaces the old one. */
export async function setWasteReasons(
  ctx: ServiceContext,
  raw: z.input<typeof setWasteReasonsInput>,
): Promise<z.infer<typeof wasteReasonsSchema>> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input = setWasteReasonsInput.parse(raw);
  const companyId = input.company_id;
  return ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    // Spellings of one reason are one reason: the first is kept.
    const once = new Map(input.reasons.toReversed().map((reason) => [reasonKey(reason), reason]));
    await replaceWasteReasons(tx, companyId, [...once.values()].toReversed());
    await writeAudit(tx, ctx, {
      companyId,
      action: 'company.set_waste_reasons',
      subjectType: 'company',
      subjectId: companyId,
      details: { reasons: input.reasons },
    });
    return { reasons: await listReasons(tx, companyId) };
  });
}
