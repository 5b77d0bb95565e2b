import { describe, expect, it } from 'vitest';
import type { RecipeLine, RecipeSet } from '../recipe-explosion';
import { indexKitchen } from '../suggestions/kitchen-index';
import type { BaseUnit } from '../units';
import { partsIn } from './parts';
import { rulesForAll } from './rules-for-all';
import { ModifierSuggester } from './suggest-modifier';

const UNITS: Record<string, BaseUnit> = {
  Cheddar: 'kg',
  Mozzarella: 'kg',
  Parmesan: 'kg',
  Rindshackfleisch: 'kg',
  'Burger-Bun': 'piece',
  Blattsalat: 'kg',
  Tomaten: 'kg',
  Kartoffeln: 'kg',
  Olivenöl: 'l',
  Zwiebeln: 'kg',
  Speck: 'kg',
  Milch: 'l',
  Hafermilch: 'l',
  Kaffeebohnen: 'kg',
  'Lagerbier Fass': 'l',
  Mehl: 'kg',
};
type Line = [name: string, quantity: string, unit?: BaseUnit, trim?: string];
const RECIPES: Record<string, Line[]> = {
  Burgersauce: [['Olivenöl', '20', 'ml']],
  'Burger-Patty': [['Rindshackfleisch', '170', 'g']],
  Tomatensauce: [
    ['Tomaten', '110', 'g'],
    ['Zwiebeln', '15', 'g'],
  ],
  Pommes: [
    ['Kartoffeln', '250', 'g'],
    ['Olivenöl', '15', 'ml'],
  ],
  Salatbeilage: [['Blattsalat', '60', 'g']],
  Cheeseburger: [
    ['Burger-Bun', '1'],
    ['Burger-Patty', '1'],
    ['Burgersauce', '1'],
    ['Cheddar', '20', 'g'],
  ],
  Doppelburger: [
    ['Burger-Bun', '1'],
    ['Burger-Patty', '2'],
    ['Cheddar', '50', 'g'],
  ],
  'Classic Burger': [
    ['Burger-Bun', '1'],
    ['Burger-Patty', '1'],
    ['Tomaten', '30', 'g', '25'],
  ],
  'Pizza Margherita': [
    ['Mehl', '160', 'g'],
    ['Tomatensauce', '1'],
    ['Mozzarella', '120', 'g'],
  ],
  'Pizza Verdure': [
    ['Tomatensauce', '1'],
    ['Mozzarella', '100', 'g'],
    ['Tomaten', '55', 'g'],
  ],
  'Fish and Chips': [
    ['Mehl', '40', 'g'],
    ['Pommes', '1'],
  ],
  Cappuccino: [
    ['Kaffeebohnen', '9', 'g'],
    ['Milch', '15', 'cl'],
  ],
};
const recipeSet: RecipeSet = {
  ingredients: new Map(Object.entries(UNITS).map(([name, baseUnit]) => [name, { baseUnit }])),
  recipes: new Map(
    Object.entries(RECIPES).map(([recipeId, lines]) => [
      recipeId,
      {
        recipeId,
        versionId: recipeId,
        lines: lines.map(
          ([name, quantity, unit = null, trimPercent = '0'], position): RecipeLine => ({
            position,
            ingredientId: name in UNITS ? name : null,
            subRecipeId: name in UNITS ? null : name,
            quantity,
            unit,
            trimPercent,
          }),
        ),
      },
    ]),
  ),
};
const index = indexKitchen({
  ingredients: Object.entries(UNITS).map(([id, baseUnit]) => ({ id, name: id, baseUnit, cost: null })),
  recipes: Object.entries(RECIPES).map(([id, lines]) => ({
    id,
    name: id,
    ingredients: lines.map(([name]) => name),
    cost: null,
  })),
  decided: [],
});
const parts = partsIn(recipeSet);
const partsOf = (parent: string) =>
  parts({
    ingredientId: parent in UNITS ? parent : null,
    recipeId: parent in UNITS ? null : parent,
    quantity: parent in UNITS ? '0.3' : '1',
    unit: null,
  });
