import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankOptions } from './rank-options';

const MENU = [
  'Aperol',
  'Apfelsaft',
  'Bier vom Fass',
  'Blattsalat',
  'Burger-Patty',
  'Cola 33 cl',
  'Crème fraîche',
  'Eier',
  'Hafermilch',
  'Ka\u0308se', // decomposed
  'Lachs',
  'Milch',
  'Milch, laktosefrei',
  'Mineralwasser 0,33l',
  'Salatbeilage',
  'Smørrebrød',
  'Weißwein',
  'Würfelzucker',
  'Café au lait',
].map((label, index) => ({ label, value: `ingredient:01980000-bee0-7fe7-a33a-1a9e500000${index + 10}` }));
const find = (query: string) => rankOptions(MENU, query).rows.map((one) => one.label);

describe('the search of a chooser', () => {
  it.each(['Grappa', 'Lager', 'Beef', 'Feta', '0198', 'ingredient', 'bee0', '…', '-'])(
    'finds nothing by %s',
    (query) => expect(find(query)).toEqual([]),
  );
  it.each([
    ['Ei', ['Eier']],
    ['33', ['Cola 33 cl', 'Mineralwasser 0,33l']],
    ['33cl', ['Cola 33 cl']],
    ['Milch', ['Milch', 'Milch, laktosefrei', 'Hafermilch']],
    ['Salatb', ['Salatbeilage']],
    ['salat', ['Salatbeilage', 'Blattsalat']],
    ['kase', ['Ka\u0308se']],
    ['Käse', ['Ka\u0308se']],
    ['KAESE', ['Ka\u0308se']],
    ['creme', ['Crème fraîche']],
    ['cafe lait', ['Café au lait']],
    ['lait cafe', ['Café au lait']],
    ['smorre', ['Smørrebrød']],
    ['smoerrebroed', ['Smørrebrød']],
    ['weiss', ['Weißwein']],
    ['weiß', ['Weißwein']],
    ['wuerfel', ['Würfelzucker']],
    ['WURFEL', ['Würfelzucker']],
    ['burger patty', ['Burger-Patty']],
    ['wein', ['Weißwein']],
  ])('finds by %s', (query, labels) => expect(find(query)).toEqual(labels));

  it('shows everything, as given, before anything is typed', () => {
    expect(rankOptions(MENU, '  ')).toEqual({ rows: MENU, isClear: false, isNamed: false });
  });

  it('is clear only about what alone is, or begins with, what was typed', () => {
    const clear = (query: string) => rankOptions(MENU, query).isClear;
    for (const query of ['Milch', 'milch lak', 'Salatb', 'aperol', 'fass', 'eier'])
      expect(clear(query), query).toBe(true);
    // Two begin so; it stands within a word only; there is none.
    for (const query of ['Ap', '33', 'hafermi2', 'ermilch', 'beilage', 'Grappa', ''])
      expect(clear(query), query).toBe(false);
    const twice = [{ label: 'Ketchup' }, { label: 'Ketchup' }];
    expect(rankOptions(twice, 'ketchup')).toMatchObject({ isClear: false, isNamed: true });
  });

  it('puts an option first by its whole name, whatever else there is, in either normal form', () => {
    const names = fc.uniqueArray(
      fc.string({ unit: fc.constantFrom(...'aäßøé kK7'), minLength: 1, maxLength: 8 }),
      {
        minLength: 1,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(names, fc.nat(), fc.boolean(), (labels, pick, decomposed) => {
        const options = labels.map((label) => ({ label }));
        const label = labels[pick % labels.length] ?? '';
        const { rows, isNamed } = rankOptions(
          options,
          decomposed ? label.normalize('NFD').toUpperCase() : label,
        );
        if (!/[\p{L}\p{N}]/u.test(label)) return;
        expect(isNamed).toBe(true);
        expect(rows).toContainEqual({ label });
      }),
    );
  });
});
