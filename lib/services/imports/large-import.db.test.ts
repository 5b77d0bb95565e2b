import { describe, expect, it } from 'vitest';
import { lightspeedItems } from '@/db/schema/lightspeed';
import type { ImportKind } from '@/lib/core/imports/kinds';
import { type CsvCell, csvLines, csvStyle } from '@/lib/files/csv';
import { writeXlsx } from '@/lib/files/write-xlsx';
import { suiteDatabase } from '@/testing/database/suite-database';
import { testRestaurant } from '@/testing/fixtures/test-restaurant';
import { previewImport } from './preview-import';

const t = suiteDatabase();
const ROWS = 5000;

/** The longest stretch, in CPU milliseconds, for which nothing else got a turn while `work` ran. */
async function longestStretch<T>(
  work: () => Promise<T>,
): Promise<{ result: T; stretch: number; seconds: number }> {
  let [isOver, longest] = [false, 0];
  let before = process.cpuUsage();
  const tick = () => {
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    before = process.cpuUsage();
    if (!isOver) setImmediate(tick);
  };
  const began = performance.now();
  setImmediate(tick);
  const result = await work();
  isOver = true;
  return { result, stretch: longest, seconds: (performance.now() - began) / 1000 };
}

const text = (value: string): CsvCell => ({ text: value });
const FILES: Partial<Record<ImportKind, { header: string[]; row: (n: number) => CsvCell[] }>> = {
  ingredients: {
    header: ['Zutat', 'Einheit', 'EK-Preis', 'Allergene'],
    row: (n) => [text(`Zutat ${n}`), text('kg'), { decimal: `${n}.25` }, text('Milch, Gluten')],
  },
  recipes: {
    header: ['Rezept', 'Zutat', 'Menge', 'Einheit', 'Verschnitt'],
    row: (n) => [
      text(`Rezept ${Math.floor(n / 8)}`),
      // Chains of ten recipes, each with the one before.
      text(n % 8 === 7 && Math.floor(n / 8) % 10 > 0 ? `rezept ${Math.floor(n / 8) - 1} ` : 'Beef fillet'),
      { decimal: '1.5' },
      text(''),
      { decimal: n % 8 === 7 ? null : '10' },
    ],
  },
  mappings: {
    header: ['SKU', 'Artikel', 'Ziel', 'Menge', 'Einheit'],
    row: (n) => [text(`s${n}`), text(`Item ${n}`), text('Coffee beans'), { decimal: '9' }, text('g')],
  },
};

describe(`a file of ${ROWS} rows (R42)`, () => {
  it.each(Object.keys(FILES) as (keyof typeof FILES)[])(
    '%s: is previewed in seconds, and others get their turn',
    async (kind) => {
      const place = await testRestaurant(t.db);
      const owned = { companyId: place.companyId, integrationId: place.integrationId, businessId: '1' };
      const items = Array.from({ length: ROWS }, (_, n) => ({
        ...owned,
        lightspeedId: `l${n}`,
        sku: `s${n}`,
        name: `Item ${n}`,
      }));
      for (let at = 0; at < items.length; at += 1000)
        await t.db.insert(lightspeedItems).values(items.slice(at, at + 1000));
      const { header, row } = FILES[kind] as NonNullable<(typeof FILES)[typeof kind]>;
      const rows = Array.from({ length: ROWS }, (_, n) => row(n));
      const csv = csvLines([header.map(text), ...rows], csvStyle('de'));
      const files = [Buffer.from(csv), await writeXlsx({ sheet: 'A', header, rows })];
      for (const file of files) {
        const content_base64 = Buffer.from(file).toString('base64');
        const input = { company_id: place.companyId, kind, file_name: 'f', content_base64 };
        const { result, stretch, seconds } = await longestStretch(() => previewImport(place.ctx, input));
        expect(result.rows).toHaveLength(ROWS);
        expect(result.counts).toMatchObject({ create: ROWS, problem: 0 });
        expect(seconds).toBeLessThan(5);
        expect(stretch).toBeLessThan(200);
      }
    },
  );
});
