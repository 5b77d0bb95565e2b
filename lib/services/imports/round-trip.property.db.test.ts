import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { lightspeedItems, lightspeedLocations } from '@/db/schema/lightspeed';
import { BASE_UNITS } from '@/lib/contracts/common';
import { IMPORT_KINDS, type ImportKind } from '@/lib/core/imports/kinds';
import { unitsLike } from '@/lib/core/units';
import { suiteDatabase } from '@/testing/database/suite-database';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { createIngredient } from '../ingredient/create-ingredient';
import { saveMapping } from '../item/save-mapping';
import { setIgnored } from '../item/set-ignored';
import { createLedgerBatch } from '../ledger/create-ledger-batch';
import { createRecipe } from '../recipe/create-recipe';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { applyImport } from './apply-import';
import { exportSheet } from './export-sheet';
import { previewImport } from './preview-import';

const t = suiteDatabase();

/** Names as people give them and spreadsheets dislike them. */
const name = fc.oneof(
  fc.constantFrom(
    'Käse',
    'kase',
    'KÄSE 2',
    '=1+1',
    "'=x",
    '+49',
    '-2',
    'a;b',
    'a,b',
    '"',
    'x\u00a0y',
    '0042',
    '1.500',
    'ja',
    'Rezept',
    '😀',
    'ß',
    'SS',
    'a_x000D_b',
    "d'Or",
    '@home',
    'İ',
  ),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 10 })
    .map((text) => text.replace(/[\p{C}\p{Z}]/gu, '') || 'n'),
);
const decimal = (max: number) =>
  fc.integer({ min: 1, max }).map((value) => (value / 1000).toFixed(3).replace(/\.?0+$/, ''));
