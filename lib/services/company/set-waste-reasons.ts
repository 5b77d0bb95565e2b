import type { z } from 'zod';
import { lockCompany, replaceWasteReasons, selectWasteReasons } from '@/db/queries/people';
import type { setWasteReasonsInput, wasteReasonsSchema } from '@/lib/contracts/people';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';

/** Void and refund reasons whose goods are gone (R16); the given list replaces the old one. */
export async function setWasteReasons(
  ctx: ServiceContext,
  input: z.infer<typeof setWasteReasonsInput>,
): Promise<z.infer<typeof wasteReasonsSchema>> {
  requireCompany(ctx, input.company_id, 'manage');
  const companyId = input.company_id;
  return ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    await replaceWasteReasons(tx, companyId, [...new Set(input.reasons)]);
    await writeAudit(tx, ctx, {
      companyId,
      action: 'company.set_waste_reasons',
      subjectType: 'company',
      subjectId: companyId,
      details: { reasons: input.reasons },
    });
    return { reasons: await selectWasteReasons(tx, companyId) };
  });
}
