import type { z } from 'zod';
import { listVoidReasonVersions } from '@/db/queries/void-reasons';
import type { companyInput } from '@/lib/contracts/common';
import type { wasteReasonsSchema } from '@/lib/contracts/people';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/** The void and refund reasons whose goods are gone (R16), however they are booked. */
export async function listWasteReasons(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof wasteReasonsSchema>> {
  requireCompany(ctx, input.company_id, 'read');
  const versions = await listVoidReasonVersions(ctx.db, input.company_id);
  const gone = versions.filter(({ isCurrent, outcome }) => isCurrent && outcome !== 'returned');
  return { reasons: gone.map(({ reason }) => reason).sort() };
}
