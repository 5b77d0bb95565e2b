import { ONE } from '../quantity';
import type { Steps } from '../steps';
import { type BaseUnit, convert } from '../units';
import { NameIndex, nameKey } from './name-key';
import type { Known, KnownIngredient, KnownItem, KnownRecipe, Plan } from './plan';
import { isTwice } from './plan-ingredients';
import { dataRows, type Reading, RowCells, yearAfter } from './row-cells';

/** What an item takes from stock from now on (R13). */
export interface MappingWrite {
  item_id: string;
  state: 'mapped' | 'ignored' | 'unmapped';
  mapped_object_type?: 'ingredient' | 'recipe';
  mapped_object_id?: string;
  quantity: string;
  /** Null: portions, or of no target. */
  unit: BaseUnit | null;
  is_subtraction: boolean;
  effective_from: string | null;
}
type Target = ({ kind: 'ingredient' } & KnownIngredient) | ({ kind: 'recipe' } & KnownRecipe);
interface Run {
  bySku: ReadonlyMap<string, readonly KnownItem[]>;
  byName: ReadonlyMap<string, readonly KnownItem[]>;
  ingredients: NameIndex<KnownIngredient>;
  recipes: NameIndex<KnownRecipe>;
  names: ReadonlyMap<string, string>;
  today: string;
  seen: Map<string, number>;
}

/**
 * Mappings, one item a row: found by SKU as it is (R9), name and location. A row that says nothing about its
 * target leaves the item as it is (R42).
 */
export function* planMappings(reading: Reading, headingRow: number, known: Known): Steps<Plan<MappingWrite>> {
  const plan: Plan<MappingWrite> = { rows: [], writes: [] };
  const run: Run = {
    bySku: grouped(known.items, (item) => item.sku),
    byName: grouped(known.items, (item) => nameKey(item.name)),
    ingredients: new NameIndex(known.ingredients),
    recipes: new NameIndex(known.recipes),
    names: new Map([...known.ingredients, ...known.recipes].map(({ id, name }) => [id, name])),
    today: known.today,
    seen: new Map(),
  };
  yield;
  for (const row of dataRows(reading, headingRow)) {
    const cells = new RowCells(reading, row);
    const item = findItem(cells, run);
    const write =
      item && !isTwice(cells, item.sku === null ? 'name' : 'sku', run.seen, item.id)
        ? planRow(cells, run, item)
        : null;
    const action = write === null ? 'nothing' : item?.state === 'unmapped' ? 'create' : 'change';
    plan.rows.push(cells.planned(action));
    if (write && cells.problems.length === 0) plan.writes.push(write);
    if (plan.rows.length % 50 === 0) yield;
  }
  return plan;
}

