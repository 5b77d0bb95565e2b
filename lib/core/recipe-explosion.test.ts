import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recipeLine, recipeSet } from '@/testing/fixtures/recipe-set';
import { roundHalfEven } from './quantity';
import { findCycle, makeExploder, type RecipeSet } from './recipe-explosion';

/**
 * Recipe `n` may use only recipes above it, so that no book has a cycle. Trims whose 1 ÷ (1 − t) is a finite
 * decimal.
 */
const anyBook = fc
  .array(
    fc.array(
      fc.record({
        target: fc.nat({ max: 9 }),
        isSub: fc.boolean(),
        quantity: fc.integer({ min: 1, max: 4000 }).map((n) => (n / 1000).toFixed(3)),
        trimPercent: fc.constantFrom('0', '20', '37.5', '50', '60'),
        inGrams: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((recipes): RecipeSet => {
    const lines = recipes.map((wanted, n) =>
      wanted.map(({ target, isSub, quantity, trimPercent, inGrams }, position) =>
        isSub && n + 1 < recipes.length
          ? recipeLine({
              position,
              quantity,
              trimPercent,
              subRecipeId: `r${n + 1 + (target % (recipes.length - n - 1))}`,
            })
          : recipeLine({
              position,
              quantity,
              trimPercent,
              ingredientId: `i${target % 4}`,
              unit: inGrams ? 'g' : null,
            }),
      ),
    );
    return {
      ingredients: new Map(['i0', 'i1', 'i2', 'i3'].map((id) => [id, { baseUnit: 'kg' }])),
      recipes: new Map(
        lines.map((own, n) => [`r${n}`, { recipeId: `r${n}`, versionId: `v${n}`, lines: own }]),
      ),
    };
  });

/** The same question answered the long way: no memo, no fractions, every path walked. */
function walkNaively(from: RecipeSet, recipeId: string, portions: Decimal, into: Map<string, Decimal>): void {
  for (const { ingredientId, subRecipeId, quantity, unit, trimPercent } of from.recipes.get(recipeId)
    ?.lines ?? []) {
    const usable = portions.times(quantity).div(unit === 'g' ? 1000 : 1);
    const gross = usable.times(100).div(new Decimal(100).minus(trimPercent));
    if (subRecipeId) walkNaively(from, subRecipeId, gross, into);
    if (ingredientId) into.set(ingredientId, gross.plus(into.get(ingredientId) ?? 0));
  }
}

describe('recipes', () => {
  it('explodes as a naive recursion does (R17)', () => {
    const Precise = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_EVEN });
    fc.assert(
      fc.property(anyBook, (anyRecipes) => {
        const explode = makeExploder(anyRecipes);
        for (const recipeId of anyRecipes.recipes.keys()) {
          const naive = new Map<string, Decimal>();
          walkNaively(anyRecipes, recipeId, new Precise(1), naive);
          const explosion = explode(recipeId);
          const usage = explosion.ok ? [...explosion.usage] : [];
          const rounded = (amount: Decimal) => new Precise(amount).toDecimalPlaces(6).toFixed();
          expect(Object.fromEntries(usage.map(([id, amount]) => [id, roundHalfEven(amount)]))).toEqual(
            Object.fromEntries([...naive].map(([id, amount]) => [id, rounded(amount)])),
          );
          expect(explosion.ok && explosion.versionIds[0]).toBe(recipeId.replace('r', 'v'));
        }
      }),
    );
  });
  it('explodes through three levels and names every version', () => {
    const explosion = makeExploder(recipeSet)('burger');
    expect(explosion.ok && [...explosion.versionIds].sort()).toEqual(['v-burger', 'v-mix', 'v-patty']);
  });
  it('finds the cycle a save would make (R17)', () => {
    const graph = new Map([
      ['patty', ['mix']],
      ['mix', ['sauce']],
    ]);
    expect(findCycle('sauce', ['patty'], graph)).toEqual(['sauce', 'patty', 'mix', 'sauce']);
    expect(findCycle('burger', ['patty'], graph)).toBeNull();
    expect(findCycle('self', ['self'], graph)).toEqual(['self', 'self']);
  });
  it('answers recipe_cycle instead of walking for ever', () => {
    const cyclic: RecipeSet = {
      ingredients: new Map(),
      recipes: new Map([
        ['a', { recipeId: 'a', versionId: 'va', lines: [recipeLine({ subRecipeId: 'a' })] }],
      ]),
    };
    expect(makeExploder(cyclic)('a')).toMatchObject({ ok: false, reason: 'recipe_cycle' });
  });
});
