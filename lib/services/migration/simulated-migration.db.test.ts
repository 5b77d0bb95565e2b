import { and, eq, isNotNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ledgerEntries } from '@/db/schema/ledger';
import { lightspeedIntegrations } from '@/db/schema/lightspeed';
import { companies } from '@/db/schema/people';
import { transferLogs } from '@/db/schema/transfers';
import { explainedSaleSchema } from '@/lib/contracts/explanations';
import type { TransferStats } from '@/lib/contracts/transfers';
import { daysBackFrom } from '@/lib/core/business-day';
import { add, exact, roundHalfEven, toFraction, ZERO } from '@/lib/core/quantity';
import { recomputeEntry } from '@/lib/core/recompute-entry';
import { mapMenu } from '@/lib/demo/map-menu';
import { demoRestaurant } from '@/lib/demo/restaurant';
import { idOf, seedRecipes } from '@/lib/demo/seed-inventory';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { approvedCode } from '@/lib/lightspeed/simulator/approve-consent';
import { type Simulator, startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { createLog } from '@/lib/platform/log';
import type { PosGateway } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { FakeClock, testContext } from '@/testing/fixtures/test-context';
import { expectUsage } from '@/testing/reference/expect-usage';
import { sumEntries } from '@/testing/reference/recipe-usage';
import type { ServiceContext } from '../context';
import { connectIntegration } from '../integration/connect-integration';
import { getCoverage } from '../item/get-coverage';
import { listHeldNames } from '../item/list-held-names';
import { listItems } from '../item/list-items';
import { resolveHeldName } from '../item/resolve-held-name';
import { syncItems } from '../item/sync-items';
import { createLedgerEntries } from '../ledger/create-ledger-entries';
import { explainEntries } from '../ledger/explain-entries';
import { activateLocation } from '../location/activate-location';
import { linkStorageUnit } from '../location/link-storage-unit';
import { listLocations } from '../location/list-locations';
import { syncLocations } from '../location/sync-locations';
import { listRecipes } from '../recipe/list-recipes';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { getMigration } from './get-migration';
import { runMigrationDay } from './run-migration-day';
import { startMigration } from './start-migration';

const NOW = '2026-03-16T12:00:00Z';
const REDIRECT = 'http://localhost:3000/api/lightspeed/callback';
const database = suiteDatabase();
let simulator: Simulator;
let pos: PosGateway;
let ctx: ServiceContext;
const clock = new FakeClock(new Date(NOW));
const companyId = v7();
/** What the oracle is asked for the 90 days. */
let question: Parameters<typeof expectUsage>[0];

beforeAll(async () => {
  simulator = await startSimulator({ now: () => clock.now() });
  pos = createLightspeedGateway({
    ...simulator,
    scopes: 'financial-api items offline_access',
    log: createLog('silent'),
  });
  ctx = testContext(database.db, { memberships: { [companyId]: 'owner' }, pos, clock });
  await database.db.insert(companies).values({ id: companyId, name: 'Seeblick' });
});
afterAll(() => simulator.stop());

async function work(migrationId: string): Promise<void> {
  const job = {
    ...ctx,
    actor: { kind: 'system', job: 'test', memberships: new Map([[companyId, 'system']]) },
  } as const;
  while (!(await runMigrationDay(job, { companyId, migrationId })).isOver);
}

it('90 days over HTTP equal a second computation to 6 decimals, and a re-run writes nothing (R24)', async () => {
  const ids = await seedRecipes(ctx, companyId);
  const code = await approvedCode(pos.authorizeUrl({ state: 's', redirectUri: REDIRECT }));
  const connected = await connectIntegration(ctx, {
    company_id: companyId,
    name: 'Till',
    code,
    redirect_uri: REDIRECT,
  });
  await syncLocations(ctx, { id: connected.id });
  await syncItems(ctx, { id: connected.id });
  const thing = { id: connected.id, company_id: companyId };
  await mapMenu(ctx, thing, ids);
  const items = (await listItems(ctx, { ...thing, include_archived: true, limit: 500 })).data;
  const recipes = (await listRecipes(ctx, { company_id: companyId, limit: 500, include_archived: true }))
    .data;
  const unit = await createStorageUnit(ctx, { company_id: companyId, name: 'Cellar' });
  const [location] = (await listLocations(ctx, { id: connected.id, include_archived: false, limit: 50 }))
    .data;
  if (!location) throw new Error('the simulator showed no location');
  await linkStorageUnit(ctx, { id: location.id, storage_unit_id: unit.id });
  for (const [quantity, unit_cost, date] of [
    ['500', '3.1', '2026-01-05'],
    ['70', '4.77', '2026-02-10'],
  ] as const) {
    for (const ingredient of demoRestaurant.ingredients) {
      await createLedgerEntries(ctx, {
        company_id: companyId,
        type: 'RECEIPT',
        ingredient_id: idOf(ids.ingredients, ingredient.name),
        storage_unit_id: unit.id,
        quantity,
        unit_cost,
        date,
      });
    }
  }
  const asked = simulator.control.requests.length;
  const { migration } = await activateLocation(ctx, { id: location.id });
  await work(migration?.id ?? '');
  // One request a day and no other; a token that ended in between would add a handful.
  expect(simulator.control.requests.length - asked).toBe(90);

  const done = await getMigration(ctx, { id: location.id });
  expect(done).toMatchObject({ status: 'completed', days_done: 90 });
  const written = await read();
  expect(done?.entries_written).toBe(written.length);
  const days = daysBackFrom('2026-03-15', 90);
  const locationId = location.lightspeed_id;
  const sold = days.map((day) => ({ day, sales: simulator.world.salesOfDay(locationId, day) }));
  question = { locationId, days: sold, items, recipes, mappedOn: '2026-03-15' };
  const compared = compare(written, question);
  expect(compared).toBeGreaterThan(1000);

  const again = await startMigration(ctx, { id: location.id });
  await work(again.id);
  expect(await getMigration(ctx, { id: location.id })).toMatchObject({
    status: 'completed',
    entries_written: 0,
  });
  expect(await read()).toHaveLength(written.length);
  const logs = await database.db.select().from(transferLogs).where(eq(transferLogs.companyId, companyId));
  expect(logs.filter((log) => !log.success || (log.stats as { adds_up: boolean }).adds_up !== true)).toEqual(
    [],
  );
}, 180_000);

it('every entry of it can be computed anew from its explanation alone (R25)', async () => {
  const rows = await database.db
    .select()
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.companyId, companyId), isNotNull(ledgerEntries.locationId)));
  expect(rows.length).toBeGreaterThan(1000);
  for (let at = 0; at < rows.length; at += 500) {
    const batch = rows.slice(at, at + 500);
    const explained = await explainEntries(
      database.db,
      companyId,
      batch.map((row) => row.id),
    );
    for (const row of batch) {
      const sale = explainedSaleSchema.parse(explained.get(row.id));
      const again = recomputeEntry(JSON.parse(JSON.stringify(sale)));
      expect([row.id, exact(again.quantity), exact(again.unitCost), exact(again.value)]).toEqual([
        row.id,
        exact(row.quantity),
        exact(row.unitCost),
        exact(row.value),
      ]);
      expect(sale.exact_quantity).toBe(toFraction(again.exactQuantity));
      expect(sale.usage_per_item).toBe(again.perItem && toFraction(again.perItem));
    }
  }
});

