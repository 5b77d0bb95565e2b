import type { z } from 'zod';
import { findCountReviewPercent, lockCompany, updateCountReviewPercent } from '@/db/queries/people';
import { setCountReviewInput } from '@/lib/contracts/people';
import { COUNT_REVIEW_PERCENT } from '@/lib/core/count-review';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';

export async function setCountReview(
  ctx: ServiceContext,
  raw: z.input<typeof setCountReviewInput>,
): Promise<{ percent: number }> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { company_id: companyId, percent } = setCountReviewInput.parse(raw);
  return ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    const before = await findCountReviewPercent(tx, companyId);
    await updateCountReviewPercent(tx, companyId, percent);
    await writeAudit(tx, ctx, {
      companyId,
      action: 'company.set_count_review',
      subjectType: 'company',
      subjectId: companyId,
      before: { percent: before ?? COUNT_REVIEW_PERCENT },
      after: { percent },
    });
    return { percent };
  });
}
