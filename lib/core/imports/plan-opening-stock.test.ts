import { describe, expect, it } from 'vitest';
import { actsOf, knownCompany, readingOf } from '@/testing/fixtures/import-sheet';
import { now } from '../steps';
import type { Known } from './plan';
import { type OpeningDefaults, planOpeningStock } from './plan-opening-stock';

const company = knownCompany({
  ingredients: [
    { id: 'oil', name: 'Oil', baseUnit: 'l', allergens: [], standardCost: '4', minimumQuantity: null },
    { id: 'salt', name: 'Salt', baseUnit: 'kg', allergens: [], standardCost: null, minimumQuantity: null },
  ],
  storageUnits: [
    { id: 'kitchen', name: 'Kitchen', address: null },
    { id: 'cellar', name: 'Cellar', address: null },
  ],
  counts: [
    { storageUnitId: 'kitchen', ingredientId: 'oil', day: '2026-03-01', countedAt: 'start', quantity: '5' },
  ],
});
const HEADINGS = ['Storage unit', 'Date', 'Counted', 'Ingredient', 'Quantity', 'Unit', 'Unit cost'];
const plan = (rows: string[][], defaults: OpeningDefaults = {}, known: Known = company) =>
  now(planOpeningStock(readingOf('opening_stock', [HEADINGS, ...rows]), 0, known, defaults));
const row = (
  given: Partial<Record<'unit' | 'date' | 'at' | 'name' | 'quantity' | 'in' | 'cost', string>>,
) => [
  given.unit ?? 'Kitchen',
  given.date ?? '2026-03-01',
  given.at ?? '',
  given.name ?? 'Salt',
  given.quantity ?? '2',
  given.in ?? '',
  given.cost ?? '',
];

describe('opening stock of a file (R42)', () => {
  it('is a count in the base unit, and the cost beside it the standard cost', () => {
    const { rows, writes } = plan([row({ quantity: '500', in: 'g', cost: '0.002' })]);
    expect(actsOf({ rows })).toEqual(['create']);
    expect(writes).toEqual([
      {
        storage_unit_id: 'kitchen',
        ingredient_id: 'salt',
        date: '2026-03-01',
        counted_at: 'start',
        counted_quantity: '0.5',
        standard_cost: '2',
      },
    ]);
  });

  it('the same rows again change nothing; another figure for a count changes it', () => {
    expect(actsOf(plan([row({ name: 'Oil', quantity: '5.0', cost: '4' })]))).toEqual(['nothing']);
    expect(plan([row({ name: 'Oil', quantity: '6' })]).rows).toMatchObject([
      { action: 'change', changes: [{ field: 'quantity', before: '5', after: '6' }] },
    ]);
    expect(actsOf(plan([row({ name: 'Oil', quantity: '6', at: 'after the day’s sales' })]))).toEqual([
      'create',
    ]);
  });

  it('takes the storage unit and day that are said for the whole file', () => {
    const rows = [row({ unit: '', date: '' })];
    expect(actsOf(plan(rows))).toEqual(['storage_unit: missing, date: missing']);
    const { writes } = plan(rows, { storageUnitId: 'cellar', date: '2026-03-02' });
    expect(writes).toMatchObject([{ storage_unit_id: 'cellar', date: '2026-03-02' }]);
    const only = { ...company, storageUnits: company.storageUnits.slice(0, 1) };
    expect(plan([row({ unit: '' })], {}, only).writes).toMatchObject([{ storage_unit_id: 'kitchen' }]);
  });

  it.each<[string, string[][], string[]]>([
    ['an ingredient nobody knows', [row({ name: 'Pepper' })], ['ingredient: ingredient_not_found']],
    ['a storage unit nobody knows', [row({ unit: 'Attic' })], ['storage_unit: storage_unit_not_found']],
    ['a unit of another dimension', [row({ in: 'l' })], ['unit: unit_mismatch']],
    ['portions of an ingredient', [row({ in: 'portions' })], ['unit: unit_mismatch']],
    ['no quantity', [row({ quantity: '' })], ['quantity: missing']],
    ['a day to come (R36)', [row({ date: '2026-03-11' })], ['date: day_out_of_range']],
    ['finer than is kept', [row({ quantity: '0.0001', in: 'g' })], ['quantity: too_many_decimals']],
    ['one thing counted twice', [row({}), row({ quantity: '3' })], ['create', 'ingredient: row_twice']],
    [
      'two costs for one ingredient',
      [row({ cost: '2' }), row({ unit: 'Cellar', cost: '3' })],
      ['create', 'unit_cost: cost_conflict'],
    ],
  ])('%s', (_, rows, acts) => {
    expect(actsOf(plan(rows))).toEqual(acts);
  });

  it('is not counted into a locked period', () => {
    const known = { ...company, lockedUntil: '2026-03-01' };
    expect(actsOf(plan([row({})], {}, known))).toEqual(['date: period_locked']);
    expect(actsOf(plan([row({ date: '2026-03-02' })], {}, known))).toEqual(['create']);
  });
});
