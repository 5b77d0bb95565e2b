import { groupBy } from '../group-by';
import { ONE } from '../quantity';
import type { Steps } from '../steps';
import { type BaseUnit, convert } from '../units';
import { NameIndex, nameKey } from './name-key';
import type { Known, KnownIngredient, KnownLine, KnownRecipe, Plan } from './plan';
import { checkRecipes } from './recipe-limits';
import { dataRows, type Reading, RowCells } from './row-cells';

/**
 * A recipe with all its lines. What the file makes has no id yet: `sub_recipe` names it by its `key`, and
 * stands before what uses it.
 */
export interface RecipeWrite {
  id: string | null;
  key: string;
  name: string;
  lines: {
    ingredient_id: string | null;
    sub_recipe: string | null;
    quantity: string;
    unit: BaseUnit | null;
    trim_percent: string;
  }[];
}
/** A recipe of the file: its rows, and what of it is known already. */
export interface RecipeGroup {
  key: string;
  name: string;
  known: KnownRecipe | null;
  rows: { cells: RowCells; line: KnownLine | null }[];
}
const MAX_LINES = 200;

/** Recipes in long form, one line a row, in any order; one of the file is its lines and no others (R42). */
export function* planRecipes(reading: Reading, headingRow: number, known: Known): Steps<Plan<RecipeWrite>> {
  const groups = new Map<string, RecipeGroup>();
  const loose: RowCells[] = [];
  const index = new NameIndex(known.recipes);
  let count = 0;
  for (const row of dataRows(reading, headingRow)) {
    const cells = new RowCells(reading, row);
    const group = groupOf(cells, index, groups);
    if (group) group.rows.push({ cells, line: null });
    else loose.push(cells);
    if (++count % 50 === 0) yield;
  }
  const finder = new ComponentFinder(known, groups.values());
  for (const group of groups.values()) {
    for (const row of group.rows) {
      row.line = readLine(row.cells, finder);
      if (++count % 50 === 0) yield;
    }
    if (group.rows.filter((row) => row.line).length > MAX_LINES)
      group.rows[MAX_LINES]?.cells.fail(null, 'too_many_lines', { max: MAX_LINES });
  }
  leaveOut(groups);
  yield* checkRecipes([...groups.values()].filter(isWhole), known);
  leaveOut(groups);
  yield;
  const names = new Map([...known.ingredients, ...known.recipes].map(({ id, name }) => [id, name]));
  for (const { key, name } of groups.values()) names.set(key, name);
  return planned([...groups.values()], loose, names);
}

/** The recipe that the row belongs to; null where its name is a problem. */
function groupOf(
  cells: RowCells,
  index: NameIndex<KnownRecipe>,
  groups: Map<string, RecipeGroup>,
): RecipeGroup | null {
  const name = cells.name('recipe');
  if (name === null) return null;
  const found = index.find(name);
  if (found === 'ambiguous') return cells.fail('recipe', 'name_ambiguous');
  const key = found?.id ?? `new ${nameKey(name)}`;
  const group = groups.get(key) ?? { key, name: found?.name ?? name, known: found ?? null, rows: [] };
  groups.set(key, group);
  return group;
}

class ComponentFinder {
  private readonly ingredients: NameIndex<KnownIngredient>;
  private readonly recipes: NameIndex<{ name: string; id: string }>;

  constructor(known: Known, groups: Iterable<RecipeGroup>) {
    this.ingredients = new NameIndex(known.ingredients);
    this.recipes = new NameIndex(known.recipes);
    for (const { key, name, known: recipe } of groups) if (!recipe) this.recipes.add({ id: key, name });
  }

  /** An ingredient or a recipe of that name; where both bear it, the kind or the unit decides. */
  find(cells: RowCells, name: string, unit: BaseUnit | 'portion' | null) {
    const type = cells.answer('type', 'component_type') ?? (unit === 'portion' ? 'recipe' : null);
    const ingredient = type === 'recipe' ? undefined : this.ingredients.find(name);
    const recipe = type === 'ingredient' ? undefined : this.recipes.find(name);
    const isIngredient = ingredient !== undefined && (recipe === undefined || unit !== null);
    if (ingredient && recipe && !isIngredient) return cells.fail('component', 'component_ambiguous');
    if ((isIngredient ? ingredient : recipe) === 'ambiguous')
      return cells.fail('component', 'name_ambiguous');
    if (isIngredient && ingredient !== 'ambiguous') return { ingredient };
    if (recipe === undefined || recipe === 'ambiguous') return cells.fail('component', 'component_not_found');
    return { recipe };
  }
}

