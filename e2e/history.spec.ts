import type { Page } from '@playwright/test';
import type { ChangePreview } from '@/lib/contracts/changes';
import type { Item } from '@/lib/contracts/lightspeed';
import { addDays } from '@/lib/core/business-day';
import { isDomainError } from '@/lib/core/domain-error';
import { mapMenu } from '@/lib/demo/map-menu';
import { idOf } from '@/lib/demo/seed-inventory';
import { currentDay } from '@/lib/services/company/current-day';
import type { ServiceContext } from '@/lib/services/context';
import { updateIngredient } from '@/lib/services/ingredient/update-ingredient';
import { listItems } from '@/lib/services/item/list-items';
import { getLedgerDigest } from '@/lib/services/ledger/get-ledger-digest';
import { applyChange } from '@/lib/services/ledger-change/apply-change';
import { previewChange } from '@/lib/services/ledger-change/preview-change';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { toggleAutoTransfer } from '@/lib/services/location/toggle-auto-transfer';
import { getRecipe } from '@/lib/services/recipe/get-recipe';
import { updateRecipe } from '@/lib/services/recipe/update-recipe';
import { archiveStorageUnit } from '@/lib/services/storage-unit/archive-storage-unit';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { violations } from './support/accessible';
import {
  expect,
  join,
  openBrowser,
  openCompany,
  said,
  signInAs,
  signUp,
  test,
  visit,
  words,
} from './support/app';
import { dress, overflow, speak } from './support/pages';
import { activateLisbon, seedConnected } from './support/restaurant';
import { control } from './support/simulator';

/**
 * What was changed of an item, a recipe, an ingredient and a location, and the way back through the preview
 * (R55).
 */
const en = words('en');
const de = words('de');
const COLA = 'Cola 33 cl';

let page: Page;
let problems: string[];
let ctx: ServiceContext;
let companyId: string;
let ids: Awaited<ReturnType<typeof seedConnected>>['ids'];
let itemId: string;
/** Sold under the cola on the first of the days. */
let modifierId: string;
let locationId: string;
let days: [string, string];

test.beforeAll(async ({ browser }) => {
  const viewport = { width: 1280, height: 900 };
  const opened = await openCompany(browser, { person: 'Vroni', company: 'Verlauf', viewport });
  ({ page, problems, ctx, companyId } = opened);
  const connected = await seedConnected(ctx, companyId);
  ({ ids } = connected);
  const { integrationId: id } = connected;
  await mapMenu(ctx, { id, company_id: companyId }, ids);
  const location = await activateLisbon(ctx, connected);
  locationId = location.id;
  const [item] = (await listItems(ctx, { id, search: COLA, limit: 5 })).data;
  itemId = item?.id ?? '';
  const [modifier] = (await listItems(ctx, { id, search: 'ohne Käse', limit: 5 })).data;
  modifierId = modifier?.id ?? '';
  const today = await currentDay(ctx, companyId);
  days = [addDays(today, -3), addDays(today, -2)];
  for (const [index, day] of days.entries()) {
    const ago = 3 - index;
    const line = { id: `S${ago}`, sku: '541', name: COLA, quantity: String(ago), totalNetAmountWithTax: '9' };
    const sale = { accountReference: `r${ago}`, accountFiscId: `H${ago}`, type: 'SALE' as const };
    const { sku, name } = modifier as Item;
    const child = { id: 'S9', parentLineId: line.id, sku, name, quantity: '1', totalNetAmountWithTax: '0' };
    const salesLines = index === 0 ? [line, child] : [line];
    const sales = [{ ...sale, timeClosed: `${day}T19:00:00Z`, dineIn: true, salesLines }];
    await control('setSales', { locationId: location.lightspeed_id, day, sales });
    await runTransfer(ctx, { id: location.id, date: day, force_refresh: true });
  }
});
test.afterAll(async () => {
  await control('resetSales');
  await page.context().close();
  expect(problems).toEqual([]);
});

/** Of the two days: the migration that activating begins may still be at the end of a newer one. */
const digest = async () =>
  (await getLedgerDigest(ctx, { company_id: companyId, from: days[0], to: days[1] })).digest;
const itemPage = () => `/integrations/lightspeed/items/${itemId}`;
const history = (t = en) => page.getByRole('region', { name: t('history.title'), exact: true });
const rows = (t = en) =>
  history(t)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });
const dialog = () => page.getByRole('dialog');

/** Looked at by a person where E2E_SHOTS says so, by axe always. */
async function look(name: string, { within }: { within?: string } = {}): Promise<void> {
  const shots = process.env.E2E_SHOTS;
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const scheme of ['light', 'dark'] as const) {
      await dress(page, scheme);
      expect(await violations(page, within ? { within } : {})).toEqual([]);
      if (shots)
        await page.screenshot({ path: `${shots}/${name}-${width}-${scheme}.png`, fullPage: !within });
    }
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  }
  await dress(page, 'light');
  await page.setViewportSize({ width: 1280, height: 900 });
}

/**
 * The migration's last day may be booked between the two: then the change is outdated, and previewed anew.
 */
