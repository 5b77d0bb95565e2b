import { describe, expect, it } from 'vitest';
import { addDays } from '@/lib/core/business-day';
import { isSpelling } from '@/lib/core/item-names/spelling';
import { asOn, nameOn } from './button-names';
import { CATALOGUE, type SimItem, ZURICH } from './catalogue';
import { createWorld } from './world';

const RECYCLED = ['987', '989'];
const CORRECTED = '407';
const inCatalogue = (sku: string) => CATALOGUE.find((item) => item.sku === sku) as SimItem;
const called = (sku: string, day: string) => asOn(inCatalogue(sku), day).name;
/** Every day of four years, a leap year among them. */
const DAYS = Array.from({ length: 4 * 365 + 1 }, (_, n) => addDays('2026-01-01', n));

describe('names of buttons', () => {
  it('meet 90 days that end on any day, each with weeks under another name than the last (R38)', () => {
    for (let end = 89; end < DAYS.length; end++) {
      const days = DAYS.slice(end - 89, end + 1);
      for (const sku of RECYCLED) {
        // Whoever maps the button on the day after may have seen it under that day's name only.
        const own = [called(sku, days.at(-1) ?? ''), called(sku, addDays(days.at(-1) ?? '', 1))];
        const others = days.filter((day) => !own.includes(called(sku, day)));
        expect(others.length, `${sku} before ${days.at(-1)}`).toBeGreaterThanOrEqual(28);
      }
      const spelt = new Set(days.map((day) => called(CORRECTED, day)));
      expect([...spelt].sort(), `before ${days.at(-1)}`).toEqual([
        'Pouletbrust mit Gemüse',
        'Pouletburst mit Gemüse',
      ]);
    }
  });

  it('are other things for each season, and the same thing where one was mistyped', () => {
    for (const sku of RECYCLED) {
      const names = [...new Set(DAYS.map((day) => called(sku, day)))];
      expect(names).toHaveLength(6);
      expect(names).toContain(inCatalogue(sku).name);
      const alike = names.flatMap((one) => names.filter((two) => one !== two && isSpelling(one, two)));
      expect(alike).toEqual([]);
    }
    expect(isSpelling(called(CORRECTED, '2026-05-14'), called(CORRECTED, '2026-05-15'))).toBe(true);
    expect(called(CORRECTED, '2026-05-14')).not.toBe(called(CORRECTED, '2026-05-15'));
    expect(nameOn(null, '2026-05-14')).toBeUndefined();
  });

  it('stand on the lines of a day and in the list of its items, whenever a day is asked for', () => {
    const at = (now: string) =>
      createWorld(7, { now: () => new Date(now), items: () => CATALOGUE, sales: new Map() });
    const day = '2026-08-29';
    const names = new Map([...RECYCLED, CORRECTED].map((sku) => [sku, called(sku, day)]));
    const [then, later] = [at('2026-08-30T12:00:00Z'), at('2026-11-24T12:00:00Z')];
    expect(later.salesOfDay(ZURICH, day)).toEqual(then.salesOfDay(ZURICH, day));
    const sold = then.salesOfDay(ZURICH, day).flatMap(({ salesLines = [] }) => salesLines);
    for (const { sku, name } of sold) if (names.has(sku ?? '')) expect(name).toBe(names.get(sku ?? ''));
    expect(new Set(sold.map(({ sku }) => sku)).size).toBeGreaterThan(50);
    const listed = (items: readonly SimItem[]) => items.find(({ sku }) => sku === '989')?.name;
    expect(listed(then.items)).toBe('Sommerbowle');
    expect(listed(later.itemsOf(ZURICH))).toBe('Glühwein');
    // What a test puts in place keeps its name.
    const own = { ...inCatalogue('989'), name: 'Hausdigestif' };
    const changed = createWorld(7, {
      now: () => new Date('2026-11-24T12:00:00Z'),
      items: () => [own],
      sales: new Map(),
    });
    expect(listed(changed.items)).toBe('Hausdigestif');
  });
});
