import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { daysBackFrom } from '@/lib/core/business-day';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { createLog } from '@/lib/platform/log';
import { listHeldNames } from '@/lib/services/item/list-held-names';
import { getLedgerDigest } from '@/lib/services/ledger/get-ledger-digest';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { previewChange } from '@/lib/services/ledger-change/preview-change';
import { listLocations } from '@/lib/services/location/list-locations';
import { setPeriodLock } from '@/lib/services/period/set-period-lock';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { listVoidReasons } from '@/lib/services/void-reason/list-void-reasons';
import { FakeClock, testContext } from '@/testing/fixtures/test-context';
import { FIXTURE_NOW, TRUE_SALES_DAY } from './days';
import { type Fixture, readFixture, restoreFixture } from './restore-fixture';

/** The last commit before anything was said of modifiers, voids, names and packaging: 28 migrations. */
const COMMIT = '7f279e3';
const MIGRATIONS = 28;

let fixture: Fixture;
let restored: Awaited<ReturnType<typeof restoreFixture>>;
let db: Database;
let ctx: ReturnType<typeof testContext>;
let company: { company_id: string };

beforeAll(async () => {
  fixture = readFixture(COMMIT);
  restored = await restoreFixture(process.env.BESTELLFIX_TEST_SERVER ?? '', fixture, MIGRATIONS);
  await migrateDatabase(restored.url);
  db = openDatabase(restored.url, { max: 4, name: 'bestellfix-upgrade' });
  company = { company_id: fixture.companyId };
  // Only kept answers are read; nothing is asked of a till.
  const pos = createLightspeedGateway({
    apiUrl: 'http://127.0.0.1:1',
    authorizeUrl: 'http://127.0.0.1:1',
    tokenUrl: 'http://127.0.0.1:1',
    clientId: 'c',
    clientSecret: 's',
    scopes: 'items',
    log: createLog('silent'),
  });
  const clock = new FakeClock(new Date(FIXTURE_NOW));
  ctx = testContext(db, { memberships: { [fixture.companyId]: 'owner' }, clock, pos });
});
afterAll(async () => {
  await db?.$client.end({ timeout: 5 });
  await restored?.drop();
});

describe(`a database of ${COMMIT}`, () => {
  it('says after the upgrade what it said before', async () => {
    const { digest, days } = await getLedgerDigest(ctx, company);
    expect(days).toEqual(fixture.days);
    expect(digest).toBe(fixture.digest);
    expect(days.map(({ date }) => date)).toContain(TRUE_SALES_DAY);
  });

  it('and when its days are planned again, with dishes changed, voided and burnt (R15, R16, R37)', async () => {
    await setPeriodLock(ctx, { ...company, locked_until: null });
    const location = await place();
    const sold = daysBackFrom('2026-03-15', 10);
    const change = {
      kind: 'rerun' as const,
      location_id: location.id,
      from: sold.at(-1) ?? '',
      to: sold[0] ?? '',
    };
    expect((await previewChange(ctx, { ...company, change })).days).toEqual([]);
    for (const date of sold) {
      const { success, stats } = await runTransfer(ctx, { id: location.id, date, force_refresh: false });
      expect([date, success, stats]).toMatchObject([
        date,
        true,
        { adds_up: true, entries_written: 0, entries_reversed: 0, held_lines: 0 },
      ]);
    }
    const { days } = await getLedgerDigest(ctx, company);
    expect(days).toEqual(fixture.days);
    const [left] = await db.$client`select count(*)::int as n from sales_snapshots where read_again`;
    expect(left?.n).toBe(0);
  });

  it('a mapping of before counts for any name, and nothing is held (R38)', async () => {
    const versions = await db.$client<{ made: number; of_a_name: number }[]>`
      select count(*)::int as made, count(names)::int as of_a_name from item_mapping_versions`;
    expect(versions[0]?.made).toBeGreaterThan(100);
    expect(versions[0]?.of_a_name).toBe(0);
    const names = await db.$client<{ name: string }[]>`
      select name from sold_names where sku in ('501', '541') order by name collate "C"`;
    // What staff typed over a name is none.
    expect(names.map(({ name }) => name)).toEqual(['Coca-Cola', 'Cola 33 cl', 'Espresso', 'Winterpunsch']);
    const [integration] = await db.$client<{ id: string }[]>`select id from lightspeed_integrations`;
    expect((await listHeldNames(ctx, { id: integration?.id ?? '' })).data).toEqual([]);
  });

  it('a waste reason of before is one whose goods are gone, not booked as waste (R16)', async () => {
    const { data } = await listVoidReasons(ctx, company);
    const burnt = data.find(({ reason }) => reason === 'Küche: verbrannt');
    expect(burnt).toMatchObject({ outcome: 'gone', is_said: true });
    expect(burnt?.lines).toBeGreaterThan(0);
    const waste = await listLedgerEntries(ctx, { ...company, type: 'WASTE', limit: 500 });
    expect(waste.data.filter(({ source }) => source.void_reason !== null)).toEqual([]);
  });
});

async function place() {
  const [integration] = await db.$client<{ id: string }[]>`select id from lightspeed_integrations`;
  const { data } = await listLocations(ctx, { id: integration?.id ?? '', include_archived: true, limit: 10 });
  const location = data.find((one) => one.is_activated);
  if (!location) throw new Error('the fixture has no active location');
  return location;
}