async function previewAndApply(
  change: Parameters<typeof previewChange>[1]['change'],
): Promise<ChangePreview> {
  const preview = await previewChange(ctx, { company_id: companyId, change });
  try {
    await applyChange(ctx, { company_id: companyId, change, token: preview.token });
    return preview;
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'preview_outdated') throw error;
    return previewAndApply(change);
  }
}

test('a mapping that was changed goes back through the preview, and figures are as before', async () => {
  const before = await digest();
  const change = {
    kind: 'mapping' as const,
    item_id: itemId,
    mapped_object_type: 'ingredient' as const,
    mapped_object_id: idOf(ids.ingredients, 'Kaffeebohnen'),
    quantity: '0.02',
  };
  const { days_changed } = await previewAndApply(change);
  expect(days_changed).toBeGreaterThanOrEqual(2);
  expect(await digest()).not.toBe(before);

  await visit(page, itemPage());
  await expect(rows()).toHaveCount(2);
  await expect(rows().nth(0)).toContainText(`${days_changed} booked days changed.`);
  await expect(rows().nth(0)).toContainText(/Takes: .+ → 20 g Kaffeebohnen/);
  await expect(rows().nth(0)).toContainText('Vroni');
  await expect(rows().nth(0).getByRole('button')).toHaveCount(0);
  const back = rows()
    .nth(1)
    .getByRole('button', { name: /Go back to the version of/ });
  await back.click();
  await expect(dialog()).toContainText('Takes: 20 g Kaffeebohnen →');
  await expect(dialog().getByText(/^\d+ of \d+$/)).toBeVisible();
  await look('history-dialog', { within: '[role=dialog]' });
  await dialog()
    .getByRole('button', { name: en('changes.apply') })
    .click();
  await said(page, en('history.wentBackNow'));
  await expect(rows()).toHaveCount(3);
  await expect(rows().nth(0)).toContainText(/Went back to the version of \d+ \w+ \d{4}/);
  await expect(rows().nth(0)).toContainText(/Takes: 20 g Kaffeebohnen → /);
  expect(await digest()).toBe(before);
  await look('history-item');

  await speak(page, 'de');
  await visit(page, itemPage());
  await expect(rows(de)).toHaveCount(3);
  await expect(rows(de).nth(0)).toContainText(/Zurück zur Version vom \d\d\.\d\d\.\d{4}/);
  await expect(rows(de).nth(1)).toContainText(/Nimmt: .+ → 20 g Kaffeebohnen/);
  await expect(rows(de).nth(1)).toContainText(`${days_changed} gebuchte Tage geändert.`);
  await expect(rows(de).nth(1).getByText(de('history.goBack'))).toBeVisible();
  await look('history-item-de');
  await speak(page, 'en');
});

test('recipes and ingredients go back too, and say what is in the way', async () => {
  const recipeId = idOf(ids.recipes, 'Classic Burger');
  const { lines } = await getRecipe(ctx, { id: recipeId });
  const asInput = lines.map(({ ingredient_id, sub_recipe_id, quantity, unit, trim_percent }) => ({
    ...{ ingredient_id, sub_recipe_id, quantity, unit, trim_percent },
  }));
  const [first, ...others] = asInput;
  if (!first) throw new Error('the burger has no lines');
  await updateRecipe(ctx, { id: recipeId, lines: [{ ...first, quantity: '2' }, ...others.slice(1)] });
  await visit(page, `/inventory/recipes/${recipeId}`);
  await expect(rows()).toHaveCount(2);
  await expect(rows().nth(0)).toContainText('Removed: ');
  await expect(rows().nth(0)).toContainText(/Line: .+ → /);
  await look('history-recipe');
  await rows()
    .nth(1)
    .getByRole('button', { name: /Go back to the version of/ })
    .click();
  await dialog()
    .getByRole('button', { name: en('changes.apply') })
    .click();
  await expect(page.getByText('Version 3.')).toBeVisible();
  await expect(rows().nth(0)).toContainText('Went back to the version of');
  expect((await getRecipe(ctx, { id: recipeId })).lines.map(({ quantity }) => Number(quantity))).toEqual(
    lines.map(({ quantity }) => Number(quantity)),
  );

  const ingredientId = idOf(ids.ingredients, 'Cheddar');
  await updateIngredient(ctx, { id: ingredientId, name: 'Cheddar, mature', standard_cost: '19.5' });
  await visit(page, `/inventory/ingredients/${ingredientId}`);
  await expect(rows().nth(0)).toContainText('Name: Cheddar → Cheddar, mature');
  await expect(rows().nth(0)).toContainText(/Standard cost: .+ → 19\.50/);
  await rows()
    .nth(1)
    .getByRole('button', { name: /Go back to the version of/ })
    .click();
  await expect(dialog()).toContainText('Name: Cheddar, mature → Cheddar');
  await look('history-ingredient-dialog', { within: '[role=dialog]' });
  await dialog()
    .getByRole('button', { name: en('history.goBackTitle') })
    .click();
  await expect(page.getByRole('heading', { name: 'Cheddar', level: 1, exact: true })).toBeVisible();
  await expect(rows()).toHaveCount(3);
  await look('history-ingredient');

  await visit(page, `/integrations/lightspeed/locations/${locationId}`);
  await expect(rows().filter({ hasText: 'Storage unit: none → Lager Lissabon' })).toHaveCount(1);
  await look('history-location');
});

