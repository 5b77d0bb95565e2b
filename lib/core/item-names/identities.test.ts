import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { planItem, planLine } from '@/testing/fixtures/plan-line';
import { type PlanInput, planTransfer } from '../plan-transfer';
import { adoptedName, type SeenName } from './adopted-name';
import { findingsIn, isOtherPrice } from './findings';

const bowl = {
  ...planItem('542', { ingredientId: 'wine' }),
  names: { counts: ['Sommerbowle'], splitOff: [] },
};
const punch = { ...planItem('punch', { ingredientId: 'rum' }), splitFrom: '542', skus: bowl.skus };
const rum = { itemId: 'punch', names: ['Winterpunsch'] };
const recycled = [{ ...bowl, names: { counts: ['Sommerbowle'], splitOff: [rum] } }, punch];

const plan = (names: readonly string[], more: Partial<PlanInput> = {}) =>
  planTransfer({
    businessId: 'b',
    locationId: 'loc',
    dayEnd: 1,
    accounts: 1,
    lines: names.map((name) => planLine('542', '2', { name })),
    cancelledAccountIds: new Set(),
    items: [bowl],
    recipeSet: {
      ingredients: new Map([
        ['wine', { baseUnit: 'l' }],
        ['rum', { baseUnit: 'l' }],
      ]),
      recipes: new Map(),
    },
    wasteReasons: new Set(),
    ...more,
  });
const entries = ({ entries: all }: ReturnType<typeof plan>) =>
  Object.fromEntries(all.map(({ ingredientId, quantity }) => [ingredientId, quantity]));

describe('a recycled button deducts neither its predecessor nor its successor (R38)', () => {
  it('holds what is sold under another name, and lists it', () => {
    const day = plan(['Sommerbowle', 'Winterpunsch', 'Winterpunsch', 'SOMMERBOWLE']);
    expect(entries(day)).toEqual({ wine: '-4' });
    expect(day.buckets.held).toEqual({ lines: 2, quantity: '4', netValue: '5' });
    expect(day.otherNames).toEqual([
      {
        itemId: '542',
        sku: '542',
        name: 'Winterpunsch',
        isHeld: true,
        lines: 2,
        quantity: '4',
        netValue: '5',
      },
    ]);
    expect(day.isReconciled).toBe(true);
  });
  it('deducts what a person said it takes', () => {
    const day = plan(['Sommerbowle', 'Winterpunsch', 'winter-punsch'], { items: recycled });
    expect(entries(day)).toEqual({ wine: '-2', rum: '-4' });
    expect(day.outcomes.map(({ itemId }) => itemId)).toEqual(['542', 'punch', 'punch']);
  });
  it('an item that was split off never bears the SKU by itself', () => {
    const day = plan(['Grog'], { items: recycled });
    expect(day.buckets.held.lines).toBe(1);
    expect(plan(['Grog'], { items: [punch] }).unmapped).toMatchObject([{ reason: 'unknown_sku' }]);
  });
  it('books no waste of what a held name was thought to be (R16)', () => {
    const voided = planLine('542', '-2', { name: 'Winterpunsch', voidReason: 'Burnt' });
    const day = plan([], {
      lines: [voided],
      wasteReasons: new Set(['burnt']),
      bookedReasons: new Map([['burnt', { key: 'burnt', versionId: 'v' }]]),
    });
    expect(day.entries).toEqual([]);
    expect(day.otherNames).toEqual([]);
  });
  it('deducts by the mapping and lists, where the company holds nothing', () => {
    const day = plan(['Sommerbowle', 'Winterpunsch'], { holdsNames: false });
    expect(entries(day)).toEqual({ wine: '-4' });
    expect(day.buckets.held.lines).toBe(0);
    expect(day.otherNames).toMatchObject([{ name: 'Winterpunsch', isHeld: false, lines: 1 }]);
  });

  it('whatever is sold under whatever names, each line is in one bucket and the order is no matter', () => {
    const name = fc.constantFrom(
      'Sommerbowle',
      'sommerbowle',
      'Winterpunsch',
      'Winter Punsch',
      'Grog',
      'Tee',
    );
    const items = fc.constantFrom([bowl], recycled);
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), items, fc.boolean(), (names, given, holdsNames) => {
        const lines = names.map((one) => planLine('542', '1.5', { name: one }));
        const day = plan([], { lines, items: given, holdsNames });
        const turned = plan([], { lines: lines.toReversed(), items: given, holdsNames });
        expect(day.isReconciled).toBe(true);
        expect(Object.values(day.buckets).reduce((sum, { lines: n }) => sum + n, 0)).toBe(names.length);
        expect(entries(turned)).toEqual(entries(day));
        expect(turned.buckets).toEqual(day.buckets);
        expect(turned.otherNames).toEqual(day.otherNames);
        const held = day.otherNames.flatMap(({ isHeld, lines: n }) => (isHeld ? [n] : []));
        expect(held.reduce((sum, n) => sum + n, 0)).toBe(day.buckets.held.lines);
      }),
    );
  });
});

describe('the name that a mapping takes over, as it was never sold under its own (R38)', () => {
  const seen = (name: string, firstDay: number, lastDay: number): SeenName => ({
    name,
    firstDay: `2026-03-${String(firstDay).padStart(2, '0')}`,
    lastDay: `2026-03-${String(lastDay).padStart(2, '0')}`,
  });
  const mapping = { names: ['Hauscola'], savedOn: '2026-03-10' };
  test.each<[string, SeenName[], string | null]>([
    ['nothing sold', [], null],
    ['sold last before', [seen('CC Glas', 1, 4), seen('Coke vom Fass', 5, 20)], 'Coke vom Fass'],
    ['sold first after', [seen('Coke vom Fass', 12, 20), seen('CC Glas', 15, 20)], 'Coke vom Fass'],
    ['its own already', [seen('HAUSCOLA', 2, 3), seen('CC Glas', 4, 20)], null],
    ['its own on the day it was saved', [seen('CC Glas', 4, 9), seen('Hauscola', 10, 20)], 'CC Glas'],
    ['its own only later', [seen('CC Glas', 4, 12), seen('Hauscola', 13, 20)], 'CC Glas'],
    ['two on one day: the first by letters', [seen('Zitro', 4, 20), seen('CC Glas', 5, 20)], 'CC Glas'],
  ])('%s', (_, names, expected) => {
    expect(adoptedName(names, mapping)).toBe(expected);
    expect(adoptedName(names.toReversed(), mapping)).toBe(expected);
  });
});

describe('what a sync says beside an item', () => {
  const item = { id: 'i', lightspeedId: '1', name: 'Cola', sku: '1', accountingGroup: 'Drinks', price: '4' };
  const found = (change: Partial<typeof item>) =>
    findingsIn([{ ...item, ...change }], new Map([['1', item]])).map(({ field }) => field);
  test.each<[Partial<typeof item>, string[]]>([
    [{}, []],
    [{ name: 'Cola Zero' }, ['name']],
    [{ sku: '2', accountingGroup: 'Food' }, ['sku', 'accounting_group']],
    [{ price: '12' }, []],
    [{ price: '12.01' }, ['price']],
    [{ price: '1.33' }, ['price']],
    [{ price: '1.34' }, []],
  ])('%o: %o', (change, fields) => expect(found(change)).toEqual(fields));
  it('takes no price for another where one is not known', () => {
    expect(isOtherPrice(null, '3')).toBe(false);
    expect(isOtherPrice('0', '3')).toBe(true);
  });
});
