import type { Queryable } from '@/db/client';
import { findLimits } from '@/db/queries/notices';
import { USUAL_LIMITS } from '@/lib/core/notice-kinds';

/** From when on a company is told (R45). */
export async function limitsOf(db: Queryable, companyId: string) {
  const { unmappedPercent, pricePercent, countDays } = (await findLimits(db, companyId)) ?? USUAL_LIMITS;
  return { unmappedPercent, pricePercent, countDays };
}
