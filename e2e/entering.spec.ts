import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { connectSimulator } from '@/db/seed/connect-simulator';
import { idOf, kitchenIds, seedKitchen } from '@/db/seed/seed-kitchen';
import type { LedgerEntry, Recipe } from '@/lib/contracts/inventory';
import type { Item } from '@/lib/contracts/lightspeed';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { syncItems } from '@/lib/services/item/sync-items';
import { syncLocations } from '@/lib/services/location/sync-locations';
import {
  actAs,
  apiOf,
  complaints,
  createCompany,
  expect,
  openBrowser,
  reload,
  signUp,
  test,
  visit,
} from './support/app';

/** Figures, names and long forms as people type them: nothing is read as something else, taken for something else, or lost. */
test.describe.configure({ mode: 'serial' });

const MAIN = 'Lager Lissabon';
let page: Page;
let problems: string[];
let api: ReturnType<typeof apiOf>;
let companyId: string;
let integrationId: string;
let units: Map<string, string>;
let recipes: Map<string, string>;

test.beforeAll(async ({ browser }) => {
  page = await openBrowser(browser);
  problems = complaints(page);
  await signUp(page, 'Elke');
  await createCompany(page, 'Zum Komma');
  const { ctx, companyId: company_id } = await actAs(page);
  companyId = company_id;
  await seedKitchen(ctx, company_id);
  await createIngredient(ctx, { company_id, name: 'Weißer Käse', base_unit: 'kg' });
  ({ units, recipes } = await kitchenIds(ctx, company_id));
  const { id } = await connectSimulator(ctx, company_id);
  await syncLocations(ctx, { id });
  await syncItems(ctx, { id });
  integrationId = id;
  api = apiOf(page);
  await speak('de');
});
test.afterEach(() => {
  expect(problems).toEqual([]);
});
test.afterAll(async () => {
  await page.context().close();
});

async function speak(language: 'de' | 'en'): Promise<void> {
  await page
    .context()
    .addCookies([{ name: 'bestellfix_locale', value: language, url: new URL(page.url()).origin }]);
  await reload(page);
}
const entries = (type: string) =>
  api.all<LedgerEntry>(`/ledger/entries?company_id=${companyId}&type=${type}`);
const openForm = (type: 'RECEIPT' | 'WASTE' | 'TRANSFER') =>
  visit(page, `/inventory/stock/enter?type=${type}&storage_unit=${idOf(units, MAIN)}`);
const line = (index: number) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `${index + 1}. Zutat` }) });
const chooser = (number = 1) => page.getByRole('button', { name: new RegExp(`^${number}\\. Zutat:`) });
const search = () => page.getByRole('dialog').getByRole('combobox');
const options = () => page.getByRole('dialog').getByRole('option');
/** Opens a chooser by its first letter and types the rest. */
async function ask(text: string, number = 1): Promise<void> {
  await chooser(number).focus();
  await page.keyboard.type(text);
  await expect(search()).toHaveValue(text);
}

test('a figure means what its reader means by it, and stays as it was typed', async () => {
  await openForm('RECEIPT');
  await ask('Eier');
  await page.keyboard.press('Enter');
  const quantity = line(0).getByLabel('Menge');
  await expect(quantity).toBeFocused();
  for (const [typed, meaning] of [
    ['1.500', '= 1500'],
    ['12.000,5', '= 12000,5'],
    ['2.5', '= 2,5'],
    ['0.125', '= 0,125'],
  ] as const) {
    await quantity.fill(typed);
    await expect(line(0).getByText(meaning, { exact: true })).toBeVisible();
    await expect(quantity).toHaveValue(typed);
  }
  await quantity.fill('2,5');
  await expect(line(0).getByText(/^= /)).toBeHidden();
  for (const refused of ['1,234.5', '1.23.4', '1 500', '1’500', 'viel']) {
    await quantity.fill(refused);
    await page.getByRole('button', { name: /buchen$/ }).click();
    await expect(line(0).getByText('Nur eine Zahl, zum Beispiel 1,5 oder 1.500.')).toBeVisible();
    await expect(quantity).toBeFocused();
    await expect(quantity).toHaveValue(refused);
  }
  await quantity.fill('1.500');
  await line(0).getByLabel('Kosten pro Stk.').fill('0.25');
  await page.getByRole('button', { name: '1 Zeile buchen' }).click();
  await expect(page.getByRole('heading', { name: MAIN, level: 1 })).toBeVisible();
  const received = (await entries('RECEIPT')).filter((one) => one.ingredient_name === 'Eier');
  expect(received.some((one) => one.quantity === '1500' && one.unit_cost === '0.25')).toBe(true);
});