it('coverage by item equals the buckets of the 90 days together (R26, R43)', async () => {
  const logs = await database.db.select().from(transferLogs).where(eq(transferLogs.companyId, companyId));
  const newest = new Map(logs.map((log) => [log.businessDay, log.stats as TransferStats]));
  const sum = (of: (stats: TransferStats) => string | number) =>
    roundHalfEven([...newest.values()].reduce((all, stats) => add(all, exact(String(of(stats)))), ZERO));
  const [integration] = await database.db.select().from(lightspeedIntegrations);
  const coverage = await getCoverage(ctx, { id: integration?.id ?? '', days: 90 });
  expect(coverage.net_sales).toMatchObject({
    deducted: sum((one) => one.deducted_net_value),
    ignored: sum((one) => one.ignored_net_value),
    unmapped: sum((one) => one.unmapped_net_value),
    held: sum((one) => one.held_net_value),
  });
  expect(coverage.lines.held).toBeGreaterThan(0);
  expect(String(coverage.lines.held)).toBe(sum((one) => one.held_lines));
  expect(String(coverage.lines.deducted)).toBe(sum((one) => one.deducted_lines));
  expect(String(coverage.lines.unmapped)).toBe(sum((one) => one.unmapped_lines));
  expect(coverage.lines.total).toBe(coverage.lines.decided + coverage.lines.unmapped + coverage.lines.held);
});

it('lines under last season’s names wait, and are booked as they are answered: the same thing, another one (R38)', async () => {
  const [integration] = await database.db.select().from(lightspeedIntegrations);
  const thing = { id: integration?.id ?? '', company_id: companyId };
  const held = await listHeldNames(ctx, thing);
  // A name that was mistyped holds nothing.
  expect(held.data.map(({ sku, name }) => `${sku} ${name}`).sort()).toEqual([
    '987 Lebkuchenparfait',
    '989 Glühwein',
    '989 Winterpunsch',
  ]);
  const find = (name: string) => {
    const one = held.data.find((row) => row.name === name);
    if (!one) throw new Error(`${name} is not held`);
    return { ...thing, item_id: one.item_id, name };
  };
  const rum = question.items.find(({ sku }) => sku === '623')?.mapping?.mapped_object_id ?? '';
  await resolveHeldName(ctx, { ...find('Glühwein'), same: true });
  const other = { mapped_object_type: 'ingredient' as const, mapped_object_id: rum, quantity: '3' };
  await resolveHeldName(ctx, { ...find('Winterpunsch'), ...other });
  const punch = { state: 'ingredient' as const, target: rum, quantity: '3', isSubtraction: false };
  const said = new Map([['989', { same: ['Glühwein'], other: [{ name: 'Winterpunsch', mapping: punch }] }]]);
  compare(await read(), { ...question, said });
  const left = await listHeldNames(ctx, thing);
  expect(left.data.map(({ name }) => name).sort()).toEqual(['Lebkuchenparfait']);
});

const read = () =>
  database.db
    .select({
      date: ledgerEntries.businessDay,
      ingredient_id: ledgerEntries.ingredientId,
      quantity: ledgerEntries.quantity,
    })
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.companyId, companyId), isNotNull(ledgerEntries.locationId)));

/** Each day's sums of the ledger against the oracle's; how many they are. */
function compare(entries: Awaited<ReturnType<typeof read>>, asked: typeof question): number {
  const actual = sumEntries(entries);
  const usage = expectUsage(asked);
  let compared = 0;
  for (const { day } of asked.days) {
    const expected = usage.get(day) ?? new Map<string, string>();
    expect([day, sorted(actual.get(day))]).toEqual([day, sorted(expected)]);
    compared += expected.size;
  }
  return compared;
}

const sorted = (sums: ReadonlyMap<string, string> | undefined) => [...(sums ?? [])].sort();
