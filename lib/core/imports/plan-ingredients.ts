import type { Steps } from '../steps';
import type { BaseUnit } from '../units';
import { NameIndex, nameKey } from './name-key';
import type { Known, KnownIngredient, Plan } from './plan';
import { dataRows, type Reading, RowCells } from './row-cells';

/** What to make or change; what is left out stays as it is. */
export interface IngredientWrite {
  id: string | null;
  name: string;
  base_unit?: BaseUnit;
  allergens?: string[];
  standard_cost?: string;
  minimum_quantity?: string;
}
const ROWS_A_STEP = 50;
const [MAX_ALLERGENS, MAX_ALLERGEN] = [50, 80];

/** Ingredients, one a row; a blank cell leaves what is there (R42). */
export function* planIngredients(
  reading: Reading,
  headingRow: number,
  known: Known,
): Steps<Plan<IngredientWrite>> {
  const plan: Plan<IngredientWrite> = { rows: [], writes: [] };
  const index = new NameIndex(known.ingredients);
  const seen = new Map<string, number>();
  for (const row of dataRows(reading, headingRow)) {
    const cells = new RowCells(reading, row);
    const write = planRow(cells, index, seen, known);
    const isNew = write?.id === null;
    const action = isNew ? 'create' : cells.changes.length > 0 ? 'change' : 'nothing';
    plan.rows.push(cells.planned(action));
    if (write && cells.problems.length === 0 && action !== 'nothing') plan.writes.push(write);
    if (plan.rows.length % ROWS_A_STEP === 0) yield;
  }
  return plan;
}

function planRow(
  cells: RowCells,
  index: NameIndex<KnownIngredient>,
  seen: Map<string, number>,
  known: Known,
): IngredientWrite | null {
  const name = cells.name('name');
  const baseUnit = readBaseUnit(cells);
  const cost = cells.decimal('standard_cost');
  const allergens = readAllergens(cells);
  const minimum = readMinimum(cells);
  if (name === null) return null;
  const found = index.find(name);
  if (found === 'ambiguous') return cells.fail('name', 'name_ambiguous');
  if (isTwice(cells, 'name', seen, found?.id ?? nameKey(name))) return null;
  if (!found) {
    if (baseUnit === null) {
      if (cells.raw('base_unit').trim() === '') cells.fail('base_unit', 'missing');
      return null;
    }
    return {
      id: null,
      name,
      base_unit: baseUnit,
      ...(allergens && { allergens }),
      ...(cost !== null && { standard_cost: cost }),
      ...(minimum !== null && { minimum_quantity: minimum }),
    };
  }
  if (baseUnit !== null && baseUnit !== found.baseUnit) {
    if (known.unitsInUse.has(found.id)) cells.fail('base_unit', 'base_unit_in_use', { unit: found.baseUnit });
    cells.change('base_unit', found.baseUnit, baseUnit);
  }
  if (cost !== null) cells.change('standard_cost', found.standardCost, cost);
  if (minimum !== null) cells.change('minimum_quantity', found.minimumQuantity, minimum);
  if (allergens) cells.change('allergens', listed(found.allergens).join(', '), allergens.join(', '));
  const changed = new Set(cells.changes.map((change) => change.field));
  return {
    id: found.id,
    name: found.name,
    ...(changed.has('base_unit') && baseUnit !== null && { base_unit: baseUnit }),
    ...(changed.has('allergens') && allergens && { allergens }),
    ...(changed.has('standard_cost') && cost !== null && { standard_cost: cost }),
    ...(changed.has('minimum_quantity') && minimum !== null && { minimum_quantity: minimum }),
  };
}

/** An ingredient is counted in one of the units that are kept, not in a decilitre. */
function readBaseUnit(cells: RowCells): BaseUnit | null {
  const { unit, isWhole } = cells.unit('base_unit');
  if (unit === null) return null;
  if (unit === 'portion' || !isWhole) return cells.fail('base_unit', 'unit_not_kept');
  return unit;
}

/** In the base unit (R54). None is a blank cell, not 0. */
function readMinimum(cells: RowCells): string | null {
  const minimum = cells.decimal('minimum_quantity');
  return minimum === '0' ? cells.fail('minimum_quantity', 'not_positive') : minimum;
}

/** Allergens one by one: one that has a comma in it is two. */
export const listed = (allergens: readonly string[]) =>
  allergens
    .flatMap((one) => one.split(/[,;\n]/))
    .map((one) => one.trim())
    .filter((one) => one !== '');

function readAllergens(cells: RowCells): string[] | null {
  const text = cells.text('allergens', 2000);
  if (text === null) return null;
  const allergens = listed([text]);
  if (allergens.length > MAX_ALLERGENS)
    return cells.fail('allergens', 'too_many_allergens', { max: MAX_ALLERGENS });
  if (allergens.some((one) => one.length > MAX_ALLERGEN))
    return cells.fail('allergens', 'too_long', { max: MAX_ALLERGEN });
  return allergens;
}

/** Whether a row before said the same thing already, which is then a problem of this one. */
export function isTwice(cells: RowCells, field: string, seen: Map<string, number>, key: string): boolean {
  const before = seen.get(key);
  if (before === undefined) seen.set(key, cells.index + 1);
  else cells.fail(field, 'row_twice', { row: before });
  return before !== undefined;
}
