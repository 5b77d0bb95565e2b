import { describe, expect, it } from 'vitest';
import { planItem } from '@/testing/fixtures/plan-line';
import type { PlanItem } from './resolve-item';
import { DAY_MS, onHandover } from './sku-handover';

const DAY_END = 10 * DAY_MS;
const went = (id: string, until: number, more: Partial<PlanItem> = {}): PlanItem => ({
  ...planItem(id, { ingredientId: 'cola' }),
  skus: [{ sku: 'x', since: 0, until }],
  ...more,
});
const later = (mapping: PlanItem['mapping']): PlanItem => ({
  ...planItem('later', null),
  skus: [{ sku: 'x', since: DAY_END - 5, until: null }],
  mapping,
});
const mapping = planItem('later', { ingredientId: 'beans' }).mapping;
const whoHas = (bearer: PlanItem, ...items: PlanItem[]) =>
  onHandover([bearer, ...items], DAY_END)(bearer, 'x').id;

describe('a SKU that changed hands on the day (R14)', () => {
  const earlier = went('earlier', DAY_END - 10);
  it('leaves the day to the earlier item while nothing is decided about the later', () => {
    expect(whoHas(later(null), earlier)).toBe('earlier');
    expect(whoHas(later(mapping), earlier)).toBe('later');
  });

  it('and where the later took over its mapping', () => {
    expect(whoHas(later(mapping && { ...mapping, takenOverFrom: 'earlier' }), earlier)).toBe('earlier');
    expect(whoHas(later(mapping && { ...mapping, takenOverFrom: 'other' }), earlier)).toBe('later');
  });

  it('went on the day itself, by losing the SKU or by being archived', () => {
    expect(whoHas(later(null), went('earlier', DAY_END - DAY_MS))).toBe('earlier');
    expect(whoHas(later(null), went('earlier', DAY_END - DAY_MS - 1))).toBe('later');
    expect(whoHas(later(null), went('earlier', DAY_END))).toBe('later');
    expect(whoHas(later(null), went('earlier', DAY_END + 5, { archivedAt: DAY_END - 10 }))).toBe('earlier');
  });

  it('is of the last decided item of the business that went', () => {
    const undecided = went('undecided', DAY_END - 1, { mapping: null });
    expect(whoHas(later(null), earlier, undecided, went('before', DAY_END - 20))).toBe('earlier');
    expect(whoHas(later(null), went('elsewhere', DAY_END - 10, { businessId: 'c' }))).toBe('later');
  });
});
