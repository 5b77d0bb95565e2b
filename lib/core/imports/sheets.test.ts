import { describe, expect, it } from 'vitest';
import { actsOf, knownCompany, readingOf } from '@/testing/fixtures/import-sheet';
import { now } from '../steps';
import { FIELDS, IMPORT_KINDS, LANGUAGES } from './kinds';
import { planImport } from './plan-import';
import { exampleRows, headingsOf, type SheetCell, sheetRows } from './sheets';

const textOf = (cell: SheetCell) => ('text' in cell ? cell.text : cell.decimal) ?? '';
const company = knownCompany({
  ingredients: [
    {
      id: 'oil',
      name: 'Oil',
      baseUnit: 'l',
      allergens: ['Nuts', 'Soy'],
      standardCost: '4.5',
      minimumQuantity: '0.75',
    },
    { id: 'egg', name: 'Egg', baseUnit: 'piece', allergens: [], standardCost: null, minimumQuantity: null },
  ],
  recipes: [
    { id: 'none', name: 'Nothing in it', lines: [] },
    {
      id: 'omelette',
      name: 'Omelette',
      lines: [
        { ingredientId: 'egg', subRecipeId: null, quantity: '3', unit: 'piece', trimPercent: '2.5' },
        { ingredientId: null, subRecipeId: 'none', quantity: '1', unit: null, trimPercent: '0' },
      ],
    },
  ],
  storageUnits: [{ id: 'kitchen', name: 'Kitchen', address: null }],
  counts: [
    { storageUnitId: 'kitchen', ingredientId: 'oil', day: '2026-03-02', countedAt: 'start', quantity: '9' },
    { storageUnitId: 'kitchen', ingredientId: 'oil', day: '2026-03-01', countedAt: 'end', quantity: '5' },
  ],
  items: (['mapped', 'ignored', 'unmapped'] as const).map((state, at) => ({
    id: state,
    lightspeedId: String(at),
    sku: `0${at}`,
    name: state,
    places: ['Zurich', 'Old town'],
    state,
    ingredientId: state === 'mapped' ? 'oil' : null,
    recipeId: null,
    quantity: state === 'mapped' ? '2' : null,
    unit: state === 'mapped' ? ('cl' as const) : null,
    isSubtraction: false,
    effectiveFrom: null,
  })),
});

describe.each(IMPORT_KINDS)('an export of %s (R42)', (kind) => {
  it.each(LANGUAGES)('imported again changes nothing: %s', (language) => {
    const rows = [...sheetRows(kind, company, language)].map((row) => row.map(textOf));
    expect(rows.length).toBeGreaterThan(0);
    const reading = readingOf(kind, [headingsOf(kind, language), ...rows]);
    const plan = now(planImport(kind, reading, 0, company));
    expect(new Set(actsOf(plan))).toEqual(new Set(['nothing']));
    expect(plan.writes).toEqual([]);
  });

  it('has rows of as many cells as headings, a template too', () => {
    for (const language of LANGUAGES)
      for (const row of [...sheetRows(kind, company, language), ...exampleRows(kind, language)])
        expect(row).toHaveLength(FIELDS[kind].length);
  });
});

it('an export of opening stock has the first count of each', () => {
  const [row] = [...sheetRows('opening_stock', company, 'en')];
  expect(row?.map(textOf).slice(0, 5)).toEqual([
    'Kitchen',
    '2026-03-01',
    'after the day’s sales',
    'Oil',
    '5',
  ]);
});
