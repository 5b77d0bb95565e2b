import type { Transaction } from '@/db/client';
import { lockAllDays, lockLedger } from '@/db/locks';
import { listCountsReached } from '@/db/queries/count-adjustments';
import { findLocation } from '@/db/queries/locations';
import { listNamedItems } from '@/db/queries/modifier-sales';
import { type KeptDay, listIngredientUnits, listKeptDays } from '@/db/queries/plan-inputs';
import type { Change, ChangePreview } from '@/lib/contracts/changes';
import type { MappingChoice } from '@/lib/contracts/mappings';
import { keptControlTotals } from '@/lib/core/control-totals';
import { DomainError } from '@/lib/core/domain-error';
import { isLocked, postingDate } from '@/lib/core/period-lock';
import { add, type Exact, exact, negate, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { movementOn, type StockMoment } from '@/lib/core/stock-moment';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import type { DayToPlan } from '../planning/load-plan-inputs';
import { type PlannedDay, planDays } from '../planning/plan-days';
import { daysReached } from './change-of-setting';
import { makeChange } from './make-change';
import { itemsNamed } from './modifier-changes';
import { namesAnswered } from './names-answered';
import { reachesOf } from './reaches-of';
import { soldUnder } from './sold-under';
import { type ChangeInput, type ReachedCount, toPreview } from './to-preview';

/** A kept day that a change may reach. */
export type ChangeDay = DayToPlan & Pick<KeptDay, 'locationName' | 'isComplete'>;
export interface PlannedChange {
  lockedUntil: string | null;
  /** Days with something to write. */
  changed: PlannedDay<ChangeDay>[];
  /** Those, and days of which only a line goes elsewhere: each leaves a log. */
  recorded: PlannedDay<ChangeDay>[];
  counts: ReachedCount[];
  preview: ChangePreview;
}

/**
 * Makes the change itself (a new mapping or recipe version) in the transaction and plans the kept days for
 * it, without writing to the ledger. To `look`, from the lines that can matter, and whoever calls rolls back;
 * to `apply`, under a lock on all days and from all lines of the days that can change, so that each can have
 * a log. Both come to the same preview. Throws what saving would throw, and period_locked.
 */
export async function planChange(
  tx: Transaction,
  ctx: ServiceContext,
  input: ChangeInput,
  purpose: 'look' | 'apply',
): Promise<PlannedChange> {
  const { company_id: companyId, change } = input;
  if (change.kind === 'rerun') {
    await requireDays(ctx, companyId, { 'change.from': change.from, 'change.to': change.to });
  }
  if (purpose === 'apply') {
    await lockAllDays(tx, companyId, 'location_id' in change ? change.location_id : undefined);
  }
  // Before the rows the change locks, as everywhere: who changes a standard cost holds the ledger's locks and
  // its ingredient's row.
  const lockedUntil = await lockLedger(tx, companyId, 'use');
  const left = change.kind === 'location_version' ? await unitLeft(tx, companyId, change.location_id) : null;
  const changedItems = await makeChange(tx, ctx, companyId, change);
  const days =
    change.kind === 'location_version'
      ? await readMovedDays(tx, companyId, change, left)
      : await readDays(tx, companyId, change);
  const reached = await daysReached(tx, companyId, change, days);
  const planned: PlannedDay<ChangeDay>[] = [];
  for (const reach of await reachesOf(tx, companyId, changedItems, reached)) {
    const scope = {
      companyId,
      ...reach,
      lines: purpose === 'apply' ? ('all' as const) : ('touched' as const),
      // What else was changed since the days were booked waits for its own change (R32).
      presentItems: changedItems === 'settings' ? new Set<string>() : changedItems,
      lockedUntil,
    };
    planned.push(...(await planDays(tx, scope)));
  }
  const placeOf = new Map(reached.map((day, place) => [day, place]));
  planned.sort((a, b) => (placeOf.get(a.day) ?? 0) - (placeOf.get(b.day) ?? 0));
  const changed = planned.filter(({ difference: d }) => d.reverse.length + d.post.length > 0);
  refuseLocked(input, changed, lockedUntil);
  const counts = await listCountsReached(tx, companyId, movesOf(changed, lockedUntil));
  const ingredients = changed.length > 0 ? await listIngredientUnits(tx, companyId) : [];
  const names = new Map(ingredients.map((row) => [row.id, row]));
  const named = itemsNamed(changed);
  const items = named.length > 0 ? await listNamedItems(tx, companyId, named) : [];
  const itemNames = new Map(items.map(({ id, name }) => [id, name]));
  const preview = toPreview(input, { daysRead: days.length, planned, changed, counts, names, itemNames });
  const recorded = namesAnswered(change).length > 0 ? planned : changed;
  return { lockedUntil, changed, recorded, counts, preview };
}

/** The first day a change may reach; null = all. What is restored may have counted on any. */
function firstDayOf(change: Exclude<Change, { kind: 'rerun' }>): string | null {
  const isRestored = (choice: MappingChoice) => 'restores_version' in choice;
  if (change.kind === 'held_name' || change.kind === 'held_names') return null;
  return change.kind === 'mappings' && change.mappings.some(isRestored) ? null : change.effective_from;
}

/**
 * A run by hand goes into the present link; a change of mapping or recipe leaves each day in its unit. Days
 * without one are left out.
 */
async function readDays(
  tx: Transaction,
  companyId: string,
  change: Exclude<Change, { kind: 'location_version' }>,
): Promise<ChangeDay[]> {
  const isRerun = change.kind === 'rerun';
  const kept = await listKeptDays(
    tx,
    companyId,
    isRerun
      ? { from: change.from, to: change.to, locationId: change.location_id }
      : { from: firstDayOf(change), to: null },
  );
  const isLinked = isRerun && change.storage_unit !== 'kept';
  const answered = namesAnswered(change);
  const meant: ((day: KeptDay) => boolean)[] = [];
  for (const one of answered) meant.push(await soldUnder(tx, companyId, one));
  const isMeant = (day: KeptDay) => answered.length === 0 || meant.some((isSold) => isSold(day));
  return kept.filter(isMeant).flatMap((day) => {
    const storageUnitId = isLinked ? day.linkedUnitId : (day.dayUnitId ?? day.linkedUnitId);
    return storageUnitId === null ? [] : [{ ...day, storageUnitId, controlTotals: keptControlTotals(day) }];
  });
}

/** The storage unit a location is linked to before it goes back to another; its row is locked. */
async function unitLeft(tx: Transaction, companyId: string, locationId: string): Promise<string | null> {
  return (await findLocation(tx, companyId, locationId, 'update'))?.storageUnitId ?? null;
}

/**
 * Booked days that follow a location into another storage unit: those that stand in the one it leaves. What
 * stands elsewhere was booked there under yet another link and stays.
 */
async function readMovedDays(
  tx: Transaction,
  companyId: string,
  change: Extract<Change, { kind: 'location_version' }>,
  left: string | null,
): Promise<ChangeDay[]> {
  if (left === null) return [];
  const { location_id: locationId, effective_from: from } = change;
  const kept = await listKeptDays(tx, companyId, { from, to: null, locationId });
  return kept.flatMap((day) => {
    const { linkedUnitId: storageUnitId } = day;
    if (storageUnitId === null || storageUnitId === left || day.dayUnitId !== left) return [];
    return [{ ...day, storageUnitId, controlTotals: keptControlTotals(day) }];
  });
}

function refuseLocked(
  input: ChangeInput,
  changed: readonly PlannedDay<ChangeDay>[],
  lockedUntil: string | null,
): void {
  if (input.if_locked === 'first_open_day') return;
  const locked = changed.filter(({ day }) => isLocked(day.businessDay, lockedUntil));
  if (locked.length === 0) return;
  throw new DomainError('period_locked', `the period up to ${lockedUntil} is locked`, {
    locked_until: lockedUntil,
    date: locked[0]?.day.businessDay,
    days: locked.length,
  });
}

/** Net change of stock by unit, ingredient and the day it is dated; none where it is nothing. */
function movesOf(
  changed: readonly PlannedDay<ChangeDay>[],
  lockedUntil: string | null,
): (StockMoment & { change: string })[] {
  const moves = new Map<string, { moment: StockMoment; change: Exact }>();
  const move = (moment: StockMoment, quantity: Exact) => {
    const key = `${moment.storageUnitId} ${moment.ingredientId} ${moment.day}`;
    moves.set(key, { moment, change: add(moves.get(key)?.change ?? ZERO, quantity) });
  };
  for (const { difference } of changed) {
    const standing = new Map(difference.standing.map((entry) => [entry.id, entry]));
    for (const old of difference.reverse) {
      const date = postingDate(standing.get(old.id)?.postingDate ?? difference.postingDate, lockedUntil);
      move(movementOn(old.storageUnitId, old.ingredientId, date), negate(exact(old.quantity)));
    }
    for (const entry of difference.post) {
      const moment = movementOn(entry.storageUnitId, entry.ingredientId, difference.postingDate);
      move(moment, exact(entry.quantity));
    }
  }
  return [...moves.values()]
    .map(({ moment, change }) => ({ ...moment, change: roundHalfEven(change) }))
    .filter(({ change }) => change !== '0');
}
