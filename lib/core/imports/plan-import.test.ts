import { describe, expect, it } from 'vitest';
import { actsOf, knownCompany, readingOf } from '@/testing/fixtures/import-sheet';
import { now } from '../steps';
import { IMPORT_KINDS, LANGUAGES } from './kinds';
import { planImport } from './plan-import';
import { exampleRows, headingsOf } from './sheets';

/** What the examples of the templates name and do not make themselves. */
const company = knownCompany({
  ingredients: ['Rinderfilet', 'Sahne', 'Cola 0,33 l', 'Beef fillet', 'Cream', 'Cola 0.33 l'].map((name) => ({
    id: name,
    name,
    baseUnit: /Cola/.test(name)
      ? ('bottle' as const)
      : /Sahne|Cream/.test(name)
        ? ('l' as const)
        : ('kg' as const),
    allergens: [],
    standardCost: null,
    minimumQuantity: null,
  })),
  recipes: ['Steak mit Sauce', 'Steak with sauce'].map((name) => ({ id: name, name, lines: [] })),
  storageUnits: ['Küche', 'Keller', 'Kitchen', 'Cellar'].map((name) => ({ id: name, name, address: null })),
  items: ['1001', '1002', '1003'].flatMap((sku, at) =>
    [['Cola 0,33', 'Steak', 'Gutschein'][at] ?? '', ['Cola 0.33', 'Steak', 'Voucher'][at] ?? '']
      .filter((name, place, names) => names.indexOf(name) === place)
      .map((name) => ({
        id: `${sku} ${name}`,
        lightspeedId: sku,
        sku,
        name,
        places: [],
        state: 'unmapped' as const,
        ingredientId: null,
        recipeId: null,
        quantity: null,
        unit: null,
        isSubtraction: false,
        effectiveFrom: null,
      })),
  ),
});

describe.each(IMPORT_KINDS)('the template of %s (R42)', (kind) => {
  it.each(LANGUAGES)('can be imported as it is: %s', (language) => {
    const rows = exampleRows(kind, language).map((row) =>
      row.map((cell) => ('text' in cell ? cell.text : cell.decimal) ?? ''),
    );
    const plan = now(planImport(kind, readingOf(kind, [headingsOf(kind, language), ...rows]), 0, company));
    expect(plan.kind).toBe(kind);
    expect(actsOf(plan).filter((act) => act.includes(':'))).toEqual([]);
  });
});
