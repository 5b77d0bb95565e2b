import { isLocked } from '../period-lock';
import { compare, divide, exact, multiply, ONE } from '../quantity';
import type { Steps } from '../steps';
import { convert } from '../units';
import { NameIndex } from './name-key';
import type { Known, KnownIngredient, KnownStorageUnit, Plan } from './plan';
import { isTwice } from './plan-ingredients';
import { dataRows, type Reading, RowCells } from './row-cells';

/** A count of one ingredient, in its base unit, and the standard cost to be set with it (R23). */
export interface OpeningWrite {
  storage_unit_id: string;
  ingredient_id: string;
  date: string;
  counted_at: 'start' | 'end';
  /** Null: it was counted so already. */
  counted_quantity: string | null;
  /** Null: it stays as it is. */
  standard_cost: string | null;
}
/** What counts where the file has no column for it. */
export interface OpeningDefaults {
  storageUnitId?: string | undefined;
  date?: string | undefined;
}
interface Run {
  known: Known;
  defaults: OpeningDefaults;
  ingredients: NameIndex<KnownIngredient>;
  storageUnits: NameIndex<KnownStorageUnit>;
  counts: ReadonlyMap<string, string>;
  seen: Map<string, number>;
  costs: Map<string, { cost: string; row: number }>;
}

/**
 * Opening stock: what was counted of an ingredient in a storage unit on a day, before the day's movements
 * unless said otherwise (R42). A count is an assertion, so the same rows again change nothing. The cost
 * beside it is the ingredient's standard cost, which counts while nothing was received (R23).
 */
export function* planOpeningStock(
  reading: Reading,
  headingRow: number,
  known: Known,
  defaults: OpeningDefaults,
): Steps<Plan<OpeningWrite>> {
  const plan: Plan<OpeningWrite> = { rows: [], writes: [] };
  const run: Run = {
    known,
    defaults,
    ingredients: new NameIndex(known.ingredients),
    storageUnits: new NameIndex(known.storageUnits),
    counts: new Map(known.counts.map((count) => [keyOf(count), count.quantity])),
    seen: new Map(),
    costs: new Map(),
  };
  for (const row of dataRows(reading, headingRow)) {
    const cells = new RowCells(reading, row);
    const write = planRow(cells, run);
    const isNew = write !== null && !run.counts.has(keyOfWrite(write));
    const action = isNew ? 'create' : cells.changes.length > 0 ? 'change' : 'nothing';
    plan.rows.push(cells.planned(action));
    if (write && cells.problems.length === 0 && action !== 'nothing') plan.writes.push(write);
    if (plan.rows.length % 50 === 0) yield;
  }
  return plan;
}

function planRow(cells: RowCells, run: Run): OpeningWrite | null {
  const storageUnit = readStorageUnit(cells, run);
  const date = readDate(cells, run);
  const countedAt = cells.answer('counted_at', 'counted_at') ?? 'start';
  const name = cells.name('ingredient');
  const { quantity, unit } = cells.amount();
  const cost = cells.decimal('unit_cost');
  if (quantity === null && cells.raw('quantity').trim() === '') cells.fail('quantity', 'missing');
  if (name === null) return null;
  const ingredient = run.ingredients.find(name);
  if (ingredient === 'ambiguous') return cells.fail('ingredient', 'name_ambiguous');
  if (!ingredient) return cells.fail('ingredient', 'ingredient_not_found');
  const perUnit = unit === null ? ONE : unit === 'portion' ? null : convert(ONE, unit, ingredient.baseUnit);
  if (perUnit === null)
    return cells.fail('unit', 'unit_mismatch', { unit: unit ?? '', base_unit: ingredient.baseUnit });
  if (storageUnit === null || date === null || quantity === null) return null;
  const counted = cells.rounded('quantity', multiply(exact(quantity), perUnit));
  const standardCost = cost === null ? null : cells.rounded('unit_cost', divide(exact(cost), perUnit));
  if (counted === null) return null;
  const key = { storageUnitId: storageUnit.id, ingredientId: ingredient.id, day: date, countedAt };
  if (isTwice(cells, 'ingredient', run.seen, keyOf(key))) return null;
  const before = run.counts.get(keyOf(key)) ?? null;
  const isCounted = before !== null && compare(exact(before), exact(counted)) === 0;
  if (!isCounted) cells.change('quantity', before, counted);
  const isCost = standardCost !== null && setsCost(cells, run, ingredient, standardCost);
  return {
    storage_unit_id: storageUnit.id,
    ingredient_id: ingredient.id,
    date,
    counted_at: countedAt,
    counted_quantity: isCounted ? null : counted,
    standard_cost: isCost ? standardCost : null,
  };
}

/** Whether the row sets the ingredient's cost; one that another row sets otherwise is a problem. */
function setsCost(cells: RowCells, run: Run, ingredient: KnownIngredient, cost: string): boolean {
  const other = run.costs.get(ingredient.id);
  if (other && other.cost !== cost) cells.fail('unit_cost', 'cost_conflict', { row: other.row });
  if (other) return false;
  run.costs.set(ingredient.id, { cost, row: cells.index + 1 });
  cells.change('unit_cost', ingredient.standardCost, cost);
  return ingredient.standardCost !== cost;
}

function readStorageUnit(cells: RowCells, { known, defaults, storageUnits }: Run): KnownStorageUnit | null {
  const name = cells.name('storage_unit', { isOptional: true });
  if (name === null) {
    if (cells.raw('storage_unit').trim() !== '') return null;
    const only = known.storageUnits.length === 1 ? known.storageUnits[0] : undefined;
    const said = known.storageUnits.find((one) => one.id === defaults.storageUnitId);
    return said ?? only ?? cells.fail('storage_unit', 'missing');
  }
  const found = storageUnits.find(name);
  if (found === 'ambiguous') return cells.fail('storage_unit', 'name_ambiguous');
  return found ?? cells.fail('storage_unit', 'storage_unit_not_found');
}

function readDate(cells: RowCells, { known, defaults }: Run): string | null {
  const isGiven = cells.raw('date').trim() !== '';
  const date = isGiven ? cells.day('date', known.today) : (defaults.date ?? null);
  if (date === null) return isGiven ? null : cells.fail('date', 'missing');
  if (!isLocked(date, known.lockedUntil)) return date;
  return cells.fail('date', 'period_locked', { day: known.lockedUntil ?? '' });
}

const keyOf = (one: { storageUnitId: string; ingredientId: string; day: string; countedAt: string }) =>
  `${one.storageUnitId} ${one.ingredientId} ${one.day} ${one.countedAt}`;
const keyOfWrite = (write: OpeningWrite) =>
  keyOf({
    storageUnitId: write.storage_unit_id,
    ingredientId: write.ingredient_id,
    day: write.date,
    countedAt: write.counted_at,
  });
