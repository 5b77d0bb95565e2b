import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, type Exact, exact, isLongerThan, sumWithin, toFraction, ZERO } from './quantity';
import {
  exploding,
  findCycle,
  KnownExplosions,
  makeExploder,
  type RecipeLine,
  type RecipeSet,
} from './recipe-explosion';
import { now } from './steps';

type Part = Pick<RecipeLine, 'quantity' | 'trimPercent'> & { of: string };
const part = (of: string, trimPercent = '0', quantity = '1'): Part => ({ of, quantity, trimPercent });

/** Names beginning with `i` are ingredients, all others recipes. */
function recipeSetOf(recipes: Readonly<Record<string, readonly Part[]>>, edition = 'v'): RecipeSet {
  const ingredients = new Map<string, { baseUnit: 'kg' }>();
  const made = Object.entries(recipes).map(([recipeId, parts]) => {
    const lines = parts.map(({ of, quantity, trimPercent }, position): RecipeLine => {
      const isIngredient = of.startsWith('i');
      if (isIngredient) ingredients.set(of, { baseUnit: 'kg' });
      return {
        position,
        ingredientId: isIngredient ? of : null,
        subRecipeId: isIngredient ? null : of,
        quantity,
        unit: null,
        trimPercent,
      };
    });
    return [recipeId, { recipeId, versionId: `${edition}-${recipeId}`, lines }] as const;
  });
  return { ingredients, recipes: new Map(made) };
}
const chain = (levels: number, parts = (sub: string) => [part(sub)]) =>
  recipeSetOf(
    Object.fromEntries(
      Array.from({ length: levels }, (_, n) => [`r${n + 1}`, n === 0 ? [part('i1')] : parts(`r${n}`)]),
    ),
  );
const reasonOf = (recipeSet: RecipeSet, recipeId: string) => {
  const explosion = makeExploder(recipeSet)(recipeId);
  return explosion.ok ? null : explosion.reason;
};
/** Milliseconds of this process's own: the machine may be busy with others. */
const timed = (work: () => unknown) => {
  const began = process.cpuUsage();
  work();
  return process.cpuUsage(began).user / 1000;
};
/** 200 lines of one thing, each with a trim of its own: the denominators have little in common. */
const bomb = (sub: string) =>
  Array.from({ length: 200 }, (_, n) =>
    part(sub, (n * 0.137 + 0.011).toFixed(3), (n * 0.013 + 0.7).toFixed(3)),
  );

