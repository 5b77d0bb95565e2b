import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { type RunningPostgres, startPostgres } from '@/scripts/stack/postgres/server';
import { ledgerDigest } from '@/testing/fixtures/ledger-digest';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { getMigration } from './get-migration';
import { startMigration } from './start-migration';

let postgres: RunningPostgres;
let db: Database;
const children: ChildProcess[] = [];

/** A database of its own, because it is killed too. The whole system under kill -9 is `npm run chaos`. */
beforeAll(async () => {
  const dataDir = path.join(tmpdir(), `bestellfix-test-${randomBytes(6).toString('hex')}`);
  postgres = await startPostgres({ dataDir, persistent: false });
  await migrateDatabase(postgres.url);
  db = openDatabase(postgres.url, { max: 4 });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await db.$client.end({ timeout: 1 });
  await postgres.stop();
});

function work(restaurant: TestRestaurant, migrationId: string) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'testing/processes/crash-worker.ts', restaurant.companyId, migrationId],
    { env: { ...process.env, DATABASE_URL: postgres.url }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  /** After so many days and a moment more, in the middle of the next. */
  const killAfter = async (days: number, milliseconds: number) => {
    let seen = 0;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.stdout?.on('data', (data: Buffer) => {
        seen += String(data).split('\n').length - 1;
        if (seen >= days) setTimeout(resolve, milliseconds);
      });
    });
    child.kill('SIGKILL');
    await ended;
  };
  return { ended, killAfter };
}

const begin = async () => {
  const restaurant = await testRestaurant(db);
  return { restaurant, id: (await startMigration(restaurant.ctx, { id: restaurant.locationId })).id };
};

it('killed at any moment, with its database or without, a migration ends with the ledger of an undisturbed one', {
  timeout: 400_000,
}, async () => {
  const calm = await begin();
  expect(await work(calm.restaurant, calm.id).ended).toBe(0);
  const expected = await ledgerDigest(db.$client, calm.restaurant.companyId);
  expect(expected.size).toBe(90);

  const { restaurant, id } = await begin();
  const done = async () => {
    const migration = await getMigration(restaurant.ctx, { id: restaurant.locationId });
    return { days: migration?.days_done ?? 0, entries: migration?.entries_written ?? 0 };
  };
  let before = await done();
  for (const [round, moment] of [3, 0, 11, 7, 19, 5].entries()) {
    const worker = work(restaurant, id);
    if (round % 3 === 2) {
      // The worker lives through the database's death.
      const killing = worker.killAfter(3, moment);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await postgres.kill();
      await postgres.start();
      await killing;
    } else await worker.killAfter(2 + round, moment);
    // What stands, stands whole; what was told, stays told.
    for (const [day, hash] of await ledgerDigest(db.$client, restaurant.companyId))
      expect([day, hash]).toEqual([day, expected.get(day)]);
    const now = await done();
    expect(now.days).toBeGreaterThanOrEqual(before.days);
    expect(now.entries).toBeGreaterThanOrEqual(before.entries);
    before = now;
  }
  expect(before.days).toBeLessThan(90);

  expect(await work(restaurant, id).ended).toBe(0);
  expect([...(await ledgerDigest(db.$client, restaurant.companyId))]).toEqual([...expected]);
  expect(await getMigration(restaurant.ctx, { id: restaurant.locationId })).toMatchObject({
    status: 'completed',
    days_done: 90,
    entries_written: (await getMigration(calm.restaurant.ctx, { id: calm.restaurant.locationId }))
      ?.entries_written,
  });
});
