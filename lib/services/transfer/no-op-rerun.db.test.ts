import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { and, count, eq } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { ledgerEntries } from '@/db/schema/ledger';
import { salesSnapshots } from '@/db/schema/sales';
import { transferLogs } from '@/db/schema/transfers';
import type { PosSalesDay } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { getLedgerDigest } from '../ledger/get-ledger-digest';
import { transferDay } from './transfer-day';

const DAY = '2026-03-14';
const CHILD = path.resolve('testing/processes/transfer-child.ts');
const PROCESSES = 3;
const RUNS = 100;
const KILLS = 6;
const database = suiteDatabase();
let children: ChildProcess[] = [];
afterEach(async () => {
  await Promise.all(children.map(end));
  children = [];
});

const skus = ['cola', 'espresso', 'steak', 'new', null] as const;
const sales = (lines: number, quantity: string) =>
  day(...Array.from({ length: lines }, (_, index) => sale(skus[index % skus.length] ?? null, quantity)));

let answer: PosSalesDay;
const pos = new FakePos({ everyDay: () => answer });
const run = (restaurant: TestRestaurant) =>
  transferDay(restaurant.ctx, {
    companyId: restaurant.companyId,
    locationId: restaurant.locationId,
    businessDay: DAY,
    trigger: 'manual',
    forceRefresh: true,
  });
const booksOf = async (restaurant: TestRestaurant) => {
  const { digest, entries } = await getLedgerDigest(restaurant.ctx, {
    company_id: restaurant.companyId,
    naming: 'name',
  });
  return { digest, entries };
};
const rowsOf = async (
  table: typeof ledgerEntries | typeof transferLogs | typeof salesSnapshots,
  id: string,
) => (await database.db.select({ n: count() }).from(table).where(eq(table.companyId, id)))[0]?.n ?? 0;

function start(restaurant: TestRestaurant, answers: readonly PosSalesDay[]): void {
  const { companyId, locationId } = restaurant;
  const raw = answers.map((one) => (one.kind === 'sales' ? one.raw : ''));
  const input = JSON.stringify({ companyId, locationId, businessDay: DAY, answers: raw });
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, database.url, input], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
}
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
/** Finished runs of the company; a run that was killed never finishes its log. */
async function finished(restaurant: TestRestaurant): Promise<number> {
  const rows = await database.db
    .select({ n: count() })
    .from(transferLogs)
    .where(and(eq(transferLogs.companyId, restaurant.companyId), eq(transferLogs.success, true)));
  return rows[0]?.n ?? 0;
}

/**
 * Several processes run the day until it was run often enough; each now and then one of them is killed
 * wherever it is.
 */
async function runAndKill(restaurant: TestRestaurant, answers: readonly PosSalesDay[]): Promise<void> {
  for (let n = 0; n < PROCESSES; n++) start(restaurant, answers);
  let killed = 0;
  let killAt = 1;
  for (;;) {
    const runs = await finished(restaurant);
    if (children.some((child) => child.exitCode !== null)) throw new Error('a child ended by itself');
    if (runs >= RUNS && killed >= KILLS) break;
    if (runs < killAt) continue;
    const victim = children.splice(Math.floor(Math.random() * children.length), 1)[0];
    if (victim) await end(victim);
    killed += 1;
    killAt = runs + 1 + Math.floor((Math.random() * 2 * RUNS) / KILLS);
    start(restaurant, answers);
  }
  await Promise.all(children.map(end));
  children = [];
}

it('a day run 100 times by several processes, killed at random, is the day run once (R24)', async () => {
  const [calm, wild] = [await testRestaurant(database.db, pos), await testRestaurant(database.db, pos)];
  answer = sales(200, '2.5');
  await run(calm);
  await runAndKill(wild, [answer]);
  expect(await booksOf(wild)).toEqual(await booksOf(calm));
  expect(await rowsOf(ledgerEntries, wild.companyId)).toBe(await rowsOf(ledgerEntries, calm.companyId));
  expect(await rowsOf(salesSnapshots, wild.companyId)).toBe(1);
  const rows = await rowsOf(ledgerEntries, wild.companyId);
  expect((await run(wild)).stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
  expect(await rowsOf(ledgerEntries, wild.companyId)).toBe(rows);
}, 180_000);

it('while the answers change under them, what stands in the end is the last answer’s ledger and nothing beside', async () => {
  const [calm, wild] = [await testRestaurant(database.db, pos), await testRestaurant(database.db, pos)];
  const other = sales(150, '1.25');
  answer = sales(200, '2.5');
  await run(calm);
  await runAndKill(wild, [answer, other]);
  await run(wild);
  expect(await booksOf(wild)).toEqual(await booksOf(calm));
  const entries = await database.db
    .select()
    .from(ledgerEntries)
    .where(eq(ledgerEntries.companyId, wild.companyId));
  const reversed = new Set(entries.map((entry) => entry.reversesEntryId));
  const standing = entries.filter((entry) => !entry.isReversal && !reversed.has(entry.id));
  expect(standing).toHaveLength((await booksOf(calm)).entries);
}, 180_000);
