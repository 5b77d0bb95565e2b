import { describe, expect, it } from 'vitest';
import { roundHalfEven, ZERO } from './quantity';
import { type ExplainedSale, recomputeEntry } from './recompute-entry';

const recipeLine = {
  position: 0,
  ingredient_id: null,
  sub_recipe_id: null,
  quantity: '1',
  unit: null,
  trim_percent: '0',
};
const ofMapping = {
  mapped_object_type: 'ingredient',
  mapped_object_id: 'beef',
  quantity: '0.25',
  unit: null,
  is_subtraction: false,
} as const;
/** Three sold, of a quarter each, received at 2.00. */
const sale = (more: Partial<ExplainedSale> = {}): ExplainedSale => ({
  is_reversal: false,
  ingredient: { id: 'beef', base_unit: 'kg' },
  lines: [{ quantity: '2' }, { quantity: '1' }],
  mapping: ofMapping,
  recipes: [],
  cost: { received_quantity: '10', received_value: '20', fallback_cost: '9' },
  ...more,
});

describe('an entry from its explanation alone (R25)', () => {
  it('is sold × quantity, at the average of what was received (R17, R23)', () => {
    expect(recomputeEntry(sale())).toMatchObject({ quantity: '-0.75', unitCost: '2', value: '-1.5' });
  });

  it('turns its sign where the item adds back, and once more where it is reversed (R18, R22)', () => {
    const mapping = { ...ofMapping, is_subtraction: true };
    expect(recomputeEntry(sale({ mapping })).quantity).toBe('0.75');
    expect(recomputeEntry(sale({ is_reversal: true })).quantity).toBe('0.75');
    expect(recomputeEntry(sale({ mapping, is_reversal: true })).quantity).toBe('-0.75');
  });

  it('takes the unit of the mapping, and none that does not convert (R17)', () => {
    const mapping = { ...ofMapping, quantity: '9', unit: 'g' } as const;
    expect(recomputeEntry(sale({ mapping })).quantity).toBe('-0.027');
    expect(() => recomputeEntry(sale({ mapping: { ...mapping, unit: 'cl' } }))).toThrow(RangeError);
  });

  it('goes through sub-recipes and units, and is rounded once (R17, R19)', () => {
    const recipe = (id: string, line: object) => ({
      recipe_id: id,
      recipe_version_id: `v-${id}`,
      lines: [{ ...recipeLine, ...line }],
    });
    const found = recomputeEntry(
      sale({
        mapping: { ...ofMapping, mapped_object_type: 'recipe', mapped_object_id: 'menu', quantity: '1' },
        recipes: [
          recipe('menu', { sub_recipe_id: 'steak', quantity: '2' }),
          recipe('steak', { ingredient_id: 'beef', quantity: '250', unit: 'g', trim_percent: '10' }),
        ],
      }),
    );
    expect(roundHalfEven(found.perItem ?? ZERO, 9)).toBe('-0.555555556');
    expect(found.quantity).toBe('-1.666667');
  });

  it.each([
    [null, '0'],
    ['9', '9'],
  ])(
    'costs where nothing was received what is known otherwise: %s is %s (R23)',
    (fallback_cost, unitCost) => {
      const cost = { received_quantity: '0', received_value: '0', fallback_cost };
      expect(recomputeEntry(sale({ cost }))).toMatchObject({ unitCost });
    },
  );

  it('sums what pieces changed where they differ, and of modifiers (R37)', () => {
    const lines = [
      { seq: 1, quantity: '2' },
      { seq: 4, quantity: '1' },
    ];
    const parts = [
      { usage_per_item: '1/3', lines: [1] },
      { usage_per_item: '-1/6', lines: [4] },
    ];
    const found = recomputeEntry(sale({ mapping: null, lines, parts }));
    expect(found).toMatchObject({ quantity: '0.5', perItem: null });
    const [first] = parts;
    if (!first) throw new Error('there are two');
    expect(recomputeEntry(sale({ lines, parts: [first] })).perItem).toEqual({ n: 1n, d: 3n });
    expect(() => recomputeEntry(sale({ mapping: null }))).toThrow(RangeError);
  });

  it('refuses an explanation that leads elsewhere', () => {
    const ingredient = { id: 'cola', base_unit: 'bottle' } as const;
    expect(() => recomputeEntry(sale({ ingredient }))).toThrow(RangeError);
    const mapping = { ...ofMapping, mapped_object_type: 'recipe' as const };
    expect(() => recomputeEntry(sale({ mapping }))).toThrow('do not explode: recipe_missing');
  });
});
