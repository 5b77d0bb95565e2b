import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { periodLocks } from '@/db/schema/counts';
import { auditEvents } from '@/db/schema/people';
import type { ImportKind } from '@/lib/core/imports/kinds';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { archiveIngredient } from '../ingredient/archive-ingredient';
import { createIngredient } from '../ingredient/create-ingredient';
import { listIngredients } from '../ingredient/list-ingredients';
import { updateIngredient } from '../ingredient/update-ingredient';
import { getItem } from '../item/get-item';
import { listBalances } from '../ledger/list-balances';
import { listRecipes } from '../recipe/list-recipes';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { listStorageUnits } from '../storage-unit/list-storage-units';
import { applyImport } from './apply-import';
import { previewImport } from './preview-import';

const t = suiteDatabase();
let place: TestRestaurant;
beforeEach(async () => {
  place = await testRestaurant(t.db);
});

const inputOf = (kind: ImportKind, text: string, more = {}) => ({
  company_id: place.companyId,
  kind,
  file_name: 'list.csv',
  content_base64: Buffer.from(text).toString('base64'),
  ...more,
});
const preview = (kind: ImportKind, text: string, more = {}) =>
  previewImport(place.ctx, inputOf(kind, text, more));
/** Previews and applies; answers the preview. */
async function bringIn(kind: ImportKind, text: string, more = {}) {
  const shown = await preview(kind, text, more);
  const done = await applyImport(place.ctx, { ...inputOf(kind, text, more), token: shown.token });
  return { ...shown, is_written: done.is_written };
}
const acts = (shown: { rows: { row: number; action: string }[] }) =>
  shown.rows.map(({ row, action }) => [row, action]);
const problems = (shown: Awaited<ReturnType<typeof preview>>) =>
  shown.rows.flatMap(({ row, problems: own }) => own.map(({ code, field }) => [row, field, code]));
const page = () => ({ company_id: place.companyId, limit: 500, include_archived: false });
const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