const company = fc.record({
  ingredients: fc.uniqueArray(
    fc.record({
      name,
      base_unit: fc.constantFrom(...BASE_UNITS),
      standard_cost: fc.option(decimal(9_999_999)),
      minimum_quantity: fc.option(decimal(9_999_999)),
      allergens: fc.array(fc.constantFrom('Milch', 'Gluten', 'a,b', 'x; y'), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 6, selector: (one) => one.name.toLowerCase() },
  ),
  recipes: fc.uniqueArray(
    fc.record({
      name,
      lines: fc.array(
        fc.record({
          of: fc.nat(9),
          quantity: decimal(9_999_999),
          unit: fc.option(fc.nat(2)),
          trim_percent: fc.constantFrom('0', '10', '33.3'),
          isSub: fc.boolean(),
        }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 4, selector: (one) => one.name.toLowerCase() },
  ),
  units: fc.uniqueArray(fc.record({ name, address: fc.option(fc.constantFrom('A 1\nB', '=1', 'x')) }), {
    maxLength: 3,
    selector: (one) => one.name.toLowerCase(),
  }),
  counts: fc.array(
    fc.record({
      of: fc.nat(9),
      quantity: decimal(9_999_999),
      at: fc.constantFrom('start', 'end'),
      day: fc.constantFrom('2026-03-01', '2026-03-02'),
    }),
    { maxLength: 3 },
  ),
  items: fc.uniqueArray(
    fc.record({
      name,
      sku: fc.option(fc.constantFrom('1', '01', ' 1', '=1', '542.', '9007199254740993')),
      how: fc.nat(3),
      of: fc.nat(9),
      quantity: decimal(9_999),
      since: fc.option(fc.constantFrom('2026-03-01')),
      back: fc.boolean(),
    }),
    { maxLength: 5, selector: (one) => `${one.sku} ${one.name.toLowerCase()}` },
  ),
});
type Company = typeof company extends fc.Arbitrary<infer C> ? C : never;

/** Makes it all by the services, as people would. */
async function make(place: TestRestaurant, wish: Company): Promise<void> {
  const { ctx, companyId: company_id } = place;
  const made: { id: string; base_unit: (typeof BASE_UNITS)[number] }[] = [];
  for (const one of wish.ingredients) made.push(await createIngredient(ctx, { company_id, ...one }));
  const some = (of: number) => made[of % made.length] as (typeof made)[number];
  const recipes: string[] = [];
  for (const { name: called, lines } of wish.recipes) {
    const recipe = await createRecipe(ctx, {
      company_id,
      name: called,
      lines: lines.map(({ of, quantity, unit, trim_percent, isSub }) => {
        const sub = isSub ? recipes[of % Math.max(1, recipes.length)] : undefined;
        if (sub !== undefined) return { sub_recipe_id: sub, quantity, trim_percent };
        const { id, base_unit } = some(of);
        const units = unitsLike(base_unit);
        return {
          ingredient_id: id,
          quantity,
          unit: unit === null ? null : units[unit % units.length],
          trim_percent,
        };
      }),
    });
    recipes.push(recipe.id);
  }
  const units = [place.unitId];
  for (const one of wish.units) units.push((await createStorageUnit(ctx, { company_id, ...one })).id);
  for (const { of, quantity, at, day } of wish.counts) {
    await createLedgerBatch(ctx, {
      company_id,
      type: 'ADJUSTMENT',
      storage_unit_id: units[of % units.length] as string,
      date: day,
      counted_at: at as 'start',
      lines: [{ ingredient_id: some(of).id, counted_quantity: quantity }],
    });
  }
  for (const [index, { name: called, sku, how, of, quantity, since, back }] of wish.items.entries()) {
    const id = v7();
    const owned = {
      companyId: company_id,
      integrationId: place.integrationId,
      businessId: index % 2 ? '2' : '1',
    };
    await t.db.insert(lightspeedItems).values({ id, ...owned, lightspeedId: `x${index}`, name: called, sku });
    const more = { id, quantity, is_subtraction: back, effective_from: since };
    const { base_unit } = some(of);
    const unit = unitsLike(base_unit)[of % unitsLike(base_unit).length];
    if (how === 1) await setIgnored(ctx, { id, ignored: true });
    if (how === 2)
      await saveMapping(ctx, {
        ...more,
        mapped_object_type: 'ingredient',
        unit,
        mapped_object_id: some(of).id,
      });
    const recipe = recipes[of % Math.max(1, recipes.length)];
    if (how === 3 && recipe)
      await saveMapping(ctx, { ...more, mapped_object_type: 'recipe', mapped_object_id: recipe });
  }
}

describe('what is exported and imported again (R42)', () => {
  const ways = fc.record({ format: fc.constantFrom('csv', 'xlsx'), language: fc.constantFrom('de', 'en') });

  it('changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(company, ways, async (wish, way) => {
        const place = await testRestaurant(t.db);
        await t.db.insert(lightspeedLocations).values({
          companyId: place.companyId,
          integrationId: place.integrationId,
          businessId: '2',
          businessName: 'Other',
          lightspeedId: '2',
          name: 'Hillside',
          timezone: 'UTC',
        });
        await make(place, wish);
        for (const kind of IMPORT_KINDS) {
          const shown = await again(place, kind, way as never);
          expect([kind, shown.rows.filter((row) => row.action !== 'nothing')]).toEqual([kind, []]);
        }
      }),
      { numRuns: 30 },
    );
  }, 300_000);

  it('makes the same in a company that has nothing of it', async () => {
    const kinds: ImportKind[] = ['storage_units', 'ingredients', 'recipes'];
    const one = await testRestaurant(t.db);
    await make(
      one,
      fc
        .sample(company, { seed: 7, numRuns: 20 })
        .sort((a, b) => b.recipes.length - a.recipes.length)[0] as Company,
    );
    const other = await testRestaurant(t.db);
    for (const format of ['csv', 'xlsx'] as const) {
      for (const kind of kinds) {
        const { bytes } = await exportSheet(one.ctx, {
          company_id: one.companyId,
          kind,
          format,
          language: 'de',
        });
        const file = {
          company_id: other.companyId,
          kind,
          file_name: 'f',
          content_base64: Buffer.from(bytes).toString('base64'),
        };
        const shown = await previewImport(other.ctx, file);
        await applyImport(other.ctx, { ...file, token: shown.token, leave_out_problems: true });
        const back = await exportSheet(other.ctx, {
          company_id: other.companyId,
          kind,
          format,
          language: 'de',
        });
        if (shown.counts.problem === 0)
          expect(Buffer.from(back.bytes).toString()).toBe(Buffer.from(bytes).toString());
      }
    }
  });
});

async function again(
  place: TestRestaurant,
  kind: ImportKind,
  way: { format: 'csv' | 'xlsx'; language: 'de' | 'en' },
) {
  const { bytes } = await exportSheet(place.ctx, { company_id: place.companyId, kind, ...way });
  const content_base64 = Buffer.from(bytes).toString('base64');
  return previewImport(place.ctx, { company_id: place.companyId, kind, file_name: 'f', content_base64 });
}
