import { describe, expect, it } from 'vitest';
import { actsOf, knownCompany, readingOf } from '@/testing/fixtures/import-sheet';
import { now } from '../steps';
import type { KnownIngredient } from './plan';
import { listed, planIngredients } from './plan-ingredients';

const salt: KnownIngredient = {
  id: 'salt',
  name: 'Salz',
  baseUnit: 'kg',
  allergens: ['Sulfite'],
  standardCost: '1.2',
  minimumQuantity: null,
};
const plan = (rows: string[][], unitsInUse: string[] = []) =>
  now(
    planIngredients(
      readingOf('ingredients', [['Name', 'Base unit', 'Standard cost', 'Allergens'], ...rows]),
      0,
      knownCompany({ ingredients: [salt], unitsInUse: new Set(unitsInUse) }),
    ),
  );

describe('ingredients of a file (R42)', () => {
  it('are made with all that is said of them', () => {
    const { rows, writes } = plan([['Milk', 'Liter', '1.10', 'Lactose, Milk protein']]);
    expect(actsOf({ rows })).toEqual(['create']);
    expect(writes).toEqual([
      {
        id: null,
        name: 'Milk',
        base_unit: 'l',
        standard_cost: '1.1',
        allergens: ['Lactose', 'Milk protein'],
      },
    ]);
  });

  it('are changed where a cell says something else; a blank cell leaves what is there', () => {
    const { rows, writes } = plan([['SALZ', '', '1.30', '']]);
    expect(rows[0]).toMatchObject({
      action: 'change',
      changes: [{ field: 'standard_cost', before: '1.2', after: '1.3' }],
    });
    expect(writes).toEqual([{ id: 'salt', name: 'Salz', standard_cost: '1.3' }]);
    expect(plan([['Salz', 'kg', '1.20', 'Sulfite']])).toMatchObject({
      rows: [{ action: 'nothing' }],
      writes: [],
    });
  });

  it.each<[string, string[][], string[]]>([
    ['no name', [['', 'kg', '', '']], ['name: missing']],
    ['a new one without a unit', [['Milk', '', '', '']], ['base_unit: missing']],
    ['a unit that is not kept', [['Milk', 'dl', '', '']], ['base_unit: unit_not_kept']],
    ['a unit nobody knows', [['Milk', 'sack', '', '']], ['base_unit: unknown_unit']],
    [
      'the same twice',
      [
        ['Milk', 'l', '', ''],
        ['milk ', 'l', '', ''],
      ],
      ['create', 'name: row_twice'],
    ],
    ['an allergen too long', [['Milk', 'l', '', 'x'.repeat(81)]], ['allergens: too_long']],
    ['a cost that is none', [['Milk', 'l', 'cheap', '']], ['standard_cost: not_a_number']],
  ])('%s', (_, rows, acts) => {
    expect(actsOf(plan(rows))).toEqual(acts);
  });

  it('keep a base unit that something counts in already', () => {
    expect(actsOf(plan([['Salz', 'g', '', '']]))).toEqual(['change']);
    expect(actsOf(plan([['Salz', 'g', '', '']], ['salt']))).toEqual(['base_unit: base_unit_in_use']);
  });

  it('have their allergens one by one', () => {
    expect(listed(['Milk; Egg,Nuts', ' '])).toEqual(['Milk', 'Egg', 'Nuts']);
  });
});
