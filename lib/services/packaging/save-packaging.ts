import type { z } from 'zod';
import { type packagingListSchema, savePackagingInput } from '@/lib/contracts/packaging';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { listPackaging } from './list-packaging';
import { writePackaging } from './write-packaging';

/**
 * What goes along when an item, a group or a bill leaves the house (R40); what is booked changes when a
 * person says so, by a change with its preview or a run by hand. Throws not_found | ingredient_not_found |
 * unit_mismatch.
 */
export async function savePackaging(
  ctx: ServiceContext,
  raw: z.input<typeof savePackagingInput>,
): Promise<z.infer<typeof packagingListSchema>> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { company_id: companyId, ...said } = savePackagingInput.parse(raw);
  await ctx.db.transaction((tx) => writePackaging(tx, ctx, companyId, { ...said, reachesBooked: false }));
  return listPackaging(ctx, { company_id: companyId });
}
