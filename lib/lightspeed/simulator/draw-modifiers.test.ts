import { describe, expect, it } from 'vitest';
import { CATALOGUE, ZURICH } from './catalogue';
import type { SimLine } from './sales';
import { createWorld } from './world';

const BURGERS = new Set(['52', '53', '54', '55', '56', '57']);
const NOW = new Date('2026-11-24T12:00:00Z');
const world = createWorld(7, { now: () => NOW, items: () => CATALOGUE, sales: new Map() });
/** 120 days of plain accounts. */
const bills = Array.from({ length: 120 }, (_, n) =>
  world.salesOfDay(ZURICH, new Date(NOW.getTime() - (n + 1) * 86_400_000).toISOString().slice(0, 10)),
)
  .flat()
  .filter(({ type, source }) => type === 'SALE' && !source?.previousAccountId);
const pairs = bills.flatMap(({ salesLines = [] }) => {
  const byId = new Map(salesLines.map((line) => [line.id, line]));
  return salesLines.map((line) => ({ line, parent: byId.get(line.parentLineId ?? '') }));
});
const isSold = ({ quantity }: SimLine) => Number(quantity) > 0;

describe('what guests want otherwise', () => {
  it('is said of half of all burgers, also of those in a menu', () => {
    const burgers = pairs.filter(({ line }) => BURGERS.has(line.sku ?? '') && isSold(line));
    const modified = new Set(pairs.flatMap(({ parent }) => parent ?? []));
    const share = burgers.filter(({ line }) => modified.has(line)).length / burgers.length;
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
    expect(burgers.some(({ line, parent }) => parent?.sku === '950' && modified.has(line))).toBe(true);
  });

  it('hangs on its dish for some of its pieces, on another modifier, or on nothing', () => {
    const has = (sku: string, parent: string | undefined) =>
      pairs.some((one) => one.line.sku === sku && one.parent?.sku === parent);
    expect(has('912', '53')).toBe(true);
    expect(has('921', '109')).toBe(true);
    expect(has('922', '301')).toBe(true);
    expect(has('920', '911')).toBe(true);
    expect(has('919', undefined)).toBe(true);
    const ofFewer = pairs.filter(
      ({ line, parent }) => line.sku === '912' && Number(line.quantity) < Number(parent?.quantity),
    );
    expect(ofFewer.length).toBeGreaterThan(0);
  });

  it('is voided with its dish, under it, or as a line of its own, and sometimes forgotten', () => {
    const voided = pairs.filter(({ line }) => line.sku === '912' && line.voidReason);
    expect(voided.some(({ parent }) => parent?.voidReason)).toBe(true);
    expect(voided.some(({ parent }) => parent && !parent.voidReason)).toBe(true);
    expect(voided.some(({ parent }) => !parent)).toBe(true);
  });
});
