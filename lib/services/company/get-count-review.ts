import type { z } from 'zod';
import { selectCountReviewPercent } from '@/db/queries/people';
import type { companyInput } from '@/lib/contracts/common';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/** From which difference on a counted line is shown before it is booked. */
export async function getCountReview(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<{ percent: number }> {
  requireCompany(ctx, input.company_id, 'read');
  return { percent: await selectCountReviewPercent(ctx.db, input.company_id) };
}
