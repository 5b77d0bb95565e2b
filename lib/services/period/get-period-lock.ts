import type { z } from 'zod';
import { findPeriodLock } from '@/db/queries/period-lock';
import { getPeriodLockInput, type PeriodLock } from '@/lib/contracts/stock';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { toPeriodLock } from './to-period-lock';

/** Up to which day the period is closed. */
export async function getPeriodLock(
  ctx: ServiceContext,
  raw: z.input<typeof getPeriodLockInput>,
): Promise<PeriodLock> {
  requireCompany(ctx, raw.company_id, 'stock');
  const { company_id } = getPeriodLockInput.parse(raw);
  return toPeriodLock(await findPeriodLock(ctx.db, company_id));
}
