import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { listAccountsAround } from '@/db/queries/sale-accounts';
import { ledgerEntries } from '@/db/schema/ledger';
import { byNumber, classifyAccounts, SAME_ACCOUNT_DAYS } from '@/lib/core/account-chain';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { createLog } from '@/lib/platform/log';
import { verifyAudit } from '@/lib/services/audit-log/verify-audit';
import { updateIngredient } from '@/lib/services/ingredient/update-ingredient';
import { getLedgerDigest } from '@/lib/services/ledger/get-ledger-digest';
import { previewChange } from '@/lib/services/ledger-change/preview-change';
import { listLocations } from '@/lib/services/location/list-locations';
import { setPeriodLock } from '@/lib/services/period/set-period-lock';
import { listStock } from '@/lib/services/stock/list-stock';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { FakeClock, testContext } from '@/testing/fixtures/test-context';
import { FIXTURE_NOW, REOPENED_DAY, REUSED_NUMBER_DAY } from './days';
import { type Fixture, readFixture, restoreFixture } from './restore-fixture';

/** The database of commit 52b2f26, which had the first 14 migrations. */
const COMMIT = '52b2f26';
const MIGRATIONS = 14;

let fixture: Fixture;
let restored: Awaited<ReturnType<typeof restoreFixture>>;
let db: Database;
let answers: Map<string, string>;
let ctx: ReturnType<typeof testContext>;

beforeAll(async () => {
  fixture = readFixture(COMMIT);
  restored = await restoreFixture(process.env.BESTELLFIX_TEST_SERVER ?? '', fixture, MIGRATIONS);
  answers = await nameStaff(restored.url);
  await migrateDatabase(restored.url);
  db = openDatabase(restored.url, { max: 4, name: 'bestellfix-upgrade' });
  const clock = new FakeClock(new Date(FIXTURE_NOW));
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
  ctx = testContext(db, { memberships: { [fixture.companyId]: 'owner' }, clock, pos });
});
afterAll(async () => {
  await db?.$client.end({ timeout: 5 });
  await restored?.drop();
});

const NAMED = 'Wilhelmine Serviererin';