function grouped(items: readonly KnownItem[], keyOf: (item: KnownItem) => string | null) {
  const groups = new Map<string, KnownItem[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const own = groups.get(key);
    if (own) own.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The one item that bears the SKU, the name and stands at the location, as far as these are given. */
function findItem(cells: RowCells, { bySku, byName }: Run): KnownItem | null {
  const sku = cells.raw('sku');
  const name = cells.text('name', 500);
  const place = cells.text('location', 200);
  if (sku.trim() === '' && name === null) return cells.fail('name', 'missing');
  // A workbook's own notes beside an empty SKU: blanks alone are no SKU.
  const isBySku = sku.trim() !== '';
  let found = (isBySku ? bySku.get(sku) : byName.get(nameKey(name ?? ''))) ?? [];
  if (isBySku && name !== null) found = found.filter((item) => nameKey(item.name) === nameKey(name));
  if (!isBySku && cells.has('sku') && found.length > 1) found = found.filter((item) => item.sku === null);
  if (place !== null)
    found = found.filter((item) => item.places.some((one) => nameKey(one) === nameKey(place)));
  const id = cells.raw('lightspeed_id').trim();
  if (id !== '' && found.length > 1) found = found.filter((item) => item.lightspeedId === id);
  if (found.length > 1)
    return cells.fail(isBySku ? 'sku' : 'name', 'item_ambiguous', { count: found.length });
  return found[0] ?? cells.fail(isBySku ? 'sku' : 'name', 'item_not_found');
}

/** What the row makes of the item; null where it stays as it is. */
function planRow(cells: RowCells, run: Run, item: KnownItem): MappingWrite | null {
  const state = cells.answer('state', 'state');
  const hasTarget = cells.text('target', 500) !== null;
  const effectiveFrom = cells.has('effective_from')
    ? cells.day('effective_from', yearAfter(run.today))
    : undefined;
  if (state === 'ignored' && hasTarget) return cells.fail('state', 'target_and_ignored');
  if (state === 'mapped' && !hasTarget) return cells.fail('target', 'target_missing');
  if (hasTarget) return planTarget(cells, run, item, effectiveFrom);
  const next = state === 'ignored' || state === 'unmapped' ? state : null;
  const isSince = effectiveFrom === undefined || effectiveFrom === item.effectiveFrom;
  if (next === null || (next === item.state && (isSince || next === 'unmapped'))) return null;
  cells.change('state', item.state, next);
  return {
    item_id: item.id,
    state: next,
    quantity: '1',
    unit: null,
    is_subtraction: false,
    effective_from: effectiveFrom ?? null,
  };
}

function planTarget(
  cells: RowCells,
  run: Run,
  item: KnownItem,
  since: string | null | undefined,
): MappingWrite | null {
  const target = findTarget(cells, run);
  if (!target) return null;
  const isSame = item.state === 'mapped' && (item.ingredientId ?? item.recipeId) === target.id;
  const amount = readQuantity(cells, target, isSame ? item : null);
  const said = cells.answer('adds_back', 'adds_back');
  const addsBack = said === null ? isSame && item.isSubtraction : said === 'yes';
  if (amount === null) return null;
  const before = item.state === 'mapped' ? item : null;
  cells.change('target', run.names.get(item.ingredientId ?? item.recipeId ?? '') ?? null, target.name);
  if (!isSame && cells.changes.length === 0)
    cells.changes.push({ field: 'target', before: target.name, after: target.name });
  cells.change('quantity', before?.quantity ?? null, amount.quantity);
  cells.change('unit', before?.unit ?? null, amount.unit);
  cells.change('adds_back', before === null ? null : yesNo(before.isSubtraction), yesNo(addsBack));
  if (since !== undefined) cells.change('effective_from', before?.effectiveFrom ?? null, since);
  if (before !== null && cells.changes.length === 0) return null;
  return {
    item_id: item.id,
    state: 'mapped',
    mapped_object_type: target.kind,
    mapped_object_id: target.id,
    ...amount,
    is_subtraction: addsBack,
    effective_from: since ?? null,
  };
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

function findTarget(cells: RowCells, { ingredients, recipes }: Run): Target | null {
  const name = cells.name('target');
  const type = cells.answer('type', 'target_type');
  if (name === null) return null;
  const ingredient = type === 'recipe' ? undefined : ingredients.find(name);
  const recipe = type === 'ingredient' ? undefined : recipes.find(name);
  if (ingredient === 'ambiguous' || recipe === 'ambiguous') return cells.fail('target', 'name_ambiguous');
  if (ingredient && recipe) return cells.fail('target', 'target_ambiguous');
  if (ingredient) return { kind: 'ingredient', ...ingredient };
  return recipe ? { kind: 'recipe', ...recipe } : cells.fail('target', 'target_not_found');
}

interface Amount {
  quantity: string;
  unit: BaseUnit | null;
}
/**
 * In the unit given, else in the target's base unit, or in portions. Where no quantity is given: what the
 * item takes already, else one of what is counted in pieces.
 */
function readQuantity(cells: RowCells, target: Target, kept: KnownItem | null): Amount | null {
  const { quantity, unit } = cells.amount();
  const base = target.kind === 'ingredient' ? target.baseUnit : null;
  if (quantity === null) {
    if (cells.raw('quantity').trim() !== '') return null;
    if (kept?.quantity) return { quantity: kept.quantity, unit: kept.unit };
    const isCounted = base === 'piece' || base === 'bottle' || base === null;
    return isCounted ? { quantity: '1', unit: base } : cells.fail('quantity', 'missing');
  }
  if (quantity === '0') return cells.fail('quantity', 'not_positive');
  if (!measures(base, unit))
    return cells.fail('unit', 'unit_mismatch', { unit: unit ?? '', base_unit: base ?? 'portion' });
  return { quantity, unit: base === null || unit === 'portion' ? null : (unit ?? base) };
}

/**
 * Whether a unit measures what the base unit does (R17); a recipe's portions are pieces to who sells them.
 */
function measures(base: BaseUnit | null, unit: BaseUnit | 'portion' | null): boolean {
  if (unit === null) return true;
  if (base === null) return unit === 'portion' || unit === 'piece';
  return unit !== 'portion' && convert(ONE, unit, base) !== null;
}
