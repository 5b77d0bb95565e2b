import type { z } from 'zod';
import { findCountReviewPercent } from '@/db/queries/people';
import type { companyInput } from '@/lib/contracts/common';
import { COUNT_REVIEW_PERCENT } from '@/lib/core/count-review';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/** From which difference on a counted line is shown before it is booked. */
export async function getCountReview(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<{ percent: number }> {
  requireCompany(ctx, input.company_id, 'read');
  return { percent: (await findCountReviewPercent(ctx.db, input.company_id)) ?? COUNT_REVIEW_PERCENT };
}
