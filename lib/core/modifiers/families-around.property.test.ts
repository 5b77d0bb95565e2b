import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bill, saleOf } from '@/testing/fixtures/drawn-bills';
import { billOf, carte, kitchen, modifierRule } from '@/testing/fixtures/modifiers';
import { planItem } from '@/testing/fixtures/plan-line';
import { planTransfer } from '../plan-transfer';
import type { PlannedEntry } from '../planned-entries';
import type { PlanItem } from '../resolve-item';
import type { PlanLine } from '../sale-line';
import { familiesAround } from './families-around';
import { isForSomeParents } from './rule';

const entriesOf = (lines: readonly PlanLine[], items: readonly PlanItem[]): PlannedEntry[] =>
  planTransfer({
    businessId: 'b',
    locationId: 'loc',
    dayEnd: 1,
    accounts: 1,
    lines,
    cancelledAccountIds: new Set(),
    items,
    recipeSet: kitchen,
    wasteReasons: new Set(),
  }).entries;

/** What a person may say of an item: the fixtures' items bear their id as SKU. */
const CHANGES: ((item: PlanItem) => PlanItem)[] = [
  (item) => ({ ...item, mapping: planItem(item.id, { ingredientId: 'bun', quantity: '2' }).mapping }),
  (item) => ({ ...item, mapping: planItem(item.id, { recipeId: 'burger' }).mapping }),
  (item) => ({ ...item, mapping: planItem(item.id, { state: 'ignored', quantity: null }).mapping }),
  (item) => ({ ...item, mapping: null }),
  (item) => ({ ...item, names: { counts: ['Sommerbowle'], splitOff: [] } }),
  (item) => ({ ...item, modifierRules: [] }),
  ...(
    [
      { effect: 'nothing' },
      { effect: 'removes', ingredientId: 'cheese' },
      { effect: 'adds_back', ingredientId: 'cheese', quantity: '0.5' },
      { effect: 'scales', factor: '3' },
      { effect: 'stands_for', ingredientId: 'syrup', quantity: '2' },
      { parentItemId: 'pizza', effect: 'stands_for', recipeId: 'bowl', quantity: '1' },
    ] as const
  ).map((rule) => (item: PlanItem) => ({ ...item, modifierRules: [modifierRule('changed', rule)] })),
];

const days = fc
  .array(fc.array(saleOf('any'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((bills) => bills.flatMap((sales, n) => bill(sales, `A${n}`)).map((line, seq) => ({ ...line, seq })));

/** As a change reads it; what `carte` says of an item and what is said of the changed one both count. */
function around(lines: readonly PlanLine[], { id }: PlanItem) {
  const members = familiesAround(lines, new Set([id]), (sku) => new Set([sku]));
  const isUnknown = members.parents.has(null) || members.parents.has('nope');
  const parents = new Set(members.parents);
  const modifiers = carte.filter(({ id, modifierRules = [] }) =>
    isUnknown
      ? modifierRules.length > 0
      : members.hanging.has(id) && modifierRules.length > 0 && modifierRules.every(isForSomeParents),
  );
  const ids = new Set([id, ...parents, ...modifiers.map((one) => one.id)]);
  const isIn = ({ itemId, parentItemId }: PlannedEntry) => ids.has(itemId) || parents.has(parentItemId ?? '');
  const bills = new Set(lines.flatMap(({ sku, accountId }) => (ids.has(sku) ? [accountId] : [])));
  return { isIn, read: lines.filter(({ accountId }) => bills.has(accountId)) };
}

describe('what a change of an item moves is around it (R37)', () => {
  it('so is what a modifier takes by its mapping where no rule of it is for what is above', () => {
    const lines = billOf('1 pizza | .1 no-spice | ..1 large | ...1 for-pizza');
    const [item, change] = [carte.find(({ id }) => id === 'no-spice'), CHANGES.at(-3)];
    if (!item || !change) throw new Error('no item');
    // A size, with which the pizza is above all of it, and "for-pizza" a note.
    const items = carte.map((one) => (one === item ? change(one) : one));
    const bun = entriesOf(lines, carte).find(({ itemId }) => itemId === 'for-pizza');
    expect(entriesOf(lines, items).find(({ itemId }) => itemId === 'for-pizza')).toBeUndefined();
    expect(bun && around(lines, item).isIn(bun)).toBe(true);
  });

  const property = (check: (lines: PlanLine[], item: PlanItem, items: PlanItem[]) => void) =>
    fc.assert(
      fc.property(days, fc.constantFrom(...carte), fc.constantFrom(...CHANGES), (lines, item, change) =>
        check(
          lines,
          item,
          carte.map((one) => (one === item ? change(one) : one)),
        ),
      ),
      { numRuns: 150 },
    );

  it('no other entry is another one afterwards', () => {
    property((lines, item, items) => {
      const { isIn } = around(lines, item);
      const others = (all: readonly PlanItem[]) => entriesOf(lines, all).filter((entry) => !isIn(entry));
      expect(others(items)).toEqual(others(carte));
    });
  });

  it('and its entries follow from the bills with these parents alone', () => {
    property((lines, item, items) => {
      const { isIn, read } = around(lines, item);
      expect(entriesOf(read, items).filter(isIn)).toEqual(entriesOf(lines, items).filter(isIn));
    });
  });
});
