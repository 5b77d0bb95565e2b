import { describe, expect, it } from 'vitest';
import { actsOf, knownCompany, readingOf } from '@/testing/fixtures/import-sheet';
import { now } from '../steps';
import type { KnownItem } from './plan';
import { planMappings } from './plan-mappings';

const item = (id: string, given: Partial<KnownItem> = {}): KnownItem => ({
  id,
  lightspeedId: `ls-${id}`,
  sku: id,
  name: id,
  places: ['Zurich'],
  state: 'unmapped',
  ingredientId: null,
  recipeId: null,
  quantity: null,
  unit: null,
  isSubtraction: false,
  effectiveFrom: null,
  ...given,
});
const company = knownCompany({
  ingredients: [
    { id: 'gin', name: 'Gin', baseUnit: 'l', allergens: [], standardCost: null, minimumQuantity: null },
    {
      id: 'cola',
      name: 'Cola',
      baseUnit: 'bottle',
      allergens: [],
      standardCost: null,
      minimumQuantity: null,
    },
  ],
  recipes: [{ id: 'tonic', name: 'Gin Tonic', lines: [] }],
  items: [
    item('1'),
    item('007', { name: 'Shot' }),
    item('2', { state: 'mapped', ingredientId: 'gin', quantity: '4', unit: 'cl', name: 'Gin 4cl' }),
    item('twin-a', { sku: 'twin', places: ['Zurich'] }),
    item('twin-b', { sku: 'twin', places: ['Bern'] }),
    item('3', { state: 'ignored' }),
  ],
});
const HEADINGS = [
  'SKU',
  'Item',
  'Location',
  'Target',
  'Kind',
  'Quantity',
  'Unit',
  'Adds back',
  'State',
  'From',
];
const row = (given: Record<string, string>) => HEADINGS.map((heading) => given[heading] ?? '');
const plan = (...rows: Record<string, string>[]) =>
  now(planMappings(readingOf('mappings', [HEADINGS, ...rows.map(row)]), 0, company));

describe('mappings of a file (R42)', () => {
  it('say what one sold takes, in a unit of the target’s dimension or in portions', () => {
    const { rows, writes } = plan(
      { SKU: '1', Target: 'Gin', Quantity: '2', Unit: 'cl' },
      { SKU: '007', Target: 'Gin Tonic' },
    );
    expect(actsOf({ rows })).toEqual(['create', 'create']);
    expect(writes).toMatchObject([
      { item_id: '1', mapped_object_id: 'gin', quantity: '2', unit: 'cl', is_subtraction: false },
      { item_id: '007', mapped_object_type: 'recipe', quantity: '1', unit: null },
    ]);
  });

  it('a row that says nothing new leaves the item as it is', () => {
    expect(plan({ SKU: '2', Target: 'Gin' })).toMatchObject({ rows: [{ action: 'nothing' }], writes: [] });
    expect(plan({ SKU: '1' })).toMatchObject({ rows: [{ action: 'nothing' }], writes: [] });
    expect(plan({ SKU: '2', Target: 'Gin', 'Adds back': 'yes' }).rows[0]?.changes).toEqual([
      { field: 'adds_back', before: 'no', after: 'yes' },
    ]);
  });

  it('ignore an item, or open it again', () => {
    expect(plan({ SKU: '1', State: 'no stock' }).writes).toMatchObject([{ item_id: '1', state: 'ignored' }]);
    expect(plan({ SKU: '3', State: 'open' }).writes).toMatchObject([{ item_id: '3', state: 'unmapped' }]);
    expect(plan({ SKU: '3', State: 'ignored' }).writes).toEqual([]);
  });

  it('find an item by its SKU as it is (R9), its name and location', () => {
    expect(actsOf(plan({ SKU: '7', Target: 'Gin' }))).toEqual(['sku: item_not_found']);
    expect(plan({ Item: 'SHOT', Target: 'Gin', Quantity: '2', Unit: 'cl' }).writes).toHaveLength(1);
    expect(actsOf(plan({ SKU: 'twin', Target: 'Cola' }))).toEqual(['sku: item_ambiguous']);
    expect(plan({ SKU: 'twin', Location: 'bern', Target: 'Cola' }).writes).toMatchObject([
      { item_id: 'twin-b', quantity: '1', unit: 'bottle' },
    ]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no item', { Target: 'Gin' }, 'name: missing'],
    ['a target nobody knows', { SKU: '1', Target: 'Rum' }, 'target: target_not_found'],
    ['a target and ignored', { SKU: '1', Target: 'Gin', State: 'ignored' }, 'state: target_and_ignored'],
    ['mapped to nothing', { SKU: '1', State: 'mapped' }, 'target: target_missing'],
    ['no quantity of what is measured', { SKU: '1', Target: 'Gin' }, 'quantity: missing'],
    ['none of it', { SKU: '1', Target: 'Cola', Quantity: '0' }, 'quantity: not_positive'],
    ['another dimension', { SKU: '1', Target: 'Gin', Quantity: '1', Unit: 'kg' }, 'unit: unit_mismatch'],
    [
      'a year ahead (R36)',
      { SKU: '1', Target: 'Cola', From: '2028-01-01' },
      'effective_from: day_out_of_range',
    ],
  ])('%s', (_, given, problem) => {
    expect(actsOf(plan(given))).toEqual([problem]);
  });

  it('an item stands in a file once', () => {
    const once = { SKU: '1', Target: 'Cola' };
    expect(actsOf(plan(once, once))).toEqual(['create', 'sku: row_twice']);
  });
});
