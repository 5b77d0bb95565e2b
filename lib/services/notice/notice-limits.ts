import type { z } from 'zod';
import { upsertLimits } from '@/db/queries/notices';
import { lockCompany } from '@/db/queries/people';
import type { companyInput } from '@/lib/contracts/common';
import { type NoticeLimits, setNoticeLimitsInput } from '@/lib/contracts/notices';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { limitsOf } from './limits-of';

/** From when on the company's people are told (R45). */
export async function getNoticeLimits(
  ctx: ServiceContext,
  { company_id: companyId }: z.infer<typeof companyInput>,
): Promise<NoticeLimits> {
  requireCompany(ctx, companyId, 'read');
  const { unmappedPercent, pricePercent, countDays } = await limitsOf(ctx.db, companyId);
  return { unmapped_percent: unmappedPercent, price_percent: pricePercent, count_days: countDays };
}

export async function setNoticeLimits(
  ctx: ServiceContext,
  raw: z.input<typeof setNoticeLimitsInput>,
): Promise<NoticeLimits> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { company_id: companyId, ...limits } = setNoticeLimitsInput.parse(raw);
  return ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    const { unmapped_percent: unmappedPercent, price_percent: pricePercent, count_days: countDays } = limits;
    await upsertLimits(tx, { companyId, unmappedPercent, pricePercent, countDays });
    await writeAudit(tx, ctx, {
      companyId,
      action: 'company.set_notice_limits',
      subjectType: 'company',
      subjectId: companyId,
      details: limits,
    });
    return limits;
  });
}