describe('ingredients', () => {
  it('bring their minimum in German or English, in the base unit, and a blank cell leaves it (R54)', async () => {
    const shown = await bringIn(
      'ingredients',
      'Zutat;Einheit;Mindestbestand\nCoffee beans;;2,5\nRum;l;1,25\nCola bottle;;\n',
    );
    expect(shown.rows[0]?.changes).toEqual([{ field: 'minimum_quantity', before: null, after: '2.5' }]);
    const minimums = async () =>
      Object.fromEntries(
        (await listIngredients(place.ctx, page())).data.map((one) => [one.name, one.minimum_quantity]),
      );
    expect(await minimums()).toMatchObject({ 'Coffee beans': '2.5', Rum: '1.25', 'Cola bottle': null });
    await bringIn('ingredients', 'Ingredient,Minimum\nCoffee beans,\nRum,2\n');
    expect(await minimums()).toMatchObject({ 'Coffee beans': '2.5', Rum: '2' });
    const wrong = await preview('ingredients', 'Ingredient,Minimum\nRum,0\nCola bottle,some\n');
    expect(problems(wrong)).toEqual([
      [2, 'minimum_quantity', 'not_positive'],
      [3, 'minimum_quantity', 'not_a_number'],
    ]);
  });

  const FILE =
    'Zutat;Einheit;EK-Preis;Allergene\nKäse;Kilo;11,20 €;Milch, Laktose\ncoffee BEANS;;22,5;\nCola bottle;Flasche;;\nEier;Stk.;;\n';

  it('are created and changed, and what stands already is left', async () => {
    const shown = await bringIn('ingredients', FILE);
    expect(shown.decimal_sign).toBe(',');
    expect(acts(shown)).toEqual([
      [2, 'create'],
      [3, 'change'],
      [4, 'nothing'],
      [5, 'create'],
    ]);
    expect(shown.rows[1]?.changes).toEqual([{ field: 'standard_cost', before: null, after: '22.5' }]);
    const { data } = await listIngredients(place.ctx, page());
    const found = new Map(data.map((one) => [one.name, one]));
    expect(found.get('Käse')).toMatchObject({
      base_unit: 'kg',
      standard_cost: '11.2',
      allergens: ['Milch', 'Laktose'],
    });
    expect(found.get('Coffee beans')).toMatchObject({ base_unit: 'kg', standard_cost: '22.5' });
    expect(found.get('Eier')).toMatchObject({ base_unit: 'piece', standard_cost: null });
  });

  it('are written once, however often the file is applied', async () => {
    const { token } = await bringIn('ingredients', FILE);
    const again = await applyImport(place.ctx, { ...inputOf('ingredients', FILE), token });
    expect(again).toEqual({ counts: { create: 0, change: 0, nothing: 4, problem: 0 }, is_written: false });
    const events = await t.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.companyId, place.companyId), eq(auditEvents.action, 'import.apply')));
    expect(events.map((one) => one.details)).toEqual([
      {
        kind: 'ingredients',
        file_name: 'list.csv',
        counts: { create: 2, change: 1, nothing: 1, problem: 0 },
      },
    ]);
  });

  it('say each problem in its cell', async () => {
    await createIngredient(place.ctx, { company_id: place.companyId, name: 'Kase', base_unit: 'kg' });
    await createIngredient(place.ctx, { company_id: place.companyId, name: 'Käse', base_unit: 'kg' });
    const shown = await preview(
      'ingredients',
      [
        'Name,Unit,Cost,Allergens',
        'Salt,,1,',
        ',kg,1,',
        'Pepper,crate,1,',
        'Thyme,dl,1,',
        'Beef fillet,g,1,',
        'Oil,l,1.2345678,',
        'Oil 2,l,abc,',
        'Oil 3,l,-1,',
        'KÄSE,kg,1,',
        'kasE,kg,2,',
        `${'x'.repeat(201)},kg,1,`,
        'Cola bottle,bottle,1,',
        'cola BOTTLE,bottle,2,',
        'Rice,kg,#REF!,',
      ].join('\n'),
    );
    expect(problems(shown)).toEqual([
      [2, 'base_unit', 'missing'],
      [3, 'name', 'missing'],
      [4, 'base_unit', 'unknown_unit'],
      [5, 'base_unit', 'unit_not_kept'],
      [6, 'base_unit', 'base_unit_in_use'],
      [7, 'standard_cost', 'too_many_decimals'],
      [8, 'standard_cost', 'not_a_number'],
      [9, 'standard_cost', 'negative'],
      // KÄSE is Käse without case; kasE is Kase.
      [12, 'name', 'too_long'],
      [14, 'name', 'row_twice'],
      [15, 'standard_cost', 'spreadsheet_error'],
    ]);
  });

  it('are written whole or not at all, and with problems only when told to leave these out', async () => {
    const text = 'Name;Unit\nSalt;kg\nPepper;crate\n';
    const { token, counts } = await preview('ingredients', text);
    expect(counts).toEqual({ create: 1, change: 0, nothing: 0, problem: 1 });
    const input = { ...inputOf('ingredients', text), token };
    expect(await code(applyImport(place.ctx, input))).toBe('import_has_problems');
    expect((await listIngredients(place.ctx, page())).data).toHaveLength(3);
    expect(await applyImport(place.ctx, { ...input, leave_out_problems: true })).toMatchObject({
      is_written: true,
    });
    expect((await listIngredients(place.ctx, page())).data.map((one) => one.name)).toContain('Salt');
  });

  it('are refused when what the file would change has changed since', async () => {
    const { token } = await preview('ingredients', FILE);
    await updateIngredient(place.ctx, { id: place.ingredient.beans, standard_cost: '9' });
    expect(await code(applyImport(place.ctx, { ...inputOf('ingredients', FILE), token }))).toBe(
      'preview_outdated',
    );
    expect((await listIngredients(place.ctx, page())).data).toHaveLength(3);
  });

  it('can be told which column is which, and how figures are written', async () => {
    const text = 'A;B;C\nSalt;kg;1.500\n';
    expect(await preview('ingredients', text)).toMatchObject({ missing_columns: ['name'], rows: [] });
    const columns = { name: 0, base_unit: 1, standard_cost: 2 };
    const costs = async (more: object) =>
      (await preview('ingredients', `${text}Oil;l;2\n`, { columns, ...more })).rows.map(
        (row) => row.cells.standard_cost,
      );
    expect(await costs({})).toEqual(['1.500', '2']);
    await bringIn('ingredients', text, { columns, decimal_sign: '.' });
    const { data } = await listIngredients(place.ctx, page());
    expect(data.find((one) => one.name === 'Salt')?.standard_cost).toBe('1.5');
    expect(await code(preview('ingredients', text, { columns: { colour: 0 } }))).toBe('validation_failed');
  });

  it('and what was archived does not come back, but is made anew', async () => {
    await createIngredient(place.ctx, { company_id: place.companyId, name: 'Old', base_unit: 'kg' }).then(
      (one) => archiveIngredient(place.ctx, { id: one.id, company_id: place.companyId }),
    );
    expect(acts(await bringIn('ingredients', 'Name;Unit\nold;l\n'))).toEqual([[2, 'create']]);
  });
});

