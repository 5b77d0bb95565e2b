import type { z } from 'zod';
import { saveVoidReasonsInput, type voidReasonsSchema } from '@/lib/contracts/void-reasons';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { listVoidReasons } from './list-void-reasons';
import { writeVoidReasons } from './write-void-reasons';

/**
 * What becomes of goods voided for these reasons (R16); what is booked changes when a person says so, by a
 * change with its preview or a run by hand.
 */
export async function saveVoidReasons(
  ctx: ServiceContext,
  raw: z.input<typeof saveVoidReasonsInput>,
): Promise<z.infer<typeof voidReasonsSchema>> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { company_id: companyId, reasons, effective_from: effectiveFrom } = saveVoidReasonsInput.parse(raw);
  const said = { reasons, effectiveFrom, reachesBooked: false };
  await ctx.db.transaction((tx) => writeVoidReasons(tx, ctx, companyId, said));
  return listVoidReasons(ctx, { company_id: companyId });
}
