import type { Decimal } from 'decimal.js';
import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import { listRecipeVersions } from '@/db/queries/plan-inputs';
import { stockCounts } from '@/db/schema/counts';
import { ledgerEntries } from '@/db/schema/ledger';
import { lightspeedIntegrations, lightspeedItems } from '@/db/schema/lightspeed';
import type { previewChangeInput } from '@/lib/contracts/changes';
import type { PosItem, PosSalesDay } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, dayFromRaw, FakePos, sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import {
  after,
  DAYS,
  type Day,
  type Difference,
  type Entered,
  endOf,
  GOODS,
  LedgerModel,
  type Listed,
  type Sold,
  UNITS,
  type Unit,
} from '@/testing/reference/ledger-model';
import { Exact } from '@/testing/reference/recipe-usage';
import { updateIngredient } from '../ingredient/update-ingredient';
import { deleteMapping } from '../item/delete-mapping';
import { saveMapping } from '../item/save-mapping';
import { setIgnored } from '../item/set-ignored';
import { syncItems } from '../item/sync-items';
import { applyChange } from '../ledger-change/apply-change';
import { previewChange } from '../ledger-change/preview-change';
import { linkStorageUnit } from '../location/link-storage-unit';
import { cancelMigration } from '../migration/cancel-migration';
import { getMigration } from '../migration/get-migration';
import { runMigrationDay } from '../migration/run-migration-day';
import { startMigration } from '../migration/start-migration';
import { setPeriodLock } from '../period/set-period-lock';
import { updateRecipe } from '../recipe/update-recipe';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { runTransfer } from '../transfer/run-transfer';
import { correctCount } from './correct-count';
import { correctLedgerEntry } from './correct-ledger-entry';
import { createLedgerEntries } from './create-ledger-entries';
import { listBalances } from './list-balances';

/** MODEL_RUNS=500 for a long night. */
const RUNS = Number(process.env.MODEL_RUNS ?? 25);
/** Everything has happened by then, and the last business day that is over is the 15th. */
const NOW = '2026-03-16T12:00:00Z';
const YESTERDAY = '2026-03-15';
/** Of the items 0 to 3, as the till lists them at first. */
const SKUS = ['cola', 'espresso', 'steak', 'new'] as const;

const database = suiteDatabase();

type Change = z.input<typeof previewChangeInput>['change'];
interface Life {
  restaurant: TestRestaurant;
  ledger: LedgerModel;
  list: Map<string, Listed>;
  integrationId: string;
  recipeId: string;
  unitId: Record<Unit, string>;
  itemId: Map<string, string>;
  /** Days the migration at work has done; null while none is. */
  migrated: number | null;
}

