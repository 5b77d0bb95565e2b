import { describe, expect, it } from 'vitest';
import { roundHalfEven } from './quantity';
import { type ExplainedSale, recomputeEntry } from './recompute-entry';

const recipeLine = {
  position: 0,
  ingredient_id: null,
  sub_recipe_id: null,
  quantity: '1',
  unit: null,
  trim_percent: '0',
};
/** Three sold, of one piece each, received at 2.00. */
const sale = (more: Partial<ExplainedSale> = {}): ExplainedSale => ({
  is_reversal: false,
  ingredient: { id: 'beef', base_unit: 'kg' },
  lines: [{ quantity: '2' }, { quantity: '1' }],
  mapping: {
    mapped_object_type: 'ingredient',
    mapped_object_id: 'beef',
    quantity: '0.25',
    unit: null,
    is_subtraction: false,
  },
  recipes: [],
  cost: { received_quantity: '10', received_value: '20', fallback_cost: '9' },
  ...more,
});

describe('an entry from its explanation alone (R25)', () => {
  it('is sold × quantity, at the average of what was received (R17, R23)', () => {
    expect(recomputeEntry(sale())).toMatchObject({ quantity: '-0.75', unitCost: '2', value: '-1.5' });
  });

  it('turns its sign where the item adds back, and once more where it is reversed (R18, R22)', () => {
    const mapping = { ...sale().mapping, is_subtraction: true };
    expect(recomputeEntry(sale({ mapping })).quantity).toBe('0.75');
    expect(recomputeEntry(sale({ is_reversal: true })).quantity).toBe('0.75');
    expect(recomputeEntry(sale({ mapping, is_reversal: true })).quantity).toBe('-0.75');
  });

  it('takes the unit of the mapping, and none that does not convert (R17)', () => {
    const mapping = { ...sale().mapping, quantity: '9', unit: 'g' } as const;
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
        mapping: { ...sale().mapping, mapped_object_type: 'recipe', mapped_object_id: 'menu', quantity: '1' },
        recipes: [
          recipe('menu', { sub_recipe_id: 'steak', quantity: '2' }),
          recipe('steak', { ingredient_id: 'beef', quantity: '250', unit: 'g', trim_percent: '10' }),
        ],
      }),
    );
    expect(roundHalfEven(found.perItem, 9)).toBe('-0.555555556');
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

  it('refuses an explanation that leads elsewhere', () => {
    const ingredient = { id: 'cola', base_unit: 'bottle' } as const;
    expect(() => recomputeEntry(sale({ ingredient }))).toThrow(RangeError);
    const mapping = { ...sale().mapping, mapped_object_type: 'recipe' as const };
    expect(() => recomputeEntry(sale({ mapping }))).toThrow('do not explode: recipe_missing');
  });
});