const suggesterOf = (name: string) =>
  new ModifierSuggester({ sku: null, name, group: 'Zusätze', price: '0', itemType: 'SUB_ITEM' }, index);
/** Effect, target and figures in one line, and the code of the reason. */
function said(name: string, parent: string | null): string | null {
  const suggestion = suggesterOf(name).under(parent === null ? null : partsOf(parent));
  if (!suggestion) return null;
  const { effect, targetId, replacesId, quantity, unit, factor, share } = suggestion.rule;
  const rule = [
    effect,
    replacesId && `${replacesId} by`,
    targetId,
    quantity && `${quantity} ${unit ?? 'portions'}`,
    factor && `× ${factor}`,
    share && share !== '1' && `share ${share}`,
  ];
  return `${rule.filter(Boolean).join(' ')} (${suggestion.reason.code})`;
}

describe('what is suggested for a modifier under a parent', () => {
  it.each([
    // Without: an ingredient of the parent, whatever it is called there.
    ['ohne Käse', 'Cheeseburger', 'removes Cheddar (parent_has)'],
    ['Ohne Kaese', 'Pizza Margherita', 'removes Mozzarella (parent_has)'],
    ['no cheese', 'Doppelburger', 'removes Cheddar (parent_has)'],
    ['sans fromage', 'Cheeseburger', 'removes Cheddar (parent_has)'],
    ['senza cipolla', 'Pizza Margherita', 'removes Zwiebeln (parent_has)'],
    ['o. Zwiebeln', 'Pizza Margherita', 'removes Zwiebeln (parent_has)'],
    ['Cheddar weglassen', 'Cheeseburger', 'removes Cheddar (parent_has)'],
    ['ohne Sauce', 'Cheeseburger', 'removes Burgersauce (parent_has)'],
    ['ohne Bun', 'Cheeseburger', 'removes Burger-Bun (parent_has)'],
    ['ohne Speck', 'Cheeseburger', 'nothing (parent_has_none)'],
    ['ohne Einhorn', 'Cheeseburger', null],
    // Of what lies on the dish and is in its sauce too, only the former goes.
    ['ohne Tomaten', 'Pizza Verdure', 'removes Tomaten share 0.333333 (parent_has_own)'],
    ['wenig Käse', 'Cheeseburger', 'removes Cheddar share 0.5 (parent_has)'],
    // Extra: the portion that the parent has, as a cook says it.
    ['Extra Käse', 'Cheeseburger', 'adds Cheddar 20 g (portion_of_parent)'],
    ['extra käse', 'Pizza Margherita', 'adds Mozzarella 120 g (portion_of_parent)'],
    ['+ Käse', 'Doppelburger', 'adds Cheddar 50 g (portion_of_parent)'],
    ['Double cheese', 'Doppelburger', 'adds Cheddar 50 g (portion_of_parent)'],
    ['Käse extra', 'Cheeseburger', 'adds Cheddar 20 g (portion_of_parent)'],
    ['Extra Käse', 'Classic Burger', null],
    ['Extra Patty', 'Doppelburger', 'adds Burger-Patty 2 portions (portion_of_parent)'],
    ['extra Tomaten', 'Classic Burger', 'adds Tomaten 40 g (portion_of_parent)'],
    // Instead.
    ['Hafermilch', 'Cappuccino', 'replaces Milch by Hafermilch × 1 (takes_place)'],
    ['Hafermilch statt Milch', 'Cappuccino', 'replaces Milch by Hafermilch × 1 (takes_place)'],
    ['statt Cheddar Mozzarella', 'Cheeseburger', 'replaces Cheddar by Mozzarella × 1 (takes_place)'],
    ['mozzarella instead of cheddar', 'Cheeseburger', 'replaces Cheddar by Mozzarella × 1 (takes_place)'],
    ['statt Pommes Salat', 'Fish and Chips', 'replaces Kartoffeln by Blattsalat × 1 (takes_place)'],
    ['statt Pommes Salat', 'Pommes', 'stands_for Salatbeilage 1 portions (takes_place)'],
    ['statt Pommes Salat', 'Cheeseburger', null],
    // Sizes.
    ['doppelt', 'Cheeseburger', 'scales × 2 (says_size)'],
    ['gross', 'Pizza Margherita', 'scales × 1.5 (says_size)'],
    ['klein', 'Pizza Margherita', 'scales × 0.7 (says_size)'],
    ['halbe Portion', 'Pizza Margherita', 'scales × 0.5 (says_size)'],
    ['5 dl', 'Lagerbier Fass', 'stands_for Lagerbier Fass 50 cl (says_measure)'],
    ['5 dl', 'Cheeseburger', null],
    // Notes.
    ['medium', 'Cheeseburger', 'nothing (is_note)'],
    ['gut durch', 'Cheeseburger', 'nothing (is_note)'],
    ['extra scharf', 'Cheeseburger', 'nothing (is_note)'],
    ['zum Mitnehmen', 'Cheeseburger', 'nothing (is_note)'],
  ])('%s under %s: %s', (name, parent, expected) => {
    expect(said(name, parent)).toBe(expected);
  });

  it('without a parent only what the name says by itself', () => {
    expect(said('ohne Cheddar', null)).toBe('removes Cheddar (like_item)');
    expect(said('Extra Speck', null)).toBe('adds Speck 100 g (usual_portion)');
    expect(said('doppelt', null)).toBe('scales × 2 (says_size)');
    expect(said('Einhorn', null)).toBeNull();
  });
});

