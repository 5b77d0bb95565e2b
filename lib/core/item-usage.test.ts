import { describe, expect, it } from 'vitest';
import { planItem } from '@/testing/fixtures/plan-line';
import { recipeLine, recipeSet } from '@/testing/fixtures/recipe-set';
import { type Usage, usageByMapping } from './item-usage';
import { roundHalfEven } from './quantity';
import type { PlanMapping } from './resolve-item';

const mapping = (more: Partial<PlanMapping>) => planItem('x', more).mapping as PlanMapping;
const usageOf = (more: Partial<PlanMapping>): Usage => usageByMapping(recipeSet).of(mapping(more));
const amounts = (usage: Usage) =>
  usage.ok ? Object.fromEntries([...usage.perItem].map(([id, n]) => [id, roundHalfEven(n)])) : usage.reason;

describe('what a sold item takes (R17, R18)', () => {
  it('is the quantity of an ingredient, with the sign turned where it adds back', () => {
    expect(amounts(usageOf({ ingredientId: 'beans', quantity: '0.009' }))).toEqual({ beans: '-0.009' });
    const back = usageOf({ ingredientId: 'cheese', quantity: '0.02', isSubtraction: true });
    expect(amounts(back)).toEqual({ cheese: '0.02' });
    expect(back).toMatchObject({ recipeVersionIds: null });
  });

  it('is converted exactly from any unit of the ingredient (R13, R17)', () => {
    expect(amounts(usageOf({ ingredientId: 'beans', quantity: '9', unit: 'g' }))).toEqual({
      beans: '-0.009',
    });
    expect(amounts(usageOf({ ingredientId: 'beans', quantity: '2', unit: 'kg' }))).toEqual({ beans: '-2' });
  });

  it('is so many portions of a recipe, with every version walked', () => {
    const usage = usageOf({ recipeId: 'burger', quantity: '2' });
    expect(amounts(usage)).toEqual({ beef: '-0.36', spice: '-12', cheese: '-0.04' });
    expect(usage).toMatchObject({ recipeVersionIds: ['v-burger', 'v-patty', 'v-mix'] });
  });

  it('is worked out with the recipes of the mapping where it has its own', () => {
    const recipes = new Map(recipeSet.recipes);
    const lines = [recipeLine({ ingredientId: 'beef', quantity: '1' })];
    recipes.set('steak', { recipeId: 'steak', versionId: 'older', lines });
    const usage = usageByMapping(recipeSet);
    const own = mapping({ versionId: '1', recipeId: 'steak', recipeSet: { ...recipeSet, recipes } });
    expect(amounts(usage.of(own))).toEqual({ beef: '-1' });
    expect(amounts(usage.of(mapping({ versionId: '2', recipeId: 'steak' })))).toEqual({ beef: '-0.277778' });
  });

  it.each<[reason: string, Partial<PlanMapping>]>([
    ['mapping_incomplete', { ingredientId: 'cola', quantity: null }],
    ['mapping_incomplete', {}],
    ['ingredient_missing', { ingredientId: 'gone' }],
    ['recipe_missing', { recipeId: 'gone' }],
    ['recipe_empty', { recipeId: 'empty' }],
    ['unit_mismatch', { recipeId: 'wrong-unit' }],
    ['unit_mismatch', { ingredientId: 'beans', quantity: '9', unit: 'cl' }],
    ['usage_out_of_range', { ingredientId: 'cola', quantity: '1000000000.000001' }],
  ])('or a reason why it cannot be said: %s (R21)', (reason, more) => {
    expect(amounts(usageOf(more))).toBe(reason);
  });
});