describe('recipes', () => {
  const FILE = [
    'Rezept;Zutat;Menge;Einheit;Verschnitt',
    'Steak mit Sauce;Beef fillet;250;g;10',
    'Steak mit Sauce;Sauce;2;Portionen;',
    'Sauce;coffee beans;0,5 dl;;',
    'Sauce;Coffee beans;9 g;;',
    'STEAK;beef fillet;0,25;;10 %',
    'Steak mit Sauce;Cola bottle;1;;',
  ].join('\n');

  it('come in any order, sub-recipes by name', async () => {
    const shown = await preview('recipes', FILE);
    expect(problems(shown)).toEqual(
      [
        [2, null, 'recipe_incomplete'],
        [3, 'component', 'recipe_incomplete'],
        [4, 'quantity', 'unit_mismatch'],
        [5, null, 'recipe_incomplete'],
        [7, null, 'recipe_incomplete'],
      ].map((one) => (one[2] === 'unit_mismatch' ? [4, 'unit', 'unit_mismatch'] : one)),
    );
    const done = await bringIn('recipes', FILE.replace('0,5 dl', '0,004 kg'));
    expect(acts(done)).toEqual([
      [2, 'create'],
      [3, 'create'],
      [4, 'create'],
      [5, 'create'],
      [6, 'nothing'],
      [7, 'create'],
    ]);
    const recipes = new Map((await listRecipes(place.ctx, page())).data.map((one) => [one.name, one]));
    const sauce = recipes.get('Sauce');
    expect(recipes.get('Steak mit Sauce')?.lines).toMatchObject([
      { name: 'Beef fillet', quantity: '250', unit: 'g', trim_percent: '10' },
      { sub_recipe_id: sauce?.id, quantity: '2', unit: null },
      { name: 'Cola bottle', quantity: '1', unit: 'bottle' },
    ]);
    expect(recipes.get('Steak')?.version).toBe(1);
    expect((await bringIn('recipes', FILE.replace('0,5 dl', '0,004 kg'))).is_written).toBe(false);
  });

  it('are changed as a whole: what the file no longer has goes', async () => {
    await bringIn(
      'recipes',
      'Recipe;Ingredient;Quantity;Unit\nSteak;Cola bottle;1;bottle\nSteak;Beef fillet;0.2;kg\n',
    );
    const shown = await bringIn('recipes', 'Recipe;Ingredient;Quantity;Unit\nsteak;Cola bottle;2;bottle\n');
    expect(shown.rows).toMatchObject([
      {
        action: 'change',
        changes: [
          { field: 'quantity', before: '1', after: '2' },
          { field: 'lines', before: '2', after: '1' },
        ],
      },
    ]);
    const [steak] = (await listRecipes(place.ctx, page())).data;
    expect(steak).toMatchObject({ version: 3, lines: [{ name: 'Cola bottle', quantity: '2' }] });
  });

  it('say each problem in its cell', async () => {
    const deep = Array.from(
      { length: 22 },
      (_, n) => `Level ${n};${n === 0 ? 'Cola bottle' : `Level ${n - 1}`};1;;;`,
    );
    const shown = await preview(
      'recipes',
      [
        'Recipe;Component;Quantity;Unit;Trim;Kind',
        'A;Nothing;1;;;',
        'B;Beef fillet;1;l;;',
        'C;Beef fillet;0;kg;;',
        'D;Beef fillet;;kg;;',
        'E;Beef fillet;1;kg;100;',
        'F;G;1;;;',
        'G;F;1;;;',
        'H;H;1;;;',
        'I;Steak;1;g;;',
        'J;Cola bottle;1;;;Recipe',
        'K;Beef fillet;1 kg;g;;',
        'L;Beef fillet;1;kg;;Magic',
        ';Beef fillet;1;kg;;',
        'M;Steak;1;;;',
      ].join('\n'),
    );
    expect(problems(shown)).toEqual([
      [2, 'component', 'component_not_found'],
      [3, 'unit', 'unit_mismatch'],
      [4, 'quantity', 'not_positive'],
      [5, 'quantity', 'missing'],
      [6, 'trim_percent', 'not_below_100'],
      [7, 'component', 'recipe_cycle'],
      [8, 'component', 'recipe_cycle'],
      [9, 'component', 'recipe_cycle'],
      [10, 'unit', 'unit_mismatch'],
      [11, 'component', 'component_not_found'],
      [12, 'quantity', 'two_units'],
      [13, 'component_type', 'unknown_word'],
      [14, 'recipe', 'missing'],
    ]);
    const limits = await preview('recipes', ['Recipe;Component;Quantity;Unit;Trim;Kind', ...deep].join('\n'));
    expect(problems(limits)).toContainEqual([22, 'recipe', 'recipe_too_deep']);
  });
});

