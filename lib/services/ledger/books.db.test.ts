import { Decimal } from 'decimal.js';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import { listRecipeVersions } from '@/db/queries/changes';
import { ledgerEntries } from '@/db/schema/ledger';
import { type TestDatabase, testDatabase } from '@/db/testing/database';
import type { previewChangeInput } from '@/lib/contracts/changes';
import { applyChange } from '../change/apply-change';
import { previewChange } from '../change/preview-change';
import { deleteMapping } from '../item/delete-mapping';
import { saveMapping } from '../item/save-mapping';
import { setIgnored } from '../item/set-ignored';
import type { PosGateway, PosSalesDay } from '../ports';
import { updateRecipe } from '../recipe/update-recipe';
import { day, dayFromRaw, makeWorld, sale, type World } from '../testing/world';
import { runTransfer } from '../transfer/run-transfer';
import { createLedgerEntries } from './create-ledger-entries';
import { listBalances } from './list-balances';

/**
 * The second opinion: what the books should say, kept beside them in plain variables and 60-digit decimals, from raw sales, mappings and
 * recipes alone. Nothing of lib/core is used.
 */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN });
const DAYS = ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'] as const;
const ITEMS = ['cola', 'espresso', 'steak', 'new'] as const;
const GOODS = ['cola', 'beans', 'beef'] as const;
type Day = (typeof DAYS)[number];
type Item = (typeof ITEMS)[number];
type Good = (typeof GOODS)[number];

interface Mapping {
  from: Day | null;
  /** Null = unmapped or ignored. */
  takes: { good: Good | 'recipe'; quantity: string; isSubtraction: boolean } | null;
}
interface Recipe {
  from: Day | null;
  lines: { good: Good; quantity: string; trim: string }[];
}
interface Model {
  sold: Map<Day, { sku: string; quantity: string; isCancelled: boolean }[]>;
  kept: Map<Day, { sku: string; quantity: string; isCancelled: boolean }[]>;
  mappings: Map<Item, Mapping[]>;
  recipe: Recipe[];
  /** What stands for a day and item since its last run. */
  booked: Map<Day, Map<Item, Map<Good, Decimal>>>;
  counted: Map<Day, Map<Good, string>>;
}

const newest = <T extends { from: Day | null }>(versions: readonly T[], on: Day) =>
  versions.findLast((version) => version.from === null || version.from <= on);

