import { beforeAll, describe, expect, it } from 'vitest';
import { transferLogs } from '@/db/schema/transfers';
import { suiteDatabase } from '@/testing/database/suite-database';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { listTransfers } from './list-transfers';

const database = suiteDatabase();
let restaurant: TestRestaurant;
/**
 * Days of a migration, which goes back in time, and two that were run again later; one run never got as far
 * as a day.
 */
const RUNS: [day: string | null, startedAt: string][] = [
  ['2026-03-14', '2026-03-15T10:00:00.001Z'],
  ['2026-03-13', '2026-03-15T10:00:00.002Z'],
  ['2026-03-12', '2026-03-15T10:00:00.003Z'],
  [null, '2026-03-15T10:00:00.004Z'],
  ['2026-03-13', '2026-03-15T11:00:00.000Z'],
  ['2026-03-12', '2026-03-15T11:00:00.000Z'],
  ['2026-03-12', '2026-03-15T11:00:00.000Z'],
];
beforeAll(async () => {
  restaurant = await testRestaurant(database.db);
  const run = { companyId: restaurant.companyId, locationId: restaurant.locationId, requestedBy: 'test' };
  await database.db.insert(transferLogs).values(
    RUNS.map(([businessDay, startedAt]) => ({
      ...run,
      businessDay,
      trigger: 'migration' as const,
      startedAt: new Date(startedAt),
    })),
  );
});

async function pages(order: 'started' | 'day', limit: number) {
  const seen: { id: string; date: string | null; started_at: string }[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTransfers(restaurant.ctx, { id: restaurant.locationId, order, limit, cursor });
    seen.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return seen;
}

describe('a location’s runs', () => {
  it('by business day, the newest run of a day first, page by page the same', async () => {
    const whole = await pages('day', 50);
    expect(whole.map((log) => [log.date, log.started_at.slice(11, 13)])).toEqual([
      ['2026-03-14', '10'],
      ['2026-03-13', '11'],
      ['2026-03-13', '10'],
      ['2026-03-12', '11'],
      ['2026-03-12', '11'],
      ['2026-03-12', '10'],
      [null, '10'],
    ]);
    for (const limit of [1, 2, 3, 6])
      expect((await pages('day', limit)).map((log) => log.id)).toEqual(whole.map((log) => log.id));
  });

  it('by their beginning unless asked otherwise', async () => {
    const whole = await pages('started', 2);
    expect(whole.map((log) => log.started_at)).toEqual(RUNS.map(([, at]) => at).toReversed());
    expect(
      (await listTransfers(restaurant.ctx, { id: restaurant.locationId })).data.map((log) => log.id),
    ).toEqual(whole.map((log) => log.id));
  });

  it('a cursor of the other order, or of nobody, is refused', async () => {
    const id = restaurant.locationId;
    const { next_cursor: ofDay } = await listTransfers(restaurant.ctx, { id, order: 'day', limit: 2 });
    const { next_cursor: started } = await listTransfers(restaurant.ctx, { id, limit: 2 });
    const made = (...keys: string[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');
    for (const [order, cursor] of [
      ['started', ofDay],
      ['day', started],
      ['day', made('2026-02-31', '2026-03-15T10:00:00.001Z', id)],
      ['started', made('2026-03-15T10:00:00.001Z', '-'.repeat(36))],
      ['started', 'x'],
    ] as const) {
      await expect(
        listTransfers(restaurant.ctx, { id, order, limit: 2, cursor: cursor ?? undefined }),
      ).rejects.toMatchObject({ code: 'validation_failed' });
    }
  });
});