describe('storage units', () => {
  it('are created and changed', async () => {
    const shown = await bringIn('storage_units', 'Lager\tAdresse\ncellar\tHauptstr. 1\nKüche\t\n');
    expect(acts(shown)).toEqual([
      [2, 'change'],
      [3, 'create'],
    ]);
    const { data } = await listStorageUnits(place.ctx, page());
    expect(data.map(({ name, address }) => [name, address])).toEqual([
      ['Cellar', 'Hauptstr. 1'],
      ['Küche', null],
    ]);
    expect(problems(await preview('storage_units', 'Lager\n\n""\nKuche\nKÜCHE\n'))).toEqual([
      [5, 'name', 'row_twice'],
    ]);
  });
});

describe('opening stock', () => {
  const FILE = [
    'Lagerort;Datum;Zutat;Menge;Einheit;EK-Preis',
    'Cellar;01.03.2026;Cola bottle;96;Fl.;0,62',
    'Cellar;1.3.2026;Beef fillet;4200;g;0,0385',
    'cellar;2026-03-01;Coffee beans;0;kg;',
  ].join('\n');

  it('is what was counted, and its cost the standard cost', async () => {
    await place.sell('2026-03-01', sale('cola', '3'));
    const shown = await bringIn('opening_stock', FILE);
    expect(acts(shown)).toEqual([
      [2, 'create'],
      [3, 'create'],
      [4, 'create'],
    ]);
    const { data } = await listBalances(place.ctx, { company_id: place.companyId, as_of: '2026-03-02' });
    expect(data.map((one) => [one.ingredient_name, one.quantity, one.unit_cost])).toEqual([
      ['Beef fillet', '4.2', '38.5'],
      // Counted before the day's sales: 96 less the three sold.
      ['Cola bottle', '93', '0.62'],
    ]);
    expect((await bringIn('opening_stock', FILE)).is_written).toBe(false);
    expect(acts(await bringIn('opening_stock', FILE.replace('96', '90')))[0]).toEqual([2, 'change']);
    expect(await place.balance()).toBe('87');
  });

  it('takes storage unit and day from beside the file, and says what is wrong', async () => {
    const cellar = place.unitId;
    const text = 'Zutat;Menge\nCola bottle;5\n';
    // The one storage unit there is need not be said.
    expect(problems(await preview('opening_stock', text))).toEqual([[2, 'date', 'missing']]);
    await createStorageUnit(place.ctx, { company_id: place.companyId, name: 'Bar' });
    expect(problems(await preview('opening_stock', text, { date: '2026-03-01' }))).toEqual([
      [2, 'storage_unit', 'missing'],
    ]);
    const said = { date: '2026-03-01', storage_unit_id: cellar };
    expect(acts(await bringIn('opening_stock', text, said))).toEqual([[2, 'create']]);
    await t.db
      .insert(periodLocks)
      .values({ companyId: place.companyId, lockedUntil: '2026-02-01', changedBy: 'test' });
    const shown = await preview(
      'opening_stock',
      [
        'Lagerort;Datum;Zutat;Menge;Einheit;EK-Preis;Gezählt',
        'Bar;31.01.2026;Cola bottle;1;;;',
        'Bar;30.02.2026;Cola bottle;1;;;',
        'Bar;01.01.2999;Cola bottle;1;;;',
        'Nowhere;01.03.2026;Cola bottle;1;;;',
        'Bar;01.03.2026;Nothing;1;;;',
        'Bar;01.03.2026;Cola bottle;1;kg;;',
        'Bar;01.03.2026;Cola bottle;1;;1;Anfang',
        'Bar;01.03.2026;cola bottle;2;;1;',
        'Bar;01.03.2026;Cola bottle;2;;2;abends',
      ].join('\n'),
    );
    expect(problems(shown)).toEqual([
      [2, 'date', 'period_locked'],
      [3, 'date', 'not_a_day'],
      [4, 'date', 'day_out_of_range'],
      [5, 'storage_unit', 'storage_unit_not_found'],
      [6, 'ingredient', 'ingredient_not_found'],
      [7, 'unit', 'unit_mismatch'],
      [9, 'ingredient', 'row_twice'],
      [10, 'unit_cost', 'cost_conflict'],
    ]);
    expect(await code(preview('opening_stock', text, { storage_unit_id: place.companyId }))).toBe(
      'storage_unit_not_found',
    );
  });
});

