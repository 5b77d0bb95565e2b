import { describe, expect, it } from 'vitest';
import { actsOf, knownCompany, readingOf } from '@/testing/fixtures/import-sheet';
import { now } from '../steps';
import type { KnownLine } from './plan';
import { planRecipes } from './plan-recipes';

const line = (given: Partial<KnownLine>): KnownLine => ({
  ingredientId: null,
  subRecipeId: null,
  quantity: '1',
  unit: null,
  trimPercent: '0',
  ...given,
});
const company = knownCompany({
  ingredients: [
    { id: 'beef', name: 'Beef', baseUnit: 'kg', allergens: [], standardCost: null, minimumQuantity: null },
    { id: 'cream', name: 'Cream', baseUnit: 'l', allergens: [], standardCost: null, minimumQuantity: null },
    {
      id: 'stockcube',
      name: 'Stock',
      baseUnit: 'piece',
      allergens: [],
      standardCost: null,
      minimumQuantity: null,
    },
  ],
  recipes: [
    { id: 'steak', name: 'Steak', lines: [line({ ingredientId: 'beef', quantity: '0.25', unit: 'kg' })] },
    { id: 'stock', name: 'Stock', lines: [line({ ingredientId: 'beef', quantity: '100', unit: 'g' })] },
  ],
});
const HEADINGS = ['Recipe', 'Ingredient or recipe', 'Kind', 'Quantity', 'Unit', 'Trim'];
const plan = (...rows: string[][]) => now(planRecipes(readingOf('recipes', [HEADINGS, ...rows]), 0, company));

describe('recipes of a file (R42)', () => {
  it('are read a line a row in any order, each written behind what it uses', () => {
    const { rows, writes } = plan(
      ['Plate', 'Sauce', '', '1', 'portion', ''],
      ['Sauce', 'Cream', '', '40', 'ml', '5'],
      ['Plate', 'Beef', '', '250', 'g', '10 %'],
    );
    expect(actsOf({ rows })).toEqual(['create', 'create', 'create']);
    expect(writes.map(({ name }) => name)).toEqual(['Sauce', 'Plate']);
    const [sauce, plate] = writes;
    expect(plate?.lines).toEqual([
      { ingredient_id: null, sub_recipe: sauce?.key, quantity: '1', unit: null, trim_percent: '0' },
      { ingredient_id: 'beef', sub_recipe: null, quantity: '250', unit: 'g', trim_percent: '10' },
    ]);
  });

  it('that a company has become the lines of the file and no others', () => {
    expect(plan(['Steak', 'Beef', '', '0.25', 'kg', ''])).toMatchObject({
      rows: [{ action: 'nothing' }],
      writes: [],
    });
    const { rows } = plan(['steak', 'Beef', '', '0.3', 'kg', ''], ['steak', 'Cream', '', '1', 'cl', '']);
    expect(rows).toMatchObject([
      { action: 'change', changes: [{ field: 'quantity', before: '0.25', after: '0.3' }] },
      { action: 'change' },
    ]);
    expect(plan(['Steak', '', '', '', '', '']).rows[0]?.changes).toEqual([
      { field: 'lines', before: '1', after: '0' },
    ]);
  });

  it('a name that an ingredient and a recipe bear is told apart by kind or unit', () => {
    const targetOf = (kind: string, unit: string) =>
      plan(['New', 'Stock', kind, '1', unit, '']).writes[0]?.lines[0];
    expect(targetOf('', 'piece')).toMatchObject({ ingredient_id: 'stockcube' });
    expect(targetOf('', 'portion')).toMatchObject({ sub_recipe: 'stock' });
    expect(targetOf('Recipe', '')).toMatchObject({ sub_recipe: 'stock' });
    expect(actsOf(plan(['New', 'Stock', '', '1', '', '']))).toEqual(['component: component_ambiguous']);
  });

  it.each<[string, string[][], string[]]>([
    ['no name', [['', 'Beef', '', '1', 'kg', '']], ['recipe: missing']],
    ['a part nobody knows', [['New', 'Truffle', '', '1', 'g', '']], ['component: component_not_found']],
    ['a unit of another dimension', [['New', 'Beef', '', '1', 'l', '']], ['unit: unit_mismatch']],
    ['a recipe by weight', [['New', 'Steak', '', '1', 'kg', '']], ['unit: unit_mismatch']],
    ['none of it', [['New', 'Beef', '', '0', 'kg', '']], ['quantity: not_positive']],
    ['nothing left after trimming', [['New', 'Beef', '', '1', 'kg', '100']], ['trim_percent: not_below_100']],
    [
      'one bad line leaves its recipe out, and what uses it',
      [
        ['Sauce', 'Truffle', '', '1', 'g', ''],
        ['Sauce', 'Cream', '', '1', 'cl', ''],
        ['Plate', 'Sauce', '', '1', '', ''],
        ['Other', 'Beef', '', '1', 'kg', ''],
      ],
      ['component: component_not_found', 'row: recipe_incomplete', 'component: recipe_incomplete', 'create'],
    ],
  ])('%s', (_, rows, acts) => {
    expect(actsOf(plan(...rows))).toEqual(acts);
  });
});