function usage(model: Model, item: Item, on: Day): Map<Good, Decimal> {
  const sold = (model.kept.get(on) ?? [])
    .filter((line) => line.sku === item && !line.isCancelled)
    .reduce((sum, line) => sum.plus(line.quantity), new Exact(0));
  const takes = newest(model.mappings.get(item) ?? [], on)?.takes;
  const used = new Map<Good, Decimal>();
  if (!takes) return used;
  const lines =
    takes.good === 'recipe'
      ? (newest(model.recipe, on)?.lines ?? [])
      : [{ good: takes.good, quantity: '1', trim: '0' }];
  for (const line of lines) {
    const gross = new Exact(line.quantity).div(new Exact(1).minus(new Exact(line.trim).div(100)));
    used.set(line.good, (used.get(line.good) ?? new Exact(0)).plus(gross));
  }
  for (const [good, amount] of used) {
    const signed = sold
      .times(takes.quantity)
      .times(amount)
      .times(takes.isSubtraction ? 1 : -1);
    used.set(good, signed.toDecimalPlaces(6, Decimal.ROUND_HALF_EVEN));
  }
  return used;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

type Change = z.input<typeof previewChangeInput>['change'];
interface Life {
  world: World;
  model: Model;
  recipeId: string;
  /** A preview, then exactly that. */
  change(change: Change): Promise<void>;
}

const anyDay = fc.constantFrom(...DAYS);
const anyFrom = fc.option(anyDay, { nil: null });
const anyQuantity = fc.constantFrom('1', '0.333333', '2.5', '0.009', '7');
const anyLine = fc.record({
  sku: fc.constantFrom(...ITEMS, 'unknown'),
  quantity: fc.constantFrom('1', '2', '-1', '0.5', '3.000'),
  isCancelled: fc.boolean(),
});
const anyTakes = fc.record({
  good: fc.constantFrom(...GOODS, 'recipe' as const),
  quantity: anyQuantity,
  isSubtraction: fc.boolean(),
});
const anyStep = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('sell' as const),
      on: anyDay,
      lines: fc.array(anyLine, { maxLength: 5 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('run' as const), on: anyDay, isKept: fc.boolean() }) },
  fc.record({
    do: fc.constant('map' as const),
    item: fc.constantFrom(...ITEMS),
    takes: fc.option(anyTakes, { nil: null }),
    from: anyFrom,
    isApplied: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('cook' as const),
    lines: fc.array(
      fc.record({
        good: fc.constantFrom(...GOODS),
        quantity: anyQuantity,
        trim: fc.constantFrom('0', '10', '33.3'),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    from: anyFrom,
    isApplied: fc.boolean(),
  }),
  fc.record({ do: fc.constant('rerun' as const), from: anyDay, to: anyDay }),
  fc.record({ do: fc.constant('ignore' as const), item: fc.constantFrom(...ITEMS) }),
  fc.record({
    do: fc.constant('receive' as const),
    good: fc.constantFrom(...GOODS),
    cost: anyQuantity,
    on: anyDay,
  }),
  fc.record({
    do: fc.constant('count' as const),
    good: fc.constantFrom(...GOODS),
    quantity: anyQuantity,
    on: anyDay,
  }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

const isTransferred = (model: Model, on: Day) => model.booked.has(on);
function book(model: Model, on: Day, items: readonly Item[]): void {
  const booked = model.booked.get(on) ?? new Map<Item, Map<Good, Decimal>>();
  for (const item of items) booked.set(item, usage(model, item, on));
  model.booked.set(on, booked);
}

async function take(life: Life, step: Step): Promise<void> {
  const { world, model } = life;
  const company_id = world.companyId;
  switch (step.do) {
    case 'sell':
      model.sold.set(step.on, step.lines);
      return;
    case 'run': {
      const isFetched = !step.isKept || !model.kept.has(step.on);
      if (isFetched) model.kept.set(step.on, model.sold.get(step.on) ?? []);
      const input = { id: world.locationId, date: step.on, force_refresh: isFetched };
      const result = await runTransfer(world.ctx, input);
      expect(result.error).toBeNull();
      expect(result.stats?.adds_up).toBe(true);
      book(model, step.on, ITEMS);
      return;
    }
    case 'map': {
      const { item, takes, from } = step;
      model.mappings.get(item)?.push({ from, takes });
      const mapping = takes && {
        mapped_object_type: takes.good === 'recipe' ? ('recipe' as const) : ('ingredient' as const),
        mapped_object_id: takes.good === 'recipe' ? life.recipeId : world.ingredient[takes.good],
        quantity: takes.quantity,
        is_subtraction: takes.isSubtraction,
      };
      const id = world.item[item];
      if (!step.isApplied) {
        if (mapping) await saveMapping(world.ctx, { id, ...mapping, effective_from: from });
        else await deleteMapping(world.ctx, { id, effective_from: from });
        return;
      }
      const kind = { kind: 'mapping' as const, item_id: id, effective_from: from };
      await life.change(mapping ? { ...kind, ...mapping } : { ...kind, state: 'unmapped' });
      for (const on of DAYS)
        if (isTransferred(model, on) && (from === null || on >= from)) book(model, on, [item]);
      return;
    }
    case 'cook': {
      const { from } = step;
      model.recipe.push({ from, lines: step.lines });
      const lines = step.lines.map((line) => ({
        ingredient_id: world.ingredient[line.good],
        quantity: line.quantity,
        trim_percent: line.trim,
      }));
      if (!step.isApplied) {
        await updateRecipe(world.ctx, { id: life.recipeId, lines, effective_from: from });
        return;
      }
      await life.change({ kind: 'recipe', recipe_id: life.recipeId, lines, effective_from: from });
      const users = ITEMS.filter((item) => model.mappings.get(item)?.some((m) => m.takes?.good === 'recipe'));
      for (const on of DAYS)
        if (isTransferred(model, on) && (from === null || on >= from)) book(model, on, users);
      return;
    }
    case 'rerun': {
      const [from, to] = [step.from, step.to].sort() as [Day, Day];
      await life.change({ kind: 'rerun', location_id: world.locationId, from, to });
      for (const on of DAYS) if (isTransferred(model, on) && on >= from && on <= to) book(model, on, ITEMS);
      return;
    }
    case 'ignore':
      model.mappings.get(step.item)?.push({ from: null, takes: null });
      await setIgnored(world.ctx, { id: world.item[step.item], ignored: true });
      return;
    case 'receive':
      await createLedgerEntries(world.ctx, {
        company_id,
        type: 'RECEIPT',
        ingredient_id: world.ingredient[step.good],
        storage_unit_id: world.unitId,
        quantity: '10',
        unit_cost: step.cost,
        date: step.on,
      });
      return;
    case 'count': {
      await createLedgerEntries(world.ctx, {
        company_id,
        type: 'ADJUSTMENT',
        ingredient_id: world.ingredient[step.good],
        storage_unit_id: world.unitId,
        counted_quantity: step.quantity,
        date: step.on,
      });
      const counted = model.counted.get(step.on) ?? new Map<Good, string>();
      model.counted.set(step.on, counted.set(step.good, step.quantity));
    }
  }
}

/** The books against the model, to the last decimal. */
async function compare({ world, model }: Life): Promise<void> {
  const entries = await database.db
    .select()
    .from(ledgerEntries)
    .where(eq(ledgerEntries.companyId, world.companyId));
  const sums = new Map<string, Decimal>();
  for (const entry of entries.filter((one) => one.source === 'pos')) {
    const key = `${entry.forDay} ${entry.itemId} ${entry.ingredientId}`;
    sums.set(key, (sums.get(key) ?? new Exact(0)).plus(entry.quantity));
  }
  const wanted = new Map<string, Decimal>();
  for (const [on, items] of model.booked) {
    for (const [item, goods] of items) {
      for (const [good, quantity] of goods) {
        wanted.set(`${on} ${world.item[item]} ${world.ingredient[good]}`, quantity);
      }
    }
  }
  const text = (all: Map<string, Decimal>) =>
    [...all].flatMap(([key, sum]) => (sum.isZero() ? [] : [`${key} ${sum.toFixed(6)}`])).sort();
  expect(text(sums)).toEqual(text(wanted));

  const reversed = new Set(entries.map((entry) => entry.reversesEntryId));
  const receipts = entries.filter((entry) => entry.type === 'RECEIPT');
  for (const entry of entries) {
    if (entry.type !== 'ISSUE' || entry.isReversal || reversed.has(entry.id)) continue;
    const earlier = receipts.filter(
      (receipt) => receipt.ingredientId === entry.ingredientId && receipt.businessDay <= entry.businessDay,
    );
    const received = earlier.reduce((sum, receipt) => sum.plus(receipt.quantity), new Exact(0));
    const paid = earlier.reduce((sum, receipt) => sum.plus(receipt.value ?? 0), new Exact(0));
    const cost = received.isZero()
      ? new Exact(0)
      : paid.div(received).toDecimalPlaces(6, Decimal.ROUND_HALF_EVEN);
    expect([entry.id, new Exact(entry.unitCost).toFixed(6)]).toEqual([entry.id, cost.toFixed(6)]);
  }
  for (const [on, counted] of model.counted) {
    const company = { company_id: world.companyId, as_of: on };
    const stock = (await listBalances(world.ctx, company)).data;
    for (const [good, quantity] of counted) {
      const found = stock.find((row) => row.ingredient_id === world.ingredient[good])?.quantity ?? '0';
      expect([on, good, new Exact(found).toFixed(6)]).toEqual([on, good, new Exact(quantity).toFixed(6)]);
    }
  }
}

async function begin(): Promise<Life> {
  const model: Model = {
    sold: new Map(),
    kept: new Map(),
    mappings: new Map<Item, Mapping[]>([
      ['cola', [{ from: null, takes: { good: 'cola', quantity: '1', isSubtraction: false } }]],
      ['espresso', [{ from: null, takes: { good: 'beans', quantity: '0.009', isSubtraction: false } }]],
      ['steak', [{ from: null, takes: { good: 'recipe', quantity: '1', isSubtraction: false } }]],
      ['new', []],
    ]),
    recipe: [{ from: null, lines: [{ good: 'beef', quantity: '0.25', trim: '10' }] }],
    booked: new Map(),
    counted: new Map(),
  };
  const pos = {
    salesOfDay: async (_auth: unknown, _location: string, on: Day) => answerOf(model.sold.get(on) ?? [], on),
    readRaw: dayFromRaw,
  } as unknown as PosGateway;
  const world = await makeWorld(database.db, pos);
  const [version] = await listRecipeVersions(database.db, world.companyId);
  return {
    world,
    model,
    recipeId: version?.recipe_id ?? '',
    async change(change) {
      const input = { company_id: world.companyId, change };
      const shown = await previewChange(world.ctx, input);
      const before = await database.db.$count(ledgerEntries, eq(ledgerEntries.companyId, world.companyId));
      const { entries_posted, entries_reversed } = await applyChange(world.ctx, {
        ...input,
        token: shown.token,
      });
      expect([entries_posted, entries_reversed]).toEqual([shown.entries_posted, shown.entries_reversed]);
      const after = await database.db.$count(ledgerEntries, eq(ledgerEntries.companyId, world.companyId));
      // A count that is settled anew writes one or two entries of its own.
      const extra = after - before - entries_posted - entries_reversed;
      expect(extra).toBeGreaterThanOrEqual(shown.counts_changed);
      expect(extra).toBeLessThanOrEqual(2 * shown.counts_changed);
    },
  };
}

function answerOf(
  lines: readonly { sku: string; quantity: string; isCancelled: boolean }[],
  on: Day,
): PosSalesDay {
  return day(
    ...lines.map((line, index) =>
      sale(line.sku, line.quantity, {
        seq: index,
        lineId: `S${index}`,
        accountId: `${on}-${line.isCancelled ? 'cancelled' : 'good'}`,
        accountCancelled: line.isCancelled,
      }),
    ),
  );
}

it('after any sequence of sales, runs, mappings, recipes, receipts and counts the books are a fresh computation', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 16 }), async (steps) => {
      const life = await begin();
      for (const step of steps) {
        await take(life, step);
        await compare(life);
      }
      for (const on of DAYS) await take(life, { do: 'run', on, isKept: false });
      await compare(life);
    }),
    { numRuns: 15, endOnFailure: false },
  );
}, 180_000);