const backButton = (row: number) =>
  rows()
    .nth(row)
    .getByRole('button', { name: /Go back to the version of/ });
const applyShown = () =>
  dialog()
    .getByRole('button', { name: en('changes.apply') })
    .click();

test('what an item does as a modifier goes back through the preview', async () => {
  const cheddar = {
    mapped_object_type: 'ingredient' as const,
    mapped_object_id: idOf(ids.ingredients, 'Cheddar'),
    unit: 'g' as const,
  };
  const say = async (rules: { effect: 'adds'; quantity: string }[]) => {
    const said = rules.map((rule) => ({ ...rule, ...cheddar }));
    const change = { kind: 'modifier_rules' as const, item_id: modifierId, rules: said };
    const { token, days_changed } = await previewChange(ctx, { company_id: companyId, change });
    await applyChange(ctx, { company_id: companyId, change, token });
    return days_changed;
  };
  await say([{ effect: 'adds', quantity: '20' }]);
  const before = await digest();
  // The first of the days, and yesterday where the migration was at its end when it was cancelled.
  const changed = await say([{ effect: 'adds', quantity: '50' }]);
  expect(changed).toBeGreaterThanOrEqual(1);
  await visit(page, `/integrations/lightspeed/items/${modifierId}`);
  await expect(rows().nth(0)).toContainText('As a modifier: 20 g Cheddar more for all → 50 g Cheddar more');
  await backButton(1).click();
  await expect(dialog()).toContainText(
    'As a modifier: 50 g Cheddar more for all → 20 g Cheddar more for all',
  );
  await expect(dialog().getByText(new RegExp(`^${changed} of \\d+$`))).toBeVisible();
  await look('history-modifier-dialog', { within: '[role=dialog]' });
  await applyShown();
  await said(page, en('history.wentBackNow'));
  await expect(rows().nth(0)).toContainText('Went back to the version of');
  await expect(rows().nth(0)).toContainText(
    changed === 1 ? '1 booked day changed.' : `${changed} booked days changed.`,
  );
  await expect(backButton(1)).toBeVisible();
  expect(await digest()).toBe(before);
  await look('history-modifier');
});

test('a location goes back to a storage unit, with the days that were booked in the wrong one', async () => {
  const before = await digest();
  const attic = await createStorageUnit(ctx, { company_id: companyId, name: 'Dachboden' });
  await linkStorageUnit(ctx, { id: locationId, storage_unit_id: attic.id });
  await runTransfer(ctx, { id: locationId, date: days[1], force_refresh: false });
  expect(await digest()).not.toBe(before);
  await visit(page, `/integrations/lightspeed/locations/${locationId}`);
  await expect(rows().nth(0)).toContainText('Storage unit: Lager Lissabon → Dachboden');
  const linked = rows().filter({ hasText: 'Storage unit: none → Lager Lissabon' });
  await linked.getByRole('button', { name: /Go back to the version of/ }).click();
  await expect(dialog()).toContainText('Storage unit: Dachboden → Lager Lissabon');
  await expect(dialog().getByText('1 of 1', { exact: true })).toBeVisible();
  await expect(dialog().getByRole('row').filter({ hasText: COLA })).toContainText('−2');
  await look('history-location-dialog', { within: '[role=dialog]' });
  await applyShown();
  await said(page, en('history.wentBackNow'));
  await expect(rows().nth(0)).toContainText('Went back to the version of');
  await expect(rows().nth(0)).toContainText('1 booked day changed.');
  expect(await digest()).toBe(before);

  await toggleAutoTransfer(ctx, { id: locationId, auto_transfer_paused: true });
  await toggleAutoTransfer(ctx, { id: locationId, auto_transfer_paused: false });
  await archiveStorageUnit(ctx, { id: attic.id });
  await page.reload();
  await expect(rows().nth(3)).toContainText('There is no way back to it. Archived: Dachboden.');
  await backButton(1).click();
  await expect(dialog()).toContainText('Automatic transfer paused: no → yes');
  await expect(dialog().getByRole('radio')).toHaveCount(0);
  await look('history-pause-dialog', { within: '[role=dialog]' });
  await applyShown();
  await said(page, en('history.wentBackNow'));
  await expect(page.getByRole('switch', { name: en('lightspeed.autoTransfer') })).not.toBeChecked();
  await look('history-location-back');
});

test('a viewer sees the history and no way back', async ({ browser }) => {
  const other = await openBrowser(browser);
  const email = await signUp(other, 'Vera');
  await other.context().close();
  await join({ ctx, companyId }, email, 'viewer');
  const viewer = await signInAs(browser, email);
  await visit(viewer, itemPage());
  await expect(viewer.getByText('Went back to the version of')).toBeVisible();
  await expect(viewer.getByRole('button', { name: /Go back to the version of/ })).toHaveCount(0);
  await viewer.context().close();
});
