import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { listEntries } from '@/db/queries/ledger-entries';
import { listLevels, listStockWithUsage, listUnitTotals } from '@/db/queries/stock';
import { listUnitCosts } from '@/db/queries/unit-costs';
import { addDays } from '@/lib/core/business-day';
import { millis, row, title } from './print';

export const DAYS = 100;
export const FIRST_DAY = '2026-01-01';
const LAST_DAY = addDays(FIRST_DAY, DAYS - 1);
const AIM_MS = 50;
export const ROUNDS = 40;

export interface Picked {
  unit: string;
  ingredient: string;
  log: string;
  day: string;
}

type Read = (db: Database, picked: Picked) => PromiseLike<unknown>;

// Over 80 lines: a table, a row for each query that is asked most.
export function reads(companyId: string): [string, Read][] {
  const page = { includeReversed: false, limit: 51 };
  const entries =
    (filter: (picked: Picked) => Partial<Parameters<typeof listEntries>[2]>): Read =>
    (db, picked) =>
      listEntries(db, companyId, { ...page, ...filter(picked) });
  const balances =
    (filter: (picked: Picked) => Partial<Parameters<typeof listLevels>[2]>): Read =>
    (db, picked) =>
      listLevels(db, companyId, { asOf: addDays(LAST_DAY, 1), limit: 51, ...filter(picked) });
  const stock =
    (filter: (picked: Picked) => Partial<Parameters<typeof listStockWithUsage>[2]>): Read =>
    (db, picked) =>
      listStockWithUsage(db, companyId, {
        isWatched: true,
        includeEmpty: false,
        today: addDays(LAST_DAY, 1),
        rateDays: 28,
        limit: 51,
        ...filter(picked),
      });
  return [
    ['entries', entries(() => ({}))],
    ['entries, also reversed', entries(() => ({ includeReversed: true }))],
    ['entries of a unit', entries(({ unit }) => ({ storageUnitId: unit }))],
    ['entries of an ingredient', entries(({ ingredient }) => ({ ingredientId: ingredient }))],
    [
      'entries of both',
      entries(({ unit, ingredient }) => ({ storageUnitId: unit, ingredientId: ingredient })),
    ],
    ['entries of a type', entries(() => ({ type: 'WASTE' }))],
    ['entries of a unit and a type', entries(({ unit }) => ({ storageUnitId: unit, type: 'ADJUSTMENT' }))],
    [
      'entries of an ingredient and a type',
      entries(({ ingredient }) => ({ ingredientId: ingredient, type: 'TRANSFER_IN' })),
    ],
    ['entries of a day', entries(({ day }) => ({ from: day, to: day }))],
    ['entries of a unit on a day', entries(({ unit, day }) => ({ storageUnitId: unit, from: day, to: day }))],
    [
      'entries of an ingredient on a day',
      entries(({ ingredient, day }) => ({ ingredientId: ingredient, from: day, to: day })),
    ],
    ['entries of a type on a day', entries(({ day }) => ({ type: 'RECEIPT', from: day, to: day }))],
    ['entries of a transfer', entries(({ log }) => ({ transferLogId: log }))],
    ['balances', balances(() => ({}))],
    ['balances of a unit', balances(({ unit }) => ({ storageUnitId: unit }))],
    ['balances of an ingredient', balances(({ ingredient }) => ({ ingredientId: ingredient }))],
    ['balances as of a day', balances(({ day }) => ({ asOf: day }))],
    ['balances of a unit as of a day', balances(({ unit, day }) => ({ storageUnitId: unit, asOf: day }))],
    [
      'balances of an ingredient as of a day',
      balances(({ ingredient, day }) => ({ ingredientId: ingredient, asOf: day })),
    ],
    ['balances known at a moment', balances(({ day }) => ({ knownAt: `${day}T12:00:00Z` }))],
    [
      'balances of a unit, day and moment',
      balances(({ unit, day }) => ({
        storageUnitId: unit,
        asOf: addDays(day, -7),
        knownAt: `${day}T12:00:00Z`,
      })),
    ],
    ['entries known at a moment', entries(({ day }) => ({ knownAt: `${day}T12:00:00Z` }))],
    [
      'entries of a unit known at a moment',
      entries(({ unit, day }) => ({ storageUnitId: unit, knownAt: `${day}T12:00:00Z` })),
    ],
    ['units of the stock page', (db) => listUnitTotals(db, companyId, addDays(LAST_DAY, 1))],
    [
      'costs of a stock page',
      async (db, { day }) => {
        const page = await db.execute<{ id: string }>(
          sql`select id from ingredients where company_id = ${companyId} order by id limit 50`,
        );
        return listUnitCosts(
          db,
          companyId,
          page.map(({ id }) => ({ ingredientId: id, day })),
        );
      },
    ],
    ['stock page', stock(() => ({}))],
    ['stock page of a unit', stock(({ unit }) => ({ storageUnitId: unit }))],
    ['stock page of an ingredient', stock(({ ingredient }) => ({ ingredientId: ingredient }))],
  ];
}

/**
 * One query after another on one connection, each round with other values: what the slowest twentieth takes,
 * way there and back included.
 */
export async function measure(
  db: Database,
  pick: (round: number) => Picked,
  all: [string, Read][],
): Promise<void> {
  title(`What is asked most, 95th percentile of ${ROUNDS} rounds (aim ${AIM_MS} ms)`);
  for (const [name, read] of all) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const picked = pick(round);
      const from = performance.now();
      await read(db, picked);
      times.push(performance.now() - from);
    }
    const p95 = percentile(times, 0.95);
    row(
      name,
      `${millis(p95)}   median ${millis(percentile(times, 0.5)).trim()}${p95 > AIM_MS ? '   over the aim' : ''}`,
    );
  }
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
