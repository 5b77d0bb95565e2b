import type { z } from 'zod';
import { lockLedger, lockPeriod } from '@/db/locks';
import { listLocationDayRules } from '@/db/queries/locations';
import { findPeriodLock, savePeriodLock } from '@/db/queries/period-lock';
import { type PeriodLock, setPeriodLockInput } from '@/lib/contracts/stock';
import { addDays, FIRST_DAY, yesterdayAt } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import { requireDays } from '../company/require-days';
import { actorName, type ServiceContext } from '../context';
import { type Changed, keepFallbacks, revalue } from '../ledger/revalue';
import { toPeriodLock } from './to-period-lock';

/**
 * Locks all days up to one, moves the lock, or with null opens them all again. An owner's business, and on
 * record: the audit log keeps who moved it from where to where. Throws period_not_over for a day that has not
 * ended at every location.
 */
export async function setPeriodLock(
  ctx: ServiceContext,
  raw: z.input<typeof setPeriodLockInput>,
): Promise<PeriodLock> {
  requireCompany(ctx, raw.company_id, 'administer');
  const { company_id: companyId, locked_until: lockedUntil } = setPeriodLockInput.parse(raw);
  if (lockedUntil !== null && lockedUntil < FIRST_DAY) {
    await requireDays(ctx, companyId, { locked_until: lockedUntil });
  }
  return ctx.db.transaction(async (tx) => {
    const last = await lastEndedDay(ctx, companyId);
    if (lockedUntil !== null && lockedUntil > last) {
      throw new DomainError('period_not_over', `the last day that has ended is ${last}`, { last_day: last });
    }
    await lockPeriod(tx, companyId);
    const before = await findPeriodLock(tx, companyId);
    const row = await savePeriodLock(tx, companyId, lockedUntil, actorName(ctx.actor));
    const from = before?.lockedUntil ?? null;
    // What opens again costs what its day says now (R23).
    if (from !== null && (lockedUntil === null || lockedUntil < from)) {
      const changed: Changed = new Map();
      const write = { companyId, createdBy: actorName(ctx.actor), lockedUntil };
      await lockLedger(tx, companyId, 'change');
      await keepFallbacks(tx, write, 'all', changed);
      await revalue(tx, write, changed);
    }
    await writeAudit(tx, ctx, {
      companyId,
      action:
        lockedUntil !== null && (from === null || lockedUntil >= from) ? 'period.lock' : 'period.unlock',
      subjectType: 'company',
      subjectId: companyId,
      before: { locked_until: from },
      after: { locked_until: lockedUntil },
    });
    return toPeriodLock(row);
  });
}

/** The last business day that is over at each of the company's locations; without any, yesterday in UTC. */
async function lastEndedDay(ctx: ServiceContext, companyId: string): Promise<string> {
  const now = ctx.clock.now();
  const rules = await listLocationDayRules(ctx.db, companyId);
  if (rules.length === 0) return addDays(now.toISOString().slice(0, 10), -1);
  return rules
    .map((rule) => yesterdayAt(now, rule))
    .toSorted()
    .at(0) as string;
}
