import { describe, expect, it } from 'vitest';
import { actsOf, knownCompany, readingOf } from '@/testing/fixtures/import-sheet';
import { now } from '../steps';
import type { KnownRecipe } from './plan';
import { planRecipes } from './plan-recipes';

const ingredients = [
  {
    id: 'beef',
    name: 'Beef',
    baseUnit: 'kg' as const,
    allergens: [],
    standardCost: null,
    minimumQuantity: null,
  },
];
const using = (id: string, part: string | null): KnownRecipe => ({
  id,
  name: id,
  lines: [
    {
      ingredientId: part === null ? 'beef' : null,
      subRecipeId: part,
      quantity: '1',
      unit: part === null ? 'kg' : null,
      trimPercent: '0',
    },
  ],
});
/** r1 uses r2, which uses r3 …: `count` recipes, the last with an ingredient. */
const chain = (count: number) =>
  Array.from({ length: count }, (_, at) => using(`r${at + 1}`, at + 1 === count ? null : `r${at + 2}`));
const plan = (recipes: KnownRecipe[], ...rows: string[][]) =>
  now(
    planRecipes(
      readingOf('recipes', [['Recipe', 'Ingredient or recipe', 'Quantity', 'Unit'], ...rows]),
      0,
      knownCompany({ ingredients, recipes }),
    ),
  );

describe('recipes that could not be worked out (R17)', () => {
  it('a file cannot make one contain itself, and says by which way', () => {
    const { rows, writes } = plan([], ['A', 'B', '1', ''], ['B', 'A', '1', '']);
    expect(actsOf({ rows })).toEqual(['component: recipe_cycle', 'component: recipe_cycle']);
    expect(rows[0]?.problems[0]?.params).toEqual({ path: 'A → B → A' });
    expect(writes).toEqual([]);
    expect(actsOf(plan(chain(2), ['r2', 'r1', '1', '']))).toEqual(['component: recipe_cycle']);
  });

  it('20 levels are enough, also for what uses the file’s recipe', () => {
    expect(actsOf(plan(chain(18), ['Top', 'r1', '1', '']))).toEqual(['create']);
    expect(actsOf(plan(chain(20), ['Top', 'r1', '1', '']))).toEqual(['recipe: recipe_too_deep']);
    const below = plan([...chain(20), using('base', null)], ['r20', 'base', '1', '']);
    expect(actsOf(below)).toEqual(['recipe: recipe_too_deep']);
  });

  it('what was too deep before says nothing against a change', () => {
    expect(actsOf(plan(chain(25), ['r25', 'Beef', '2', 'kg']))).toEqual(['change']);
  });
});