describe('limits of a recipe (R17)', () => {
  it('are 20 levels', () => {
    expect(reasonOf(chain(20), 'r20')).toBeNull();
    expect(reasonOf(chain(21), 'r21')).toBe('recipe_too_deep');
    expect(reasonOf(chain(25), 'r20')).toBeNull();
  });
  it('hold for a chain deeper than the stack', () => {
    const deep = chain(5_000);
    expect(reasonOf(deep, 'r5000')).toBe('recipe_too_deep');
    const graph = new Map(Array.from({ length: 5_000 }, (_, n) => [`r${n + 1}`, [`r${n}`]] as const));
    expect(findCycle('r0', ['r5000'], graph)).toHaveLength(5_002);
    expect(findCycle('other', ['r5000'], graph)).toBeNull();
  });
  it('are 400 digits of an exact amount', () => {
    const long = (digits: number) => `1${'0'.repeat(digits - 1)}`;
    const tower = (last: number) =>
      recipeSetOf({
        r1: [part('i1', '0', long(200))],
        r2: [part('r1', '0', long(200))],
        r3: [part('r2', '0', long(last))],
      });
    expect(reasonOf(tower(2), 'r3')).toBeNull();
    expect(reasonOf(tower(3), 'r3')).toBe('recipe_amount_too_long');
  });
  it('are many sub-recipes and much trim away from what a kitchen writes', () => {
    const kitchen = chain(6, (sub) => [
      part('i1', '12.5', '0.250'),
      part('i2', '33', '0.3'),
      part(sub, '7', '0.175'),
      part(sub, '17', '1.25'),
    ]);
    expect(reasonOf(kitchen, 'r6')).toBeNull();
  });
  it('end three levels of 200 lines with trims of their own at once', () => {
    const recipeSet = chain(4, bomb);
    expect(timed(() => expect(reasonOf(recipeSet, 'r4')).toBe('recipe_amount_too_long'))).toBeLessThan(500);
  });
  it('end 200 levels of two lines at once', () => {
    const recipeSet = chain(200, (sub) => [part(sub, '3.7'), part(sub, '11.3', '2.1')]);
    expect(timed(() => expect(reasonOf(recipeSet, 'r200')).toBe('recipe_too_deep'))).toBeLessThan(200);
  });
  it('leave no step of more than a moment, even just within them', () => {
    const recipeSet = recipeSetOf({
      ...Object.fromEntries(
        Array.from({ length: 40 }, (_, n) => [
          `s${n}`,
          Array.from({ length: 40 }, (_, i) => part(`i${i}`, `${n + (i % 3)}`, '0.137')),
        ]),
      ),
      top: Array.from({ length: 40 }, (_, n) => part(`s${n}`, `${(n * 7) % 60}`, '0.331')),
    });
    const steps = exploding(recipeSet)('top');
    let longest = 0;
    let count = 0;
    for (let isDone = false; !isDone; count++) {
      longest = Math.max(
        longest,
        timed(() => (isDone = steps.next().done === true)),
      );
    }
    expect(count).toBeGreaterThan(100);
    expect(longest).toBeLessThan(100);
  });
});

describe('what is kept of explosions', () => {
  const lines = { r1: [part('i1', '10')], r2: [part('r1')] };
  it('serves every recipe set in which the same versions count, and no other', () => {
    const known = new KnownExplosions();
    const first = recipeSetOf(lines);
    const explosion = now(exploding(first, known)('r2'));
    expect(now(exploding(recipeSetOf(lines), known)('r2'))).toBe(explosion);
    const other = recipeSetOf({ ...lines, r1: [part('i1', '20')] }, 'w');
    const mixed = {
      ...first,
      recipes: new Map([...first.recipes, ['r1', other.recipes.get('r1') as never]]),
    };
    const changed = now(exploding(mixed, known)('r2'));
    expect(changed.ok && toFraction(changed.usage.get('i1') as Exact)).toBe('5/4');
    const grams = { ...first, ingredients: new Map([['i1', { baseUnit: 'g' as const }]]) };
    expect(now(exploding(grams, known)('r2'))).not.toBe(explosion);
  });
});

describe('a sum over a common denominator', () => {
  const anyExact = fc
    .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
    .map(([n, d]) => add({ n, d: 1n }, add(exact('0.125'), multiplyOut(n, d))));
  const multiplyOut = (n: bigint, d: bigint): Exact => add(ZERO, reduce(n, d));
  const reduce = (n: bigint, d: bigint): Exact => {
    let [a, b] = [n < 0n ? -n : n, d];
    while (b !== 0n) [a, b] = [b, a % b];
    return n === 0n ? ZERO : { n: n / a, d: d / a };
  };
  it('is the same as one after the other, and reduced', () => {
    fc.assert(
      fc.property(fc.array(anyExact, { maxLength: 30 }), (terms) => {
        const oneByOne = terms.reduce(add, ZERO);
        expect(sumWithin(terms, 800)).toEqual(oneByOne);
        expect(reduce(oneByOne.n, oneByOne.d)).toEqual(oneByOne);
      }),
    );
  });
  it('stops at the length it may have', () => {
    const terms = [3n, 7n, 11n, 13n].map((d) => ({ n: 1n, d: d ** 100n }));
    expect(sumWithin(terms, 100)).toBeNull();
    expect(isLongerThan(sumWithin(terms, 800) as Exact, 300)).toBe(true);
  });
});