describe('one act for all parents', () => {
  const forAll = (name: string, parents: [name: string, group: string | null, weight: number][]) => {
    const suggester = suggesterOf(name);
    const pairs = parents.map(([itemId, group, weight]) => ({
      itemId,
      group,
      weight,
      suggestion: suggester.under(itemId in RECIPES ? partsOf(itemId) : []),
    }));
    return rulesForAll(pairs, suggester.under(null)).map(
      ({ parentItemId, parentGroup, suggestion: { rule } }) =>
        `${parentItemId ?? parentGroup ?? 'all'}: ${rule.effect} ${rule.targetId} ${rule.quantity ?? ''}`.trim(),
    );
  };

  it('says for all what counts under most sales, and the others as exceptions', () => {
    expect(
      forAll('ohne Käse', [
        ['Cheeseburger', 'Burger', 50],
        ['Classic Burger', 'Burger', 5],
        ['Pizza Margherita', null, 10],
        ['Tagesteller', null, 3],
      ]),
    ).toEqual(['all: removes Cheddar', 'Pizza Margherita: removes Mozzarella']);
  });

  it('and for a group where all its parents agree', () => {
    expect(
      forAll('ohne Käse', [
        ['Cheeseburger', 'Burger', 50],
        ['Pizza Margherita', 'Pizza', 10],
        ['Pizza Verdure', 'Pizza', 10],
      ]),
    ).toEqual(['all: removes Cheddar', 'Pizza: removes Mozzarella']);
    expect(
      forAll('Extra Käse', [
        ['Cheeseburger', 'Burger', 50],
        ['Classic Burger', 'Burger', 60],
        ['Pizza Margherita', 'Pizza', 10],
        ['Pizza Verdure', 'Pizza', 10],
      ]),
    ).toEqual([
      'all: adds Cheddar 20',
      'Pizza Margherita: adds Mozzarella 120',
      'Pizza Verdure: adds Mozzarella 100',
    ]);
  });

  it('nothing where nothing is known', () => {
    expect(forAll('Einhorn', [['Cheeseburger', 'Burger', 50]])).toEqual([]);
    expect(forAll('ohne Käse', [])).toEqual([]);
  });
});