/** One line; null for a problem, and for a row with nothing but a name: a recipe without lines. */
function readLine(cells: RowCells, finder: ComponentFinder): KnownLine | null {
  const isEmpty = ['component', 'quantity', 'unit', 'trim_percent'].every(
    (field) => cells.raw(field).trim() === '',
  );
  if (isEmpty) return null;
  const name = cells.name('component');
  const { quantity, unit } = cells.amount();
  const trimPercent = cells.decimal('trim_percent') ?? '0';
  if (quantity === null && cells.raw('quantity').trim() === '') cells.fail('quantity', 'missing');
  if (quantity === '0') cells.fail('quantity', 'not_positive');
  if (Number(trimPercent) >= 100) cells.fail('trim_percent', 'not_below_100');
  const found = name === null ? null : finder.find(cells, name, unit);
  if (!found) return null;
  if (found.ingredient) {
    const { id, baseUnit } = found.ingredient;
    if (unit !== null && (unit === 'portion' || convert(ONE, unit, baseUnit) === null))
      return cells.fail('unit', 'unit_mismatch', { unit, base_unit: baseUnit });
    if (quantity === null) return null;
    return { ingredientId: id, subRecipeId: null, quantity, unit: unit ?? baseUnit, trimPercent };
  }
  // Of a recipe one takes portions; whoever counts them in pieces means the same.
  if (unit !== null && unit !== 'portion' && unit !== 'piece')
    return cells.fail('unit', 'unit_mismatch', { unit, base_unit: 'portion' });
  if (quantity === null) return null;
  return { ingredientId: null, subRecipeId: found.recipe.id, quantity, unit: null, trimPercent };
}

const isWhole = (group: RecipeGroup) => group.rows.every(({ cells }) => cells.problems.length === 0);

/**
 * A recipe with a problem in one row is left out whole, and so is what uses one that is not there yet: each
 * of their other rows says why.
 */
function leaveOut(groups: ReadonlyMap<string, RecipeGroup>): void {
  const users = groupBy(
    [...groups.values()].flatMap((user) =>
      user.rows.flatMap(({ line }) => (line?.subRecipeId ? [{ user, part: line.subRecipeId }] : [])),
    ),
    ({ part }) => part,
  );
  const broken = new Set([...groups.values()].filter((group) => !isWhole(group)));
  for (const group of broken) {
    const cause = group.rows.find(({ cells }) => cells.problems.length > 0)?.cells;
    for (const { cells } of group.rows) {
      if (cells.problems.length === 0)
        cells.fail(null, 'recipe_incomplete', { row: (cause?.index ?? 0) + 1 });
    }
    if (group.known) continue;
    for (const { user } of users.get(group.key) ?? []) {
      const own = user.rows.find(({ line }) => line?.subRecipeId === group.key);
      if (own && own.cells.problems.length === 0)
        own.cells.fail('component', 'recipe_incomplete', { row: (cause?.index ?? 0) + 1 });
      broken.add(user);
    }
  }
}

function planned(
  groups: readonly RecipeGroup[],
  loose: readonly RowCells[],
  names: ReadonlyMap<string, string>,
): Plan<RecipeWrite> {
  const rows = loose.map((cells) => cells.planned('problem'));
  const writes = new Map<string, RecipeWrite>();
  for (const group of groups) {
    const isNew = group.known === null;
    const isChanged = isWhole(group) && compareLines(group, names);
    for (const { cells } of group.rows)
      rows.push(cells.planned(isNew ? 'create' : cells.changes.length > 0 ? 'change' : 'nothing'));
    if (isWhole(group) && (isNew || isChanged)) writes.set(group.key, toWrite(group));
  }
  rows.sort((a, b) => a.row - b.row);
  return { rows, writes: partsFirst(writes) };
}

/** Says in each row what it changes of the recipe's line at its place; answers whether any is changed. */
function compareLines({ known, rows }: RecipeGroup, names: ReadonlyMap<string, string>): boolean {
  if (!known) return false;
  const lines = rows.filter((row) => row.line !== null);
  const nameOf = (line: KnownLine | undefined) =>
    names.get(line?.ingredientId ?? line?.subRecipeId ?? '') ?? null;
  for (const [position, { cells, line }] of lines.entries()) {
    if (!line) continue;
    const before = known.lines[position];
    const isSame = before?.ingredientId === line.ingredientId && before.subRecipeId === line.subRecipeId;
    if (!isSame) cells.changes.push({ field: 'component', before: nameOf(before), after: nameOf(line) });
    cells.change('quantity', before?.quantity ?? null, line.quantity);
    cells.change('unit', before?.unit ?? null, line.unit);
    cells.change('trim_percent', before?.trimPercent ?? null, line.trimPercent);
  }
  if (known.lines.length > lines.length)
    rows.at(-1)?.cells.change('lines', String(known.lines.length), String(lines.length));
  return rows.some(({ cells }) => cells.changes.length > 0);
}

function toWrite({ key, name, known, rows }: RecipeGroup): RecipeWrite {
  return {
    id: known?.id ?? null,
    key,
    name,
    lines: rows.flatMap(({ line }) =>
      line === null
        ? []
        : [
            {
              ingredient_id: line.ingredientId,
              sub_recipe: line.subRecipeId,
              quantity: line.quantity,
              unit: line.unit,
              trim_percent: line.trimPercent,
            },
          ],
    ),
  };
}

/** Each recipe behind those of the file that it uses; there is no cycle among them any more. */
function partsFirst(writes: ReadonlyMap<string, RecipeWrite>): RecipeWrite[] {
  const ordered = new Set<RecipeWrite>();
  const open = [...writes.values()].reverse();
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const parts = last.lines.flatMap(({ sub_recipe }) => {
      const part = sub_recipe === null ? undefined : writes.get(sub_recipe);
      return part && !ordered.has(part) ? [part] : [];
    });
    if (parts.length > 0) open.push(...parts);
    else {
      ordered.add(last);
      open.pop();
    }
  }
  return [...ordered];
}