describe('mappings', () => {
  it('go to ingredients in units of their dimension, to recipes, to none, or stay', async () => {
    const shown = await bringIn(
      'mappings',
      [
        'SKU;Artikel;Zutat oder Rezept;Menge;Einheit;Rückbuchung;Zustand;Gültig ab',
        'espresso;;Coffee beans;0,009;;;;',
        'new;NEW;Coffee beans;8 g;;ja;;01.03.2026',
        'steak;;;;;;ignoriert;',
        ';Cola;;;;;;',
      ].join('\n'),
    );
    expect(acts(shown)).toEqual([
      [2, 'nothing'],
      [3, 'create'],
      [4, 'change'],
      [5, 'nothing'],
    ]);
    const item = async (id: string) => getItem(place.ctx, { id });
    expect((await item(place.item.new)).mapping).toMatchObject({
      mapped_object_name: 'Coffee beans',
      quantity: '8',
      unit: 'g',
      is_subtraction: true,
      effective_from: '2026-03-01',
    });
    expect((await item(place.item.steak)).state).toBe('ignored');
    expect((await item(place.item.espresso)).mapping?.version).toBe(1);
  });

  it('say each problem in its cell', async () => {
    await createIngredient(place.ctx, { company_id: place.companyId, name: 'Steak', base_unit: 'piece' });
    const shown = await preview(
      'mappings',
      [
        'SKU;Item;Location;Ingredient or recipe;Kind;Quantity;Unit;State',
        'none;;;Cola bottle;;1;;',
        ';;;Cola bottle;;1;;',
        'cola;Pepsi;;Cola bottle;;1;;',
        'cola;;Elsewhere;Cola bottle;;1;;',
        'cola;;Lakeside;Nothing;;1;;',
        'espresso;;;Coffee beans;;;;',
        'new;;;Coffee beans;;1;l;',
        'steak;;;Steak;;1;;',
        'cola ;;;Cola bottle;;1;;',
      ].join('\n'),
    );
    expect(problems(shown)).toEqual([
      [2, 'sku', 'item_not_found'],
      [3, 'name', 'missing'],
      [4, 'sku', 'item_not_found'],
      [5, 'sku', 'item_not_found'],
      [6, 'target', 'target_not_found'],
      [8, 'unit', 'unit_mismatch'],
      [9, 'target', 'target_ambiguous'],
      // An SKU is what it is, blanks and all (R9).
      [10, 'sku', 'item_not_found'],
    ]);
    expect(
      problems(await preview('mappings', 'SKU;Target;State\nnew;Cola bottle;ignored\ncola;;mapped\nnew;;\n')),
    ).toEqual([
      [2, 'state', 'target_and_ignored'],
      [3, 'target', 'target_missing'],
      [4, 'sku', 'row_twice'],
    ]);
    expect(problems(await preview('mappings', 'SKU;Target\nnew;Beef fillet\n'))).toEqual([
      [2, 'quantity', 'missing'],
    ]);
  });
});

it('is for who may manage', async () => {
  const input = inputOf('ingredients', 'Name;Unit\nSalt;kg\n');
  expect(await code(previewImport(place.as('viewer'), input))).toBe('forbidden');
  expect(await code(applyImport(place.as('viewer'), { ...input, token: 'x' }))).toBe('forbidden');
});
