import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { ledgerEntries } from '@/db/schema/ledger';
import { updateIngredient } from '@/lib/services/ingredient/update-ingredient';
import { getLedgerDigest } from '@/lib/services/ledger/get-ledger-digest';
import { listStock } from '@/lib/services/stock/list-stock';
import { FakeClock, testContext } from '@/lib/services/testing/test-context';
import { FIXTURE_NOW } from './days';
import { type Fixture, readFixture, restoreFixture } from './restore-fixture';

/** The database of commit 52b2f26, which had the first 14 migrations. */
const COMMIT = '52b2f26';
const MIGRATIONS = 14;

let fixture: Fixture;
let restored: Awaited<ReturnType<typeof restoreFixture>>;
let db: Database;
let ctx: ReturnType<typeof testContext>;

beforeAll(async () => {
  fixture = readFixture(COMMIT);
  restored = await restoreFixture(process.env.BESTELLFIX_TEST_SERVER ?? '', fixture, MIGRATIONS);
  await migrateDatabase(restored.url);
  db = openDatabase(restored.url, { max: 4, name: 'bestellfix-upgrade' });
  const clock = new FakeClock(new Date(FIXTURE_NOW));
  ctx = testContext(db, { memberships: { [fixture.companyId]: 'owner' }, clock });
});
afterAll(async () => {
  await db?.$client.end({ timeout: 5 });
  await restored?.drop();
});

describe(`a database of ${COMMIT}`, () => {
  it('says after the upgrade what it said before, but for what was used before it was first received (R22, R23)', async () => {
    const { days } = await getLedgerDigest(ctx, { company_id: fixture.companyId });
    const before = new Map(fixture.days.map((day) => [day.date, day]));
    expect(days.map(({ date, entries }) => [date, entries])).toEqual(
      fixture.days.map(({ date, entries }) => [date, entries]),
    );
    const changed = days.filter(({ date, digest }) => before.get(date)?.digest !== digest);
    // What was first received on the 11th, cost 2 then. The days up to the 7th are locked, and stay as they were.
    expect(changed.map(({ date }) => date)).toEqual(['2026-03-08', '2026-03-09', '2026-03-10']);
    const written = await db.select().from(ledgerEntries).where(eq(ledgerEntries.cause, 'revaluation'));
    const anew = written.filter((entry) => !entry.isReversal);
    expect(anew.length).toBeGreaterThan(0);
    expect(written).toHaveLength(2 * anew.length);
    for (const entry of written) {
      expect([entry.createdBy, entry.type]).toEqual(['job:upgrade', 'ISSUE']);
      expect(Number(entry.unitCost)).toBe(entry.isReversal ? 0 : 2);
    }
  });

  it('shows stock at its worth, and goes on from there', async () => {
    const company = { company_id: fixture.companyId };
    const { data } = await listStock(ctx, { ...company, limit: 500 });
    expect(data.length).toBeGreaterThan(50);
    for (const row of data) {
      expect(Number(row.value)).toBeCloseTo(Number(row.quantity) * Number(row.unit_cost), 4);
    }
    // What was received once is worth what it cost, also where its sales were valued before the receipt.
    const [once] = data.filter((row) => row.unit_cost === '2');
    if (!once) throw new Error('the fixture has another kitchen');
    const change = { id: once.ingredient_id, ...company, standard_cost: '3' };
    const { revalued_entries } = await updateIngredient(ctx, change);
    expect(revalued_entries).toBeGreaterThan(0);
  });
});