const anyDay = fc.constantFrom(...DAYS);
const anyFrom = fc.option(anyDay, { nil: null });
const anyGood = fc.constantFrom(...GOODS);
const anyUnit = fc.constantFrom(...UNITS);
const anyQuantity = fc.constantFrom('1', '0.333333', '2.5', '0.009', '7');
const anyLine = fc.record({
  sku: fc.constantFrom(...SKUS, 'cola', 'espresso', 'other', 'unknown'),
  quantity: fc.constantFrom('1', '2', '-1', '0.5', '3.000'),
  isCancelled: fc.constantFrom(false, false, false, true),
});
const anyTakes = fc.record({
  good: fc.constantFrom(...GOODS, 'recipe' as const),
  quantity: anyQuantity,
  isSubtraction: fc.boolean(),
});
const anySync = fc.record({
  do: fc.constant('sync' as const),
  edits: fc.array(
    fc.record({
      // Few items and few SKUs: what is interesting is one SKU passing between items.
      id: fc.constantFrom('0', '1', '9', '10'),
      what: fc.constantFrom('sku', 'sku', 'listed', 'listed', 'archive', 'name'),
      sku: fc.option(fc.constantFrom('cola', 'espresso', 'other'), { nil: null, freq: 6 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
const anyStep = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('sell' as const),
      on: anyDay,
      lines: fc.array(anyLine, { maxLength: 5 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('run' as const),
      on: anyDay,
      isKept: fc.boolean(),
      isCarried: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: anySync },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('migrate' as const),
      days: fc.integer({ min: 1, max: 6 }),
      isCancelled: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('map' as const),
      item: fc.nat(5),
      takes: fc.option(anyTakes, { nil: null }),
      from: anyFrom,
      isApplied: fc.boolean(),
      isCarried: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('cook' as const),
      lines: fc.array(
        fc.record({ good: anyGood, quantity: anyQuantity, trim: fc.constantFrom('0', '10', '33.3') }),
        { minLength: 1, maxLength: 3 },
      ),
      from: anyFrom,
      isApplied: fc.boolean(),
      isCarried: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant('rerun' as const), from: anyDay, to: anyDay, isCarried: fc.boolean() }),
  fc.record({ do: fc.constant('ignore' as const), item: fc.nat(5) }),
  fc.record({ do: fc.constant('link' as const), unit: anyUnit }),
  fc.record({ do: fc.constant('lock' as const), until: anyFrom }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('enter' as const),
      type: fc.constantFrom('RECEIPT' as const, 'WASTE' as const, 'TRANSFER' as const),
      good: anyGood,
      unit: anyUnit,
      quantity: anyQuantity,
      cost: anyQuantity,
      on: anyDay,
      isCarried: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('count' as const),
      good: anyGood,
      unit: anyUnit,
      quantity: anyQuantity,
      at: fc.constantFrom('start' as const, 'end' as const),
      on: anyDay,
    }),
  },
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }),
  fc.record({
    do: fc.constant('price' as const),
    good: anyGood,
    cost: fc.option(anyQuantity, { nil: null }),
  }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;
type StepOf<K extends Step['do']> = Extract<Step, { do: K }>;

const ifLocked = (isCarried: boolean) => (isCarried ? ('first_open_day' as const) : ('refuse' as const));
const isRefused = { code: 'period_locked' };

async function take(life: Life, step: Step): Promise<void> {
  const { restaurant, ledger } = life;
  switch (step.do) {
    case 'sell':
      ledger.sold.set(step.on, step.lines);
      return;
    case 'run':
      return run(life, step);
    case 'sync':
      restaurant.ctx.clock.advance(600_000);
      return sync(life, step.edits);
    case 'migrate':
      return migrate(life, step);
    case 'map':
      return map(life, step);
    case 'cook':
      return cook(life, step);
    case 'rerun': {
      const [from, to] = [step.from, step.to].sort() as [Day, Day];
      const days = DAYS.filter((on) => from <= on && on <= to && ledger.unitOf.has(on));
      const touched = days.map((on) => ({ on, unit: ledger.linked }));
      await change(
        life,
        { kind: 'rerun', location_id: restaurant.locationId, from, to },
        step.isCarried,
        touched,
      );
      return;
    }
    case 'ignore': {
      const [id, itemId] = known(life, step.item);
      ledger.mappings.get(id)?.push({ from: null, takes: 'ignored' });
      await setIgnored(restaurant.ctx, { id: itemId, ignored: true });
      return;
    }
    case 'link':
      ledger.linked = step.unit;
      await linkStorageUnit(restaurant.ctx, {
        id: restaurant.locationId,
        storage_unit_id: life.unitId[step.unit],
      });
      return;
    case 'lock': {
      ledger.lock(step.until, [...DAYS, YESTERDAY]);
      const owner = { memberships: { [restaurant.companyId]: 'owner' }, clock: restaurant.ctx.clock };
      const input = { company_id: restaurant.companyId, locked_until: step.until };
      await setPeriodLock(testContext(database.db, owner), input);
      return;
    }
    case 'enter':
      return enter(life, step);
    case 'count':
      return count(life, step);
    case 'undo':
      return undo(life, step);
    case 'price': {
      const { good, cost } = step;
      if (cost === null) ledger.standardCost.delete(good);
      else ledger.standardCost.set(good, cost);
      await updateIngredient(restaurant.ctx, { id: restaurant.ingredient[good], standard_cost: cost });
      return;
    }
  }
}

function known({ ledger, itemId }: Life, n: number): [string, string] {
  const ids = [...ledger.mappings.keys()];
  const id = ids[n % ids.length] ?? '';
  return [id, itemId.get(id) ?? ''];
}

/** What a run of a day does to the ledger; false when a locked period refuses it. */
function transfer(ledger: LedgerModel, on: Day, isFetched: boolean, isCarried: boolean): boolean {
  if (isFetched) ledger.kept.set(on, ledger.sold.get(on) ?? []);
  const differences = ledger.differences(on, ledger.linked);
  if (differences.length > 0 && ledger.isLocked(on) && !isCarried) return false;
  ledger.book(on, ledger.linked, differences);
  ledger.unitOf.set(on, ledger.linked);
  return true;
}

async function run({ restaurant, ledger }: Life, { on, isKept, isCarried }: StepOf<'run'>): Promise<void> {
  const isFetched = !isKept || !ledger.kept.has(on);
  const isDone = transfer(ledger, on, isFetched, isCarried);
  const input = {
    id: restaurant.locationId,
    date: on,
    force_refresh: isFetched,
    if_locked: ifLocked(isCarried),
  };
  const result = await runTransfer(restaurant.ctx, input);
  expect(result.error?.code).toBe(isDone ? undefined : 'period_locked');
  if (isDone) expect(result.stats?.adds_up).toBe(true);
}

async function sync(life: Life, edits: StepOf<'sync'>['edits']): Promise<void> {
  const { restaurant, ledger, list } = life;
  for (const { id, what, sku } of edits) {
    const shown = list.get(id);
    if (what === 'listed') {
      if (shown) list.delete(id);
      else list.set(id, { sku, name: `item ${id}`, isActive: true });
    } else if (shown) {
      if (what === 'sku') shown.sku = sku;
      if (what === 'name') shown.name += '!';
      if (what === 'archive') shown.isActive = !shown.isActive;
    }
  }
  ledger.sync(restaurant.ctx.clock.now().getTime(), list);
  const result = await syncItems(restaurant.ctx, { id: life.integrationId });
  expect(result.total).toBe(list.size);
  const rows = await database.db
    .select()
    .from(lightspeedItems)
    .where(eq(lightspeedItems.companyId, restaurant.companyId));
  for (const row of rows) life.itemId.set(row.lightspeedId, row.id);
  expect([...life.itemId.keys()].sort()).toEqual([...ledger.mappings.keys()].sort());
}

/** Goes on with the migration, or begins one; at the end it is cancelled, or left for the next step. */
async function migrate(life: Life, { days, isCancelled }: StepOf<'migrate'>): Promise<void> {
  const { restaurant, ledger } = life;
  const thing = { id: restaurant.locationId };
  if (life.migrated === null) await startMigration(restaurant.ctx, thing);
  else
    await expect(startMigration(restaurant.ctx, thing)).rejects.toMatchObject({
      code: 'migration_already_in_progress',
    });
  life.migrated ??= 0;
  const migrationId = (await getMigration(restaurant.ctx, thing))?.id ?? '';
  const job = testContext(database.db, {
    ...restaurant.ctx,
    kind: 'system',
    memberships: { [restaurant.companyId]: 'system' },
  });
  for (let n = 0; n < days; n++) {
    const on = new Date(Date.parse(YESTERDAY) - life.migrated * 86_400_000).toISOString().slice(0, 10);
    const isDone = !(DAYS as readonly string[]).includes(on) || transfer(ledger, on as Day, true, false);
    const step = await runMigrationDay(job, { companyId: restaurant.companyId, migrationId });
    expect(step).toEqual({ day: isDone ? on : null, isOver: !isDone, retryAt: null });
    if (!isDone) {
      // A locked period stops it; the days before stay.
      expect(await getMigration(restaurant.ctx, thing)).toMatchObject({
        status: 'failed',
        error: { code: 'period_locked', day: on },
      });
      life.migrated = null;
      return;
    }
    life.migrated += 1;
  }
  if (!isCancelled) return;
  await cancelMigration(restaurant.ctx, thing);
  life.migrated = null;
  const step = await runMigrationDay(job, { companyId: restaurant.companyId, migrationId });
  expect(step).toMatchObject({ day: null, isOver: true });
}

/** A preview, then exactly that, or neither in a locked period. Answers whether it was made. */
async function change(
  { restaurant, ledger }: Life,
  wanted: Change,
  isCarried: boolean,
  touched: readonly { on: Day; unit: Unit; ids?: readonly string[] }[],
  /** What the change itself does to the model, before its days are worked out. */
  make: { now(): void; undo(): void } = { now() {}, undo() {} },
): Promise<void> {
  const input = { company_id: restaurant.companyId, change: wanted, if_locked: ifLocked(isCarried) };
  make.now();
  const days: { on: Day; unit: Unit; differences: Difference[] }[] = touched
    .map(({ on, unit, ids }) => ({ on, unit, differences: ledger.differences(on, unit, ids) }))
    .filter(({ differences }) => differences.length > 0);
  if (!isCarried && days.some(({ on }) => ledger.isLocked(on))) {
    make.undo();
    await expect(previewChange(restaurant.ctx, input)).rejects.toMatchObject(isRefused);
    await expect(applyChange(restaurant.ctx, { ...input, token: '' })).rejects.toMatchObject(isRefused);
    return;
  }
  for (const { on, unit, differences } of days) {
    ledger.book(on, unit, differences);
    ledger.unitOf.set(on, unit);
  }
  const shown = await previewChange(restaurant.ctx, input);
  const all = eq(ledgerEntries.companyId, restaurant.companyId);
  const before = await database.db.$count(ledgerEntries, all);
  const made = await applyChange(restaurant.ctx, { ...input, token: shown.token });
  expect([made.entries_posted, made.entries_reversed]).toEqual([
    shown.entries_posted,
    shown.entries_reversed,
  ]);
  const written = (await database.db.$count(ledgerEntries, all)) - before;
  // A count that is settled anew writes one or two entries of its own.
  const extra = written - made.entries_posted - made.entries_reversed;
  expect(extra).toBeGreaterThanOrEqual(shown.counts_changed);
  expect(extra).toBeLessThanOrEqual(2 * shown.counts_changed);
}

/** Days a change from some day on touches, each in its own unit. */
const daysFrom = (ledger: LedgerModel, from: Day | null, ids: readonly string[]) =>
  [...ledger.unitOf].flatMap(([on, unit]) => (from === null || on >= from ? [{ on, unit, ids }] : []));

async function map(life: Life, step: StepOf<'map'>): Promise<void> {
  const { restaurant, ledger } = life;
  const { takes, from } = step;
  const [id, itemId] = known(life, step.item);
  const mappings = ledger.mappings.get(id) ?? [];
  const mapping = takes && {
    mapped_object_type: takes.good === 'recipe' ? ('recipe' as const) : ('ingredient' as const),
    mapped_object_id: takes.good === 'recipe' ? life.recipeId : restaurant.ingredient[takes.good],
    quantity: takes.quantity,
    is_subtraction: takes.isSubtraction,
  };
  const make = { now: () => void mappings.push({ from, takes }), undo: () => void mappings.pop() };
  if (step.isApplied) {
    const kind = { kind: 'mapping' as const, item_id: itemId, effective_from: from };
    const wanted: Change = mapping ? { ...kind, ...mapping } : { ...kind, state: 'unmapped' };
    return change(life, wanted, step.isCarried, daysFrom(ledger, from, [id]), make);
  }
  make.now();
  if (mapping) await saveMapping(restaurant.ctx, { id: itemId, ...mapping, effective_from: from });
  else await deleteMapping(restaurant.ctx, { id: itemId, effective_from: from });
}

async function cook(life: Life, step: StepOf<'cook'>): Promise<void> {
  const { restaurant, ledger } = life;
  const { from } = step;
  const lines = step.lines.map((line) => ({
    ingredient_id: restaurant.ingredient[line.good],
    quantity: line.quantity,
    trim_percent: line.trim,
  }));
  const make = {
    now: () => void ledger.recipe.push({ from, lines: step.lines }),
    undo: () => void ledger.recipe.pop(),
  };
  if (step.isApplied) {
    const users = [...ledger.mappings].flatMap(([id, mappings]) =>
      mappings.some(({ takes }) => takes && takes !== 'ignored' && takes.good === 'recipe') ? [id] : [],
    );
    const wanted = { kind: 'recipe' as const, recipe_id: life.recipeId, lines, effective_from: from };
    return change(life, wanted, step.isCarried, daysFrom(ledger, from, users), make);
  }
  make.now();
  await updateRecipe(restaurant.ctx, { id: life.recipeId, lines, effective_from: from });
}

async function enter({ restaurant, ledger, unitId }: Life, step: StepOf<'enter'>): Promise<void> {
  const { type, good, unit, on } = step;
  const other: Unit = unit === 'bar' ? 'cellar' : 'bar';
  const writing = createLedgerEntries(restaurant.ctx, {
    company_id: restaurant.companyId,
    type,
    ingredient_id: restaurant.ingredient[good],
    storage_unit_id: unitId[unit],
    to_storage_unit_id: type === 'TRANSFER' ? unitId[other] : undefined,
    quantity: step.quantity,
    unit_cost: type === 'RECEIPT' ? step.cost : undefined,
    reason: type === 'WASTE' ? 'spoiled' : undefined,
    date: on,
    if_locked: ifLocked(step.isCarried),
  });
  if (ledger.isLocked(on) && !step.isCarried) {
    await expect(writing).rejects.toMatchObject(isRefused);
    return;
  }
  const quantity = new Exact(step.quantity);
  const bookedOn = ledger.bookingDay(on);
  const moves = {
    RECEIPT: [{ good, unit, quantity, bookedOn, cost: step.cost }],
    WASTE: [{ good, unit, quantity: quantity.neg(), bookedOn }],
    TRANSFER: [
      { good, unit, quantity: quantity.neg(), bookedOn },
      { good, unit: other, quantity, bookedOn },
    ],
  };
  ledger.entered.push({ batchId: (await writing).batch_id, forDay: on, moves: moves[type] });
}

async function count({ restaurant, ledger, unitId }: Life, step: StepOf<'count'>): Promise<void> {
  const { good, unit, quantity, at, on } = step;
  const writing = createLedgerEntries(restaurant.ctx, {
    company_id: restaurant.companyId,
    type: 'ADJUSTMENT',
    ingredient_id: restaurant.ingredient[good],
    storage_unit_id: unitId[unit],
    counted_quantity: quantity,
    counted_at: at,
    date: on,
  });
  if (ledger.isLocked(on)) {
    await expect(writing).rejects.toMatchObject(isRefused);
    return;
  }
  const batchId = (await writing).batch_id;
  const [row] = await database.db.select().from(stockCounts).where(eq(stockCounts.batchId, batchId));
  ledger.entered.push({ batchId, forDay: on, countId: row?.id ?? '', good, unit, at, quantity });
}

/** Takes back what somebody entered by hand. */
async function undo({ restaurant, ledger }: Life, { which }: StepOf<'undo'>): Promise<void> {
  const index = which % Math.max(1, ledger.entered.length);
  const entered: Entered | undefined = ledger.entered[index];
  if (!entered) return;
  const { companyId } = restaurant;
  const entries = await standingEntries(companyId);
  const id = entries.find((entry) => entry.batchId === entered.batchId)?.id ?? '';
  const taking =
    'countId' in entered
      ? correctCount(restaurant.ctx, { id: entered.countId, company_id: companyId })
      : correctLedgerEntry(restaurant.ctx, { id, company_id: companyId });
  if (ledger.isLocked(entered.forDay)) {
    await expect(taking).rejects.toMatchObject(isRefused);
    return;
  }
  await taking;
  ledger.entered.splice(index, 1);
}

const allEntries = (companyId: string) =>
  database.db.select().from(ledgerEntries).where(eq(ledgerEntries.companyId, companyId));
async function standingEntries(companyId: string) {
  const entries = await allEntries(companyId);
  const reversed = new Set(entries.map((entry) => entry.reversesEntryId));
  return entries.filter((entry) => !entry.isReversal && !reversed.has(entry.id));
}

/**
 * The ledger against the model, to the last decimal: each sale that stands, every stock of every day, every
 * cost.
 */
async function compare({ restaurant, ledger, unitId, itemId }: Life): Promise<void> {
  const nameOf = new Map<string | null, string>([
    ...[...itemId].map(([name, id]) => [id, name] as const),
    ...UNITS.map((name) => [unitId[name], name] as const),
    ...GOODS.map((name) => [restaurant.ingredient[name], name] as const),
  ]);
  const name = (id: string | null) => nameOf.get(id) ?? String(id);
  const entries = await allEntries(restaurant.companyId);
  const reversed = new Set(entries.map((entry) => entry.reversesEntryId));
  const stands = entries.filter((entry) => !entry.isReversal && !reversed.has(entry.id));
  const sums = new Map<string, Decimal>();
  const add = (key: string, quantity: string) =>
    sums.set(key, (sums.get(key) ?? new Exact(0)).plus(quantity));
  for (const entry of entries) {
    const [good, unit] = [name(entry.ingredientId), name(entry.storageUnitId)];
    if (entry.source === 'pos') add(`${entry.forDay} ${name(entry.itemId)} ${good} ${unit}`, entry.quantity);
    for (const on of [...DAYS, YESTERDAY]) {
      if (entry.businessDay <= on) add(`stock ${on} ${good} ${unit}`, entry.quantity);
    }
  }
  const sales = [...sums].flatMap(([key, sum]) =>
    key.startsWith('stock') || sum.isZero() ? [] : [`${key} ${sum.toFixed(6)}`],
  );
  expect(sales.sort()).toEqual(ledger.standingSales());
  for (const on of [...DAYS, YESTERDAY]) {
    for (const good of GOODS) {
      for (const unit of UNITS) {
        const found = sums.get(`stock ${on} ${good} ${unit}`) ?? new Exact(0);
        expect([on, good, unit, found.toFixed(6)]).toEqual([
          on,
          good,
          unit,
          ledger.stock(good, unit, on).toFixed(6),
        ]);
      }
    }
  }
  for (const entry of stands) {
    if (entry.type === 'RECEIPT') continue;
    const cost = ledger.cost(name(entry.ingredientId) as (typeof GOODS)[number], entry.businessDay);
    expect([entry.type, entry.businessDay, new Exact(entry.unitCost).toFixed(6)]).toEqual([
      entry.type,
      entry.businessDay,
      cost.toFixed(6),
    ]);
  }
}

/**
 * What people are shown is the same: balances at the end of each day, what they cost then, and their worth by
 * that.
 */
async function compareBalances({ restaurant, ledger, unitId }: Life): Promise<void> {
  for (const on of [...DAYS, YESTERDAY]) {
    const { data } = await listBalances(restaurant.ctx, { company_id: restaurant.companyId, as_of: on });
    for (const good of GOODS) {
      for (const unit of UNITS) {
        const isIt = (row: (typeof data)[number]) =>
          row.ingredient_id === restaurant.ingredient[good] && row.storage_unit_id === unitId[unit];
        const row = data.find(isIt);
        const quantity = ledger.stock(good, unit, on);
        const found = new Exact(row?.quantity ?? '0').toFixed(6);
        expect([on, good, unit, found]).toEqual([on, good, unit, quantity.toFixed(6)]);
        if (!row) continue;
        const cost = ledger.cost(good, on);
        expect([on, good, new Exact(row.unit_cost).toFixed(6)]).toEqual([on, good, cost.toFixed(6)]);
        expect(new Exact(row.value).toFixed(12)).toBe(quantity.times(cost).toFixed(12));
      }
    }
  }
}

async function begin(): Promise<Life> {
  const ledger = new LedgerModel();
  const list = new Map<string, Listed>(
    SKUS.map((sku, id) => [String(id), { sku, name: sku, isActive: true }]),
  );
  const item = ([lightspeedId, { sku, name, isActive }]: [string, Listed]): PosItem => ({
    lightspeedId,
    sku,
    name,
    isActive,
    itemType: null,
    accountingGroup: null,
    price: null,
  });
  const pos = new FakePos({
    listItems: async () => [...list].map(item),
    everyDay: (on) => answerOf(ledger.sold.get(on) ?? [], on),
  });
  const restaurant = await testRestaurant(database.db, pos);
  const { db } = database;
  const mine = { company_id: restaurant.companyId };
  const [version] = await listRecipeVersions(db, restaurant.companyId);
  const [integration] = await db
    .select()
    .from(lightspeedIntegrations)
    .where(and(eq(lightspeedIntegrations.companyId, restaurant.companyId)));
  const longAgo = new Date('2026-01-01T00:00:00Z');
  await db
    .update(lightspeedItems)
    .set({ createdAt: longAgo })
    .where(eq(lightspeedItems.companyId, restaurant.companyId));
  const life: Life = {
    restaurant,
    ledger,
    list,
    integrationId: integration?.id ?? '',
    recipeId: version?.recipeId ?? '',
    unitId: {
      cellar: restaurant.unitId,
      bar: (await createStorageUnit(restaurant.ctx, { ...mine, name: 'Bar' })).id,
    },
    itemId: new Map(),
    migrated: null,
  };
  ledger.sync(longAgo.getTime(), list);
  const takes = (good: 'cola' | 'beans' | 'recipe', quantity: string) => ({
    from: null,
    takes: { good, quantity, isSubtraction: false },
  });
  ledger.mappings.get('0')?.push(takes('cola', '1'));
  ledger.mappings.get('1')?.push(takes('beans', '0.009'));
  ledger.mappings.get('2')?.push(takes('recipe', '1'));
  ledger.recipe.push({ from: null, lines: [{ good: 'beef', quantity: '0.25', trim: '10' }] });
  restaurant.ctx.clock.set('2026-03-09T12:00:00Z');
  await sync(life, []);
  return life;
}

function answerOf(lines: readonly Sold[], on: string): PosSalesDay {
  const answer = day(
    ...lines.map((line, index) =>
      sale(line.sku, line.quantity, {
        seq: index,
        lineId: `S${index}`,
        accountId: `${on}-${line.isCancelled ? 'cancelled' : 'good'}`,
        accountCancelled: line.isCancelled,
      }),
    ),
  );
  const { raw } = answer as Extract<PosSalesDay, { kind: 'sales' }>;
  return dayFromRaw(
    JSON.stringify({ ...JSON.parse(raw), nextStartOfDay: new Date(endOf(on)).toISOString() }),
  );
}

/**
 * Items 9 and 10 are new, and their order is not that of text. Syncs while the days were still going on: at
 * noon after which of them, and what had changed.
 */
const anyPast = fc.array(fc.record({ on: anyDay, sync: anySync }), { maxLength: 4, size: 'max' });

/** What was sold on each day, and whether it was transferred before anything else happens. */
const anyOpening = fc.tuple(
  ...DAYS.map(() =>
    fc.record({ lines: fc.array(anyLine, { minLength: 3, maxLength: 6 }), isRun: fc.boolean() }),
  ),
);
type Opening = typeof anyOpening extends fc.Arbitrary<infer T> ? T : never;
type Past = typeof anyPast extends fc.Arbitrary<infer T> ? T : never;
/**
 * What was found once: an item that came back under another SKU, or none, counted as its old one's bearer
 * while it was away.
 */
const FOUND: [Past, Opening, Step[]][] = [
  [
    [
      { on: '2026-03-10', sync: { do: 'sync', edits: [{ id: '0', what: 'listed', sku: null }] } },
      {
        on: '2026-03-13',
        sync: {
          do: 'sync',
          edits: [
            { id: '0', what: 'listed', sku: null },
            { id: '0', what: 'sku', sku: null },
          ],
        },
      },
    ],
    DAYS.map(() => ({ lines: [], isRun: false })),
    [
      { do: 'sync', edits: [{ id: '1', what: 'sku', sku: 'cola' }] },
      { do: 'sell', on: '2026-03-13', lines: [{ sku: 'cola', quantity: '1', isCancelled: false }] },
      { do: 'run', on: '2026-03-13', isKept: false, isCarried: false },
    ],
  ],
];

it(
  'after any sequence of syncs, sales, runs, migrations, mappings, recipes, entries, counts and locks the ledger are a fresh computation',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPast,
        anyOpening,
        fc.array(anyStep, { minLength: 4, maxLength: 24, size: 'max' }),
        async (past, opening, steps) => {
          const life = await begin();
          const { clock } = life.restaurant.ctx;
          for (const [index, { on, sync: found }] of past
            .toSorted((a, b) => a.on.localeCompare(b.on))
            .entries()) {
            clock.set(`${after(on)}T12:0${index}:00Z`);
            await sync(life, found.edits);
          }
          clock.set(NOW);
          for (const [index, { lines, isRun }] of opening.entries()) {
            const on = DAYS[index] as Day;
            await take(life, { do: 'sell', on, lines });
            if (isRun) await take(life, { do: 'run', on, isKept: false, isCarried: false });
          }
          await compare(life);
          for (const step of steps) {
            await take(life, step);
            await compare(life);
          }
          if (life.ledger.lockedUntil) await take(life, { do: 'lock', until: null });
          for (const on of DAYS) await take(life, { do: 'run', on, isKept: false, isCarried: false });
          await compare(life);
          await compareBalances(life);
        },
      ),
      { numRuns: RUNS, examples: FOUND, endOnFailure: false },
    );
  },
  120_000 + RUNS * 10_000,
);
