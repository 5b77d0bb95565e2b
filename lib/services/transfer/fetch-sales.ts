import type { LocationRow } from '@/db/queries/locations';
import { findDayEnd, findReceivedHash } from '@/db/queries/sales-snapshots';
import { addDays, businessDayBounds, learnStartOfDay } from '@/lib/core/business-day';
import type { PosAuth, PosDayWindow, PosSalesDay, SameAnswer } from '@/lib/ports';
import type { ServiceContext } from '../context';
import { recordOutcome } from '../integration/record-outcome';

/** Lightspeed's answer for a day; null for days before the location opened. */
export type FetchedAnswer = PosSalesDay | SameAnswer | null;

/**
 * What Lightspeed says of the day, kept nowhere yet; the same bytes as last time are not read again, unless
 * `isReadAnyway`. `told`: as `PosAuth` has it. Null, without a call, for
 * days before the location opened (R29).
 */
export async function fetchSales(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
  { isReadAnyway = false, ...told }: { isReadAnyway?: boolean } & Pick<PosAuth, 'sent' | 'answered'> = {},
): Promise<FetchedAnswer> {
  const { companyId, integrationId, firstBusinessDay } = location;
  // The day before the first is still asked for: the first was reckoned with the start of day known at that
  // time.
  if (firstBusinessDay !== null && businessDay < addDays(firstBusinessDay, -1)) return null;
  const window = () => windowOf(ctx, location, businessDay);
  const { pos } = ctx;
  return recordOutcome<PosSalesDay | SameAnswer>(ctx, companyId, integrationId, (auth) => {
    const asked = [{ ...auth, ...told }, location.lightspeedId, businessDay, window] as const;
    if (isReadAnyway || !pos.salesOfDayUnless) return pos.salesOfDay(...asked);
    // Looked up while the answer is on its way; what cannot be looked up is not known.
    const known = findReceivedHash(ctx.db, companyId, location.id, businessDay).catch(() => null);
    return pos.salesOfDayUnless(known, ...asked);
  });
}

/**
 * `[next(D-1), next(D))` from what Lightspeed said of these days before, else from the start of day it taught
 * (R33).
 */
async function windowOf(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
): Promise<PosDayWindow> {
  const { companyId, id, timezone: zone, startOfDayMinutes } = location;
  const knownEnd = await findDayEnd(ctx.db, companyId, id, businessDay);
  const before = await findDayEnd(ctx.db, companyId, id, addDays(businessDay, -1));
  const learnt =
    location.startOfDayLearntAt && businessDayBounds(businessDay, { zone, startOfDayMinutes }).start;
  return {
    start: (before ?? learnt)?.toISOString() ?? null,
    endAfter(start) {
      const rule = { zone, startOfDayMinutes: learnStartOfDay(start, zone) };
      return (knownEnd ?? businessDayBounds(businessDay, rule).end).toISOString();
    },
  };
}
