import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type postgres from 'postgres';
import { openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { insertCompany, insertMembership, insertUser } from '@/db/queries/people';
import { daysBackFrom } from '@/lib/core/business-day';
import { mapMenu } from '@/lib/demo/map-menu';
import { demoRestaurant } from '@/lib/demo/restaurant';
import { idOf, seedRecipes } from '@/lib/demo/seed-inventory';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { approvedCode } from '@/lib/lightspeed/simulator/approve-consent';
import type { SimLine, SimSale } from '@/lib/lightspeed/simulator/sales';
import { startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { createLog } from '@/lib/platform/log';
import { setWasteReasons } from '@/lib/services/company/set-waste-reasons';
import type { ServiceContext } from '@/lib/services/context';
import { connectIntegration } from '@/lib/services/integration/connect-integration';
import { listItems } from '@/lib/services/item/list-items';
import { setIgnored } from '@/lib/services/item/set-ignored';
import { syncItems } from '@/lib/services/item/sync-items';
import { correctLedgerEntry } from '@/lib/services/ledger/correct-ledger-entry';
import { createLedgerBatch } from '@/lib/services/ledger/create-ledger-batch';
import { getLedgerDigest } from '@/lib/services/ledger/get-ledger-digest';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { activateLocation } from '@/lib/services/location/activate-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listLocations } from '@/lib/services/location/list-locations';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { cancelMigration } from '@/lib/services/migration/cancel-migration';
import { runMigrationDay } from '@/lib/services/migration/run-migration-day';
import { setPeriodLock } from '@/lib/services/period/set-period-lock';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { startPostgres } from '@/scripts/stack/postgres/server';
import { FakeClock, testContext } from '@/testing/fixtures/test-context';
import { FIXTURE_NOW, REOPENED_DAY, REUSED_NUMBER_DAY, TRUE_SALES_DAY } from './days';

/**
 * Writes the database that the upgrade test starts from: `npx tsx testing/upgrade/make-fixture.ts`, with the
 * code of the commit whose database is wanted. One company with ten days of a real migration, receipts
 * before, during and after its sales or never, counts, waste, a move, a correction and a locked period, and
 * two days on which a rule has since changed.
 */
const REDIRECT = 'http://localhost:3000/api/lightspeed/callback';
const DAYS = 10;
const ACCOUNTS_A_DAY = 12;
/** A count that was dated by a slip, when such days were taken. */
const FAR_AHEAD = '2062-11-24';
const clock = new FakeClock(new Date(FIXTURE_NOW));

const server = await startPostgres({
  dataDir: path.join(tmpdir(), `bestellfix-fixture-${process.pid}`),
  persistent: false,
});
await migrateDatabase(server.url);
const db = openDatabase(server.url);
const simulator = await startSimulator({ now: () => clock.now() });
try {
  const company = await insertCompany(db, 'Gasthaus Gestern');
  const user = await insertUser(db, {
    email: 'owner@restaurant.example',
    name: 'Olga',
    passwordHash: 'none',
  });
  await insertMembership(db, { companyId: company.id, userId: user.id, role: 'owner' });
  const pos = createLightspeedGateway({
    ...simulator,
    scopes: 'financial-api items offline_access',
    log: createLog('silent'),
  });
  const ctx = testContext(db, {
    memberships: { [company.id]: 'owner' },
    userId: user.id,
    pos,
    clock,
  });
  await fill(ctx, company.id);
  const { digest, days } = await getLedgerDigest(ctx, { company_id: company.id });
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const content = { commit, companyId: company.id, digest, days, tables: await dump(db.$client) };
  const file = path.join(import.meta.dirname, `${commit}.json.gz`);
  writeFileSync(file, gzipSync(JSON.stringify(content), { level: 9 }));
  console.log(`${file}: ${days.length} days, digest ${digest}`);
} finally {
  await simulator.stop();
  await db.$client.end({ timeout: 5 });
  await server.stop();
}

async function fill(ctx: ServiceContext, company_id: string): Promise<void> {
  const ids = await seedRecipes(ctx, company_id);
  const cellar = await createStorageUnit(ctx, { company_id, name: 'Keller' });
  const bar = await createStorageUnit(ctx, { company_id, name: 'Bar' });
  await setWasteReasons(ctx, { company_id, reasons: ['Küche: verbrannt'] });
  await receive(ctx, company_id, cellar.id, ids.ingredients);

  const code = await approvedCode(ctx.pos.authorizeUrl({ state: 's', redirectUri: REDIRECT }));
  const { id } = await connectIntegration(ctx, {
    company_id,
    name: 'Till',
    code,
    redirect_uri: REDIRECT,
  });
  await syncLocations(ctx, { id });
  await syncItems(ctx, { id });
  await ignoreSome(ctx, { id, company_id });
  await mapMenu(ctx, { id, company_id }, ids);
  const { data } = await listLocations(ctx, { id, include_archived: false, limit: 10 });
  const location = data.find((one) => one.name === 'Seeblick Zürich');
  if (!location) throw new Error('the simulator has another restaurant');
  await linkStorageUnit(ctx, { id: location.id, storage_unit_id: cellar.id });
  sell(location.lightspeed_id);
  const { migration } = await activateLocation(ctx, { id: location.id });
  const memberships = new Map([[company_id, 'system']]);
  const job: ServiceContext = { ...ctx, actor: { kind: 'system', job: 'fixture', memberships } };
  for (let day = 0; day < DAYS; day++)
    await runMigrationDay(job, { companyId: company_id, migrationId: migration?.id ?? '' });
  await cancelMigration(ctx, { id: location.id });
  await enter(ctx, company_id, { cellar: cellar.id, bar: bar.id }, ids.ingredients);
}

/** The first bills of each day, and two days with what was read by other rules. */
function sell(locationId: string): void {
  for (const day of daysBackFrom('2026-03-15', DAYS)) {
    const sales = simulator.world.salesOfDay(locationId, day).slice(0, ACCOUNTS_A_DAY);
    simulator.control.setSales(locationId, day, sales);
  }
  const line = (id: string, quantity: string, more: Partial<SimLine> = {}): SimLine => ({
    id,
    sku: '541',
    name: 'Coca-Cola',
    quantity,
    totalNetAmountWithTax: String(Number(quantity) * 5),
    ...more,
  });
  const bill = (
    accountReference: string,
    accountFiscId: string,
    hour: number,
    more: Partial<SimSale>,
  ): SimSale => ({
    accountReference,
    accountFiscId,
    type: 'SALE',
    timeClosed: `T${String(hour).padStart(2, '0')}:00:00Z`,
    ...more,
  });
  const at = (day: string, sales: SimSale[]) => {
    const own = sales.map((sale) => ({ ...sale, timeClosed: `${day}${sale.timeClosed}` }));
    simulator.control.setSales(locationId, day, [...simulator.world.salesOfDay(locationId, day), ...own]);
  };
  at(REUSED_NUMBER_DAY, [
    bill('first-of-two', 'A9.1', 12, { salesLines: [line('S9.1', '1.000')] }),
    bill('second-of-two', 'A9.1', 13, { salesLines: [line('S9.1', '5.000')] }),
  ]);
  at(TRUE_SALES_DAY, trueSales(line, bill));
  const behind = { source: { initialAccountId: 'A8.1', previousAccountId: 'A8.1' } };
  at(REOPENED_DAY, [
    bill('ordered', 'A8.1', 12, { cancelled: true, salesLines: [line('S8.1', '3.000')] }),
    bill('taken-back', 'A8.2', 13, { type: 'REFUND', ...behind, salesLines: [line('S8.2', '-3.000')] }),
    bill('made-anew', 'A8.3', 14, { type: 'RECALL', ...behind, salesLines: [line('S8.3', '4.000')] }),
  ]);
}

/** Three cheeseburgers of which one had no cheese, one burnt; names that are not the item's; a menu. */
function trueSales(
  line: (id: string, quantity: string, more: Partial<SimLine>) => SimLine,
  bill: (reference: string, number: string, hour: number, more: Partial<SimSale>) => SimSale,
): SimSale[] {
  const burger = { sku: '53', name: 'Cheeseburger' };
  const without = { sku: '912', name: 'ohne Käse' };
  const burnt = { voidReason: 'Küche: verbrannt' };
  return [
    bill('modified', 'A7.1', 12, {
      salesLines: [
        line('S7.1', '3.000', burger),
        line('S7.2', '1.000', { ...without, parentLineId: 'S7.1' }),
        line('S7.3', '-1.000', { ...burger, ...burnt }),
        line('S7.4', '-1.000', { ...without, parentLineId: 'S7.3', voidReason: 'Server mistake' }),
      ],
    }),
    bill('renamed', 'A7.2', 13, {
      dineIn: false,
      salesLines: [
        line('S7.5', '2.000', { sku: '501', name: 'Winterpunsch' }),
        line('S7.6', '1.000', { name: 'Cola 33 cl', nameOverride: 'Geburtstag' }),
      ],
    }),
    bill('menu', 'A7.3', 14, {
      salesLines: [
        line('S7.7', '1.000', { sku: '950', name: 'Lunch-Menü Burger' }),
        line('S7.8', '1.000', { ...burger, parentLineId: 'S7.7' }),
      ],
    }),
  ];
}

/** Of four ingredients one was received long before its sales, one twice, one in their midst, one never. */
async function receive(
  ctx: ServiceContext,
  company_id: string,
  storage_unit_id: string,
  ids: Map<string, string>,
): Promise<void> {
  const receipts: [string, string, string, (index: number) => boolean][] = [
    ['2026-01-05', '500', '3.1', (index) => index % 4 < 2],
    ['2026-03-09', '70', '4.77', (index) => index % 4 === 1],
    ['2026-03-11', '24', '2', (index) => index % 4 === 2],
  ];
  for (const [date, quantity, unit_cost, isReceived] of receipts) {
    const lines = demoRestaurant.ingredients
      .filter((_, index) => isReceived(index))
      .map(({ name }) => ({ ingredient_id: idOf(ids, name), quantity, unit_cost }));
    await createLedgerBatch(ctx, { company_id, type: 'RECEIPT', date, storage_unit_id, lines });
  }
}

/** One item in forty is ignored, whatever the demo restaurant makes of it. */
async function ignoreSome(ctx: ServiceContext, thing: { id: string; company_id: string }): Promise<void> {
  const items = await listItems(ctx, { ...thing, include_archived: true, limit: 500 });
  for (const [index, { id }] of items.data.entries())
    if (index % 40 === 7) await setIgnored(ctx, { id, ignored: true });
}

/** What a kitchen enters besides its sales; a count dated far ahead is among it. */
async function enter(
  ctx: ServiceContext,
  company_id: string,
  units: { cellar: string; bar: string },
  ids: Map<string, string>,
): Promise<void> {
  const names = demoRestaurant.ingredients.map(({ name }) => name);
  const lines = (every: number, more: Record<string, string>) =>
    names
      .filter((_, index) => index % 12 === every)
      .map((name) => ({ ingredient_id: idOf(ids, name), ...more }));
  const batch = { company_id, storage_unit_id: units.cellar };
  await createLedgerBatch(ctx, {
    ...batch,
    type: 'ADJUSTMENT',
    date: '2026-03-13',
    lines: lines(1, { counted_quantity: '400' }),
  });
  await createLedgerBatch(ctx, {
    ...batch,
    type: 'WASTE',
    date: '2026-03-14',
    lines: lines(4, { quantity: '2', reason: 'dropped' }),
  });
  await createLedgerBatch(ctx, {
    ...batch,
    type: 'TRANSFER',
    to_storage_unit_id: units.bar,
    date: '2026-03-14',
    lines: lines(5, { quantity: '10' }),
  });
  // Days to come are refused today; whoever entered this had a clock that was wrong.
  const now = clock.now();
  clock.set(`${FAR_AHEAD}T12:00:00Z`);
  await createLedgerBatch(ctx, {
    ...batch,
    storage_unit_id: units.bar,
    type: 'ADJUSTMENT',
    date: FAR_AHEAD,
    lines: lines(5, { counted_quantity: '3' }),
  });
  clock.set(now);
  const wasted = await listLedgerEntries(ctx, { company_id, type: 'WASTE', limit: 1 });
  await correctLedgerEntry(ctx, { id: wasted.data[0]?.id ?? '', company_id });
  await setPeriodLock(ctx, { company_id, locked_until: '2026-03-07' });
}

/**
 * Every table's rows as the text of their JSON, which keeps every digit; `restoreFixture` puts them back as
 * they are.
 */
async function dump(client: postgres.Sql): Promise<Record<string, string[]>> {
  const names = await client<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' order by 1`;
  const tables: Record<string, string[]> = {};
  for (const { name } of names) {
    const rows = await client.unsafe<{ row: string }[]>(
      `select to_json(t)::text as row from public."${name}" t`,
    );
    if (rows.length > 0) tables[name] = rows.map(({ row }) => row);
  }
  return tables;
}
