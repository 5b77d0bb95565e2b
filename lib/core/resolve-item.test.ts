import { describe, expect, it } from 'vitest';
import { planItem } from '@/testing/fixtures/plan-line';
import { type PlanItem, resolveItems, type SkuSpan } from './resolve-item';

const DAY_END = 1_000_000_000;
const bearer = (id: string, span: Partial<SkuSpan> = {}, more: Partial<PlanItem> = {}): PlanItem => ({
  ...planItem(id, { ingredientId: 'cola' }),
  skus: [{ sku: 'x', since: 0, until: null, ...span }],
  ...more,
});
/** Who bears `x`, and whether that is a choice among equals; the same in whatever order the items come. */
function resolve(...items: PlanItem[]): [id: string | undefined, isAmbiguous: boolean] {
  const [one, other] = [items, items.toReversed()].map((order) => {
    const day = { businessId: 'b', locationId: 'loc', dayEnd: DAY_END, items: order };
    const { itemBySku, ambiguous } = resolveItems(day);
    return [itemBySku.get('x')?.id, ambiguous.has('x')] as [string | undefined, boolean];
  });
  expect(one).toEqual(other);
  return one ?? [undefined, false];
}

describe('one item per exact SKU (R9, R14)', () => {
  it('is none where nobody bears it, nor one of another business, nor by a similar text', () => {
    expect(resolve(bearer('other', {}, { businessId: 'c' }))).toEqual([undefined, false]);
    expect(resolve(bearer('dot', { sku: 'x.' }), bearer('blank', { sku: 'x ' }))).toEqual([undefined, false]);
  });

  const unmapped = planItem('x', { state: 'unmapped' }).mapping;
  it.each<[string, PlanItem, PlanItem]>([
    ['one sold here before one that is not', bearer('9'), bearer('1', {}, { locationIds: ['other'] })],
    ['who bore it that day before who came by it later', bearer('9'), bearer('1', { since: DAY_END })],
    [
      'who bore it when the day ended before who had lost it',
      bearer('9'),
      bearer('1', { until: DAY_END - 1 }),
    ],
    ['an active one before an archived one', bearer('9'), bearer('1', {}, { archivedAt: 5 })],
    ['a mapped one before one without mapping', bearer('9'), bearer('1', {}, { mapping: null })],
    ['a decided one before an undecided one', bearer('9'), bearer('1', {}, { mapping: unmapped })],
  ])('takes %s', (_, chosen, other) => {
    expect(resolve(chosen, other)[0]).toBe(chosen.id);
  });

  it('takes the lowest Lightspeed id of equals, as a number is low, and says that it chose', () => {
    expect(resolve(bearer('10'), bearer('9'))).toEqual(['9', true]);
    const archived = { archivedAt: 5 };
    expect(resolve(bearer('10', {}, archived), bearer('9', {}, archived))).toEqual(['9', false]);
    expect(resolve(bearer('1'), bearer('2', {}, { locationIds: ['other'] }))).toEqual(['1', false]);
  });

  it('is one item, however often it bore the SKU', () => {
    const spans = [
      { sku: 'x', since: 0, until: 10 },
      { sku: 'y', since: 10, until: 20 },
      { sku: 'x', since: 20, until: null },
    ];
    expect(resolve({ ...bearer('1'), skus: spans })).toEqual(['1', false]);
  });
});