test('the chooser finds names only, the best first, and Enter takes no stranger', async () => {
  await openForm('RECEIPT');
  const found = () => options().allTextContents();
  for (const stranger of ['Grappa', 'Beef', 'Feta', '0198']) {
    await ask(stranger);
    expect(await found(), stranger).toEqual([`„${stranger}“ anlegen …`]);
    await page.keyboard.press('Enter');
    await expect(search(), 'Enter does nothing').toHaveValue(stranger);
    await page.keyboard.press('Escape');
    await expect(chooser()).toBeFocused();
    await expect(chooser()).toHaveAccessibleName('1. Zutat: Auswählen …');
  }
  await ask('Milch');
  expect((await found()).map((one) => one.replace(/cl|ml|l$/, ''))).toEqual(['Milch', 'Hafermilch']);
  await page.keyboard.press('Escape');
  await ask('Ei');
  expect((await found())[0]).toContain('Eier');
  await page.keyboard.press('Escape');
  await ask('weisser kase');
  expect((await found())[0]).toContain('Weißer Käse');
  await page.keyboard.press('Escape');
  // Two begin so: neither is meant until it is pointed at.
  await ask('Cola');
  expect((await found()).slice(0, 2)).toEqual([
    expect.stringMatching(/^Cola 33 cl/),
    expect.stringMatching(/^Cola Zero/),
  ]);
  await page.keyboard.press('Enter');
  await expect(search()).toHaveValue('Cola');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const active = await search().getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${active}"]`)).toHaveText(/^Cola Zero/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(chooser()).toHaveAccessibleName('1. Zutat: Cola Zero 33 cl');
  await expect(line(0).getByLabel('Menge')).toBeFocused();
});

test('what a chooser does not have is made in place, and chosen', async () => {
  await openForm('RECEIPT');
  await ask('Grappa');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '„Grappa“ anlegen' });
  await expect(dialog.getByLabel('Name')).toHaveValue('Grappa');
  await dialog.getByLabel('Grundeinheit').selectOption('bottle');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(dialog).toBeHidden();
  await expect(chooser()).toHaveAccessibleName('1. Zutat: Grappa');
  await expect(line(0).getByLabel('Einheit')).toHaveValue('bottle');

  const [item] = await api.all<Item>(`/integrations/lightspeed/${integrationId}/items?search=Tiramisu`);
  await visit(page, `/integrations/lightspeed/items?search=${encodeURIComponent(item?.name ?? '')}`);
  await page.getByRole('button', { name: `Zuordnen: ${item?.name}` }).click();
  await page.getByRole('button', { name: /^Nimmt aus dem Bestand/ }).press('Enter');
  await page.keyboard.type('Zabaione');
  await options().last().click();
  const second = page.getByRole('dialog', { name: '„Zabaione“ anlegen' });
  await second.getByLabel('Was ist es?').selectOption({ label: 'Rezept' });
  await second.getByRole('button', { name: 'Speichern' }).click();
  await expect(second).toBeHidden();
  await expect(page.getByRole('button', { name: /^Nimmt aus dem Bestand: Zabaione/ })).toBeVisible();
  const made = await api.all<Recipe>(`/recipes?company_id=${companyId}`);
  expect(made.map((one) => one.name)).toContain('Zabaione');
});

test('the chooser works by touch on a phone, over ingredients and recipes alike', async ({ browser }) => {
  const phone = await openBrowser(browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    storageState: await page.context().storageState(),
  });
  await visit(phone, `/inventory/recipes/${idOf(recipes, 'Classic Burger')}`);
  await phone
    .getByRole('button', { name: /^Zutat oder Unterrezept:/ })
    .first()
    .tap();
  await phone.getByRole('dialog').getByRole('combobox').fill('Burger');
  const rows = phone.getByRole('option');
  await expect(rows.first()).toContainText('Burger-Bun');
  await expect(rows.first()).toContainText('Zutat');
  await expect(phone.getByRole('option', { name: /^Burger-Patty/ })).toContainText('Rezept');
  const box = await rows.first().boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await phone.getByRole('option', { name: /^Burger-Patty/ }).tap();
  await expect(
    phone.getByRole('button', { name: 'Zutat oder Unterrezept: Burger-Patty' }).first(),
  ).toBeVisible();
  await phone.context().close();
});
