import type { z } from 'zod';
import { listVoidReasonVersions } from '@/db/queries/void-reasons';
import { setWasteReasonsInput, type wasteReasonsSchema } from '@/lib/contracts/people';
import type { VoidReasonInput } from '@/lib/contracts/void-reasons';
import { reasonKey } from '@/lib/core/reason-key';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { writeVoidReasons } from '../void-reason/write-void-reasons';
import { listWasteReasons } from './list-waste-reasons';

/**
 * The void and refund reasons whose goods are gone, all of them at once (R16): those not given return from
 * here on; one that is booked as waste stays so.
 */
export async function setWasteReasons(
  ctx: ServiceContext,
  raw: z.input<typeof setWasteReasonsInput>,
): Promise<z.infer<typeof wasteReasonsSchema>> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { company_id: companyId, reasons: given } = setWasteReasonsInput.parse(raw);
  await ctx.db.transaction(async (tx) => {
    const current = (await listVoidReasonVersions(tx, companyId)).filter(({ isCurrent }) => isCurrent);
    const outcomeOf = new Map(current.map((one) => [one.key, one.outcome]));
    const kept = new Set(given.map(reasonKey));
    const reasons: VoidReasonInput[] = [
      ...given.map((reason) => ({
        reason,
        outcome: outcomeOf.get(reasonKey(reason)) === 'waste' ? ('waste' as const) : ('gone' as const),
      })),
      ...current.flatMap(({ key, reason }) =>
        kept.has(key) ? [] : [{ reason, outcome: 'returned' as const }],
      ),
    ];
    await writeVoidReasons(tx, ctx, companyId, { reasons, effectiveFrom: null, reachesBooked: false });
  });
  return listWasteReasons(ctx, { company_id: companyId });
}