/** Till answers as live ones are, with whom they name; gives them as they were before the upgrade. */
async function nameStaff(url: string): Promise<Map<string, string>> {
  const before = openDatabase(url, { max: 1, name: 'bestellfix-upgrade' });
  try {
    return await before.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = 'replica'`);
      await tx.execute(sql`
        update sales_snapshots set raw = replace(raw, '"accountFiscId":', ${`"ownerName":"${NAMED}","consumer":{"name":"${NAMED}"},"accountFiscId":`})`);
      const rows = await tx.execute<{ id: string; raw: string }>(sql`select id, raw from sales_snapshots`);
      return new Map(rows.map(({ id, raw }) => [id, raw]));
    });
  } finally {
    await before.$client.end({ timeout: 5 });
  }
}

describe(`a database of ${COMMIT}`, () => {
  it('keeps of what tills answered what is read, and nobody’s name', async () => {
    expect([...answers.values()].join()).toContain(NAMED);
    const rows = await db.execute<{ id: string; raw: string }>(sql`select id, raw from sales_snapshots`);
    expect(rows).toHaveLength(answers.size);
    const read = async (raw: string) => {
      const { raw: _, reported: __, ...rest } = (await ctx.pos.readRaw(raw)) as Record<string, unknown>;
      return rest;
    };
    for (const { id, raw } of rows) {
      expect(raw).not.toContain(NAMED);
      expect(await read(raw)).toEqual(await read(answers.get(id) ?? ''));
    }
  });

  it('has all that was in the audit log in its chain', async () => {
    const [row] = await db.execute<{ events: number }>(sql`select count(*)::int as events from audit_events`);
    expect(row?.events).toBeGreaterThan(0);
    expect(await verifyAudit(db)).toMatchObject([{ links: row?.events, pending: 0, broken: null }]);
  });

  it('says after the upgrade what it said before, but for what was used before it was first received (R22, R23)', async () => {
    const { days } = await getLedgerDigest(ctx, { company_id: fixture.companyId });
    const before = new Map(fixture.days.map((day) => [day.date, day]));
    expect(days.map(({ date, entries }) => [date, entries])).toEqual(
      fixture.days.map(({ date, entries }) => [date, entries]),
    );
    const changed = days.filter(({ date, digest }) => before.get(date)?.digest !== digest);
    // What was first received on the 11th, cost 2 then. The days up to the 7th are locked, and stay as they
    // were.
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

  it('counts both bills under one number, and the reopened receipt, when its days are planned again (R15)', async () => {
    const { company_id, location } = await place();
    await setPeriodLock(ctx, { company_id, locked_until: null });
    const read = async (day: string) => {
      const [row] = await db.$client<{ sum: string }[]>`
        select coalesce(sum(e.quantity), 0) as sum from ledger_entries e join lightspeed_items i on i.id = e.item_id
        where i.sku = '541' and e.for_day = ${day}`;
      return Number(row?.sum);
    };
    const days = fixture.days
      .map(({ date }) => date)
      .filter((date) => date >= '2026-03-06' && date <= '2026-03-15');
    const before = new Map<string, number>();
    for (const day of days) before.set(day, await read(day));
    const changed = {
      kind: 'rerun' as const,
      location_id: location.id,
      from: days[0] ?? '',
      to: days.at(-1) ?? '',
    };
    const preview = await previewChange(ctx, { company_id, change: changed });
    expect(preview.days.map((day) => day.date).sort()).toEqual([REOPENED_DAY, REUSED_NUMBER_DAY]);
    for (const day of days) {
      const run = await runTransfer(ctx, { id: location.id, date: day, force_refresh: false });
      const isOther = day !== REUSED_NUMBER_DAY && day !== REOPENED_DAY;
      const { stats } = run;
      expect([day, run.success, stats?.adds_up]).toEqual([day, true, true]);
      if (isOther) expect([day, stats?.entries_written, stats?.entries_reversed]).toEqual([day, 0, 0]);
    }
    const change = async (day: string) => Number(((await read(day)) - (before.get(day) ?? 0)).toFixed(6));
    expect(await change(REUSED_NUMBER_DAY)).toBe(-5);
    expect(await change(REOPENED_DAY)).toBe(-4);
    expect((await previewChange(ctx, { company_id, change: changed })).days).toEqual([]);
    const [left] = await db.$client`select count(*)::int as n from sales_snapshots where read_again`;
    expect(left?.n).toBe(0);
  });

  it('takes a bill that both a kept and a new answer bring for one and the same', async () => {
    const { location } = await place();
    const { companyId } = fixture;
    const day = '2026-03-16';
    const around = {
      companyId,
      locationId: location.id,
      first: day,
      last: day,
      around: SAME_ACCOUNT_DAYS,
    };
    const [kept] = await db.$client<{ account_id: string; closed: string }[]>`
      select a.account_id, a.time_closed as closed from sale_accounts a join sales_snapshots s on s.id = a.snapshot_id
      where a.location_id = ${location.id} and s.business_day = '2026-03-15' and a.account_number is null limit 1`;
    const rows = await listAccountsAround(db, around, [kept?.account_id ?? '']);
    const closed = Date.parse(String(kept?.closed));
    const mine = { id: 'ref', number: kept?.account_id ?? '', previous: null, closed, cancelled: false };
    const judge = (account: typeof mine) => classifyAccounts([account], byNumber(rows), day).earlier;
    expect(judge(mine)).toHaveLength(1);
    expect(judge({ ...mine, closed: closed + 1 })).toEqual([]);
  });
});

async function place() {
  const company_id = fixture.companyId;
  const [integration] = await db.$client<{ id: string }[]>`select id from lightspeed_integrations`;
  const { data } = await listLocations(ctx, { id: integration?.id ?? '', include_archived: true, limit: 10 });
  const location = data.find((one) => one.is_activated);
  if (!location) throw new Error('the fixture has no active location');
  return { company_id, location };
}
