import type { BaseUnit } from '@/lib/core/units';

/** What a till name ought to be answered with. `quantity` null: nobody can tell it from what is given. */
export type Answer =
  | { kind: 'target'; names: string[]; quantity: string | null; unit: BaseUnit | null; subtracts: boolean }
  | { kind: 'none' }
  | { kind: 'no_stock' };

export interface LabelledItem {
  name: string;
  group: string | null;
  price: string | null;
  answer: Answer;
}

export interface LabelledKitchen {
  name: string;
  ingredients: { name: string; unit: BaseUnit; cost: string | null }[];
  recipes: { name: string; ingredients: string[] }[];
  /** Items that the company has decided already. */
  decided: LabelledItem[];
  /** Items to suggest for. */
  items: LabelledItem[];
}

const rowsOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const cellsOf = (line: string, sign: string) => line.split(sign).map((cell) => cell.trim());

/**
 * A kitchen from its tables, one row a line. ingredients: `name; base unit; cost of a base unit` · recipes:
 * `name: ingredient, ingredient` · decided, items: `till name | group | price | answer | quantity unit`. The
 * answer is the name of a target (several that are equally right: `A / B`), `minus A` where it adds back,
 * `none` or `no stock`; the quantity `?` where it cannot be known, absent for one portion; dl are read as 10
 * cl. Throws for a row that names no target.
 */
export function kitchen(source: {
  name: string;
  ingredients: string;
  recipes: string;
  decided: string;
  items: string;
}): LabelledKitchen {
  const ingredients = rowsOf(source.ingredients).map((line) => {
    const [name = '', unit = '', cost] = cellsOf(line, ';');
    return { name, unit: unit as BaseUnit, cost: cost ?? null };
  });
  const recipes = rowsOf(source.recipes).map((line) => {
    const [name = '', parts = ''] = cellsOf(line, ':');
    return { name, ingredients: parts === '' ? [] : cellsOf(parts, ',') };
  });
  const known = new Set([...ingredients, ...recipes].map(({ name }) => name));
  if (known.size < ingredients.length + recipes.length)
    throw new Error(`${source.name}: a name stands twice`);
  const items = (text: string) => rowsOf(text).map((line) => itemOf(line, known, source.name));
  return {
    name: source.name,
    ingredients,
    recipes,
    decided: items(source.decided),
    items: items(source.items),
  };
}

function itemOf(line: string, known: ReadonlySet<string>, where: string): LabelledItem {
  const [name = '', group, price, answer = '', amount = '1'] = cellsOf(line, '|');
  const item = { name, group: group || null, price: price || null };
  if (answer === 'none') return { ...item, answer: { kind: 'none' } };
  if (answer === 'no stock') return { ...item, answer: { kind: 'no_stock' } };
  const subtracts = answer.startsWith('minus ');
  const names = (subtracts ? answer.slice('minus '.length) : answer).split(' / ');
  for (const one of names) if (!known.has(one)) throw new Error(`${where}: no target "${one}" for ${line}`);
  const [said = '', measure] = amount.split(' ');
  const [quantity, unit] = measure === 'dl' ? [String(Number(said) * 10), 'cl'] : [said, measure];
  return {
    ...item,
    answer: {
      kind: 'target',
      names,
      quantity: quantity === '?' ? null : quantity,
      unit: (unit as BaseUnit | undefined) ?? null,
      subtracts,
    },
  };
}
