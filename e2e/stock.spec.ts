import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import type { ChangePreview } from '@/lib/contracts/changes';
import type { EntryExplanation } from '@/lib/contracts/explanations';
import type { LedgerEntry } from '@/lib/contracts/ledger';
import type { PeriodLock, Stock, StockCount, UsageRow } from '@/lib/contracts/stock';
import { addDays } from '@/lib/core/business-day';
import { mapMenu } from '@/lib/demo/map-menu';
import { idOf } from '@/lib/demo/seed-inventory';
import { currentDay } from '@/lib/services/company/current-day';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { createLedgerBatch } from '@/lib/services/ledger/create-ledger-batch';
import {
  apiOf,
  choose,
  complaints,
  expect,
  join,
  openBrowser,
  openCompany,
  reload,
  said,
  signUp,
  test,
  visit,
} from './support/app';
import { transferDaysWithSales } from './support/days-with-sales';
import { activateLisbon, seedConnected } from './support/restaurant';

/**
 * A manager's days with the stock, and an owner who closes them; every number on screen is held against the
 * API.
 */

const MAIN = 'Lager Lissabon';
const BAR = 'Bar & Keller Zürich';
const FORMULA = '=HYPERLINK("http://evil.example","Salt")';

let owner: Page;
let page: Page;
let problems: string[][];
let api: ReturnType<typeof apiOf>;
let companyId: string;
let today: string;
let units: Map<string, string>;
let ingredients: Map<string, string>;
let recipes: Map<string, string>;

test.beforeAll(async ({ browser }) => {
  page = await openBrowser(browser);
  const managers = complaints(page);
  const manager = await signUp(page, 'Mona');
  const opened = await openCompany(browser, { person: 'Otto', company: 'Tasca do Porto' });
  ({ page: owner, companyId } = opened);
  problems = [managers, opened.problems];
  const { ctx, companyId: company_id } = opened;
  await join({ ctx, companyId: company_id }, manager, 'manager');
  const connected = await seedConnected(ctx, company_id);
  ({ units, ingredients, recipes } = connected.ids);
  await mapMenu(ctx, { id: connected.integrationId, company_id }, connected.ids);
  const { id: location } = await activateLisbon(ctx, connected);
  today = await currentDay(ctx, company_id);
  await transferDaysWithSales(ctx, location, { companyId, count: 2, atLeast: 3 });
  const salt = await createIngredient(ctx, { company_id, name: FORMULA, base_unit: 'kg' });
  ingredients.set(FORMULA, salt.id);
  await createLedgerBatch(ctx, {
    company_id,
    type: 'RECEIPT',
    date: addDays(today, -1),
    storage_unit_id: idOf(units, MAIN),
    lines: [{ ingredient_id: salt.id, quantity: '1.25', unit_cost: '0.4', note: '+41 79 000 00 00' }],
  });
  api = apiOf(page);
});
test.afterEach(() => {
  expect(problems.flat()).toEqual([]);
});
test.afterAll(async () => {
  await page.context().close();
  await owner.context().close();
});

const number = (value: string, digits: number, minDigits = 0, locale = 'en') =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: minDigits })
    .format(value as `${number}`)
    .replace('-', '−');
const money = (value: string, locale = 'en') => number(value, 2, 2, locale);
const line = (index: number) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `${index + 1}. Ingredient` }) });
const enter = () => page.getByRole('button', { name: /^Book/ }).click();
const openForm = (type: 'RECEIPT' | 'WASTE' | 'TRANSFER', unit = MAIN) =>
  visit(page, `/inventory/stock/enter?type=${type}&storage_unit=${idOf(units, unit)}`);
const entries = (query = '') =>
  api.all<LedgerEntry>(`/ledger/entries?company_id=${companyId}&include_reversed=true${query}`);
const stockOf = async (ingredient: string, unit = MAIN) => {
  const { data } = await api.get<{ data: Stock[] }>(
    `/stock?company_id=${companyId}&storage_unit_id=${idOf(units, unit)}&ingredient_id=${idOf(ingredients, ingredient)}`,
  );
  return data[0] ?? { quantity: '0', value: '0', unit_cost: '0' };
};
const cells = (name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
/** What the stock page of a storage unit shows for an ingredient is what the API says. */
async function expectShown(ingredient: string, unit: string): Promise<void> {
  const stock = await stockOf(ingredient, unit);
  const row = cells(ingredient);
  await expect(row).toContainText(number(stock.quantity, 3));
  await expect(row).toContainText(number(stock.unit_cost, 4, 2));
  await expect(row).toContainText(money(stock.value));
}
async function speak(language: 'de' | 'en'): Promise<void> {
  await page
    .context()
    .addCookies([{ name: 'bestellfix_locale', value: language, url: new URL(page.url()).origin }]);
  await reload(page);
}

test('what cannot be taken is refused beside its field, and nothing typed is lost', async () => {
  const before = (await entries()).length;
  await openForm('RECEIPT');
  await enter();
  await expect(line(0).getByText('Choose an ingredient.')).toBeVisible();
  await expect(line(0).getByText('Enter a number.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^1\. Ingredient/ })).toBeFocused();
  await choose(page, /^1\. Ingredient/, 'Cheddar');
  await expect(line(0).getByText('Choose an ingredient.')).toBeHidden();

  await page.getByRole('button', { name: 'Add line' }).click();
  await choose(page, /^2\. Ingredient/, 'Tomaten');
  await line(1).getByLabel('Quantity').fill('7');
  await page.getByLabel('Note for all lines').fill('Van at six');
  const quantity = line(0).getByLabel('Quantity');
  const cost = line(0).getByLabel('Cost per kg');
  const refused = async (field: typeof quantity, text: string, sentence: string) => {
    await field.fill(text);
    await enter();
    await expect(line(0).getByText(sentence)).toBeVisible();
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveValue(text);
  };
  await refused(quantity, 'a box', 'Only a number, such as 1.5 or 1,500.');
  await refused(quantity, '1.234,5', 'Only a number, such as 1.5 or 1,500.');
  await refused(quantity, '1 500', 'Only a number, such as 1.5 or 1,500.');
  await refused(quantity, '-2', 'It must be more than 0.');
  await refused(quantity, '0', 'It must be more than 0.');
  await refused(quantity, '1.1234567', 'At most 6 decimals.');
  await quantity.fill('2');
  await refused(cost, '-1', 'It cannot be below 0.');
  await refused(cost, '1234567890123456', 'At most 15 digits before the decimals.');
  await expect(line(1).getByLabel('Quantity')).toHaveValue('7');
  await expect(page.getByLabel('Note for all lines')).toHaveValue('Van at six');

  await page.getByLabel('Business day').fill(addDays(today, 1));
  await enter();
  await expect(page.getByText('This day has not begun yet.')).toBeVisible();
  await expect(page.getByLabel('Business day')).toBeFocused();
  expect(await entries()).toHaveLength(before);
  // It is kept as a draft until it is thrown away.
  await reload(page);
  await expect(line(1).getByLabel('Quantity')).toHaveValue('7');
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Start over' }).click();
  await expect(line(0).getByLabel('Quantity')).toHaveValue('');
});

test('a delivery of two lines brings its cost', async () => {
  await openForm('RECEIPT');
  await choose(page, /^1\. Ingredient/, 'Cheddar');
  await line(0).getByLabel('Quantity').fill('2500');
  await line(0).getByLabel('Quantity').press('Enter');
  // Enter skips the unit, which is right more often than not.
  await expect(line(0).getByLabel('Cost per kg')).toBeFocused();
  await line(0).getByLabel('Unit', { exact: true }).selectOption({ label: 'g' });
  // Either decimal sign may be typed.
  await line(0).getByLabel('Cost per g').fill('0,0162');
  await page.getByRole('button', { name: 'Add line' }).click();
  await page.getByRole('button', { name: /^2\. Ingredient/ }).press('Enter');
  await page.getByRole('combobox', { name: '2. Ingredient' }).fill('tomaten');
  await page.keyboard.press('Enter');
  await expect(line(1).getByLabel('Quantity')).toBeFocused();
  await line(1).getByLabel('Quantity').fill('12.5');
  await page.getByLabel('Note for all lines').fill('Delivery note 4711');
  const average = (await stockOf('Tomaten')).unit_cost;
  await page.getByRole('button', { name: 'Book 2 lines' }).click();
  await said(page, 'Booked in the ledger.');
  await expect(page.getByRole('heading', { name: MAIN, level: 1 })).toBeVisible();
  const received = (await entries(`&type=RECEIPT&from=${today}`)).filter((one) => one.note?.includes('4711'));
  expect(received.map((one) => [one.ingredient_name, one.quantity, one.unit_cost, one.value])).toEqual(
    expect.arrayContaining([
      ['Cheddar', '2.5', '16.2', '40.5'],
      ['Tomaten', '12.5', average, expect.any(String)],
    ]),
  );
  expect(new Set(received.map((one) => one.source.batch_id)).size).toBe(1);
  await expectShown('Cheddar', MAIN);
  await expectShown('Tomaten', MAIN);
});

test('waste has a reason', async () => {
  const before = await stockOf('Cheddar');
  await openForm('WASTE');
  await choose(page, /^1\. Ingredient/, 'Cheddar');
  await line(0).getByLabel('Quantity').fill('0.75');
  await enter();
  await expect(line(0).getByText('Say why.')).toBeVisible();
  await line(0).getByLabel('Reason').selectOption({ label: 'Other' });
  await enter();
  await expect(line(0).getByText('Say what happened.')).toBeVisible();
  await line(0).getByLabel('What happened?').fill('The cat');
  await enter();
  await said(page, 'Booked in the ledger.');
  await expect(page.getByRole('heading', { name: MAIN, level: 1 })).toBeVisible();
  const [wasted] = await entries('&type=WASTE');
  expect(wasted).toMatchObject({ quantity: '-0.75', reason: 'other', note: 'The cat', date: today });
  expect(Number((await stockOf('Cheddar')).quantity)).toBeCloseTo(Number(before.quantity) - 0.75, 6);
  await expectShown('Cheddar', MAIN);
});

test('goods move from one storage unit to another', async () => {
  const [from, to] = [await stockOf('Aperol'), await stockOf('Aperol', BAR)];
  await openForm('TRANSFER');
  await choose(page, /^1\. Ingredient/, 'Aperol');
  await line(0).getByLabel('Quantity').fill('1.5');
  await line(0).getByLabel('Unit', { exact: true }).selectOption({ label: 'l' });
  await enter();
  await expect(page.getByText('Choose a storage unit.')).toBeVisible();
  await page.getByLabel('To storage unit').selectOption({ label: BAR });
  await enter();
  await said(page, 'Booked in the ledger.');
  await expect(page.getByRole('heading', { name: MAIN, level: 1 })).toBeVisible();
  expect(Number((await stockOf('Aperol')).quantity)).toBeCloseTo(Number(from.quantity) - 150, 6);
  expect(Number((await stockOf('Aperol', BAR)).quantity)).toBeCloseTo(Number(to.quantity) + 150, 6);
  await expectShown('Aperol', MAIN);
  await visit(page, `/inventory/stock?storage_unit=${idOf(units, BAR)}`);
  await expectShown('Aperol', BAR);
});

test('a count is kept while it is made, and shows what it found in the reader’s notation', async () => {
  await visit(page, `/inventory/counts/new?storage_unit=${idOf(units, BAR)}`);
  await speak('de');
  await page.getByLabel('Aperol', { exact: true }).fill('170,5');
  await page.getByLabel('Campari', { exact: true }).fill('viel');
  await page.getByLabel('Gezählt').selectOption('start');
  await page.getByRole('button', { name: 'Inventur buchen' }).click();
  await expect(page.getByText('Nur eine Zahl, zum Beispiel 1,5 oder 1.500.')).toBeVisible();
  await expect(page.getByLabel('Campari', { exact: true })).toBeFocused();
  await reload(page);
  await expect(page.getByText(/^Fortgesetzt, wo du/)).toBeVisible();
  await expect(page.getByLabel('Aperol', { exact: true })).toHaveValue('170,5');
  await expect(page.getByLabel('Gezählt')).toHaveValue('start');
  await page.getByLabel('Gezählt').selectOption('end');
  await page.getByLabel('Campari', { exact: true }).fill('24');
  await page.getByRole('button', { name: 'Inventur buchen' }).click();
  await expect(page.getByRole('heading', { name: new RegExp(`^${BAR}`), level: 1 })).toBeVisible();
  const batch = page.url().split('/').at(-1);
  const found = await api.all<StockCount>(`/stock-counts?company_id=${companyId}&batch_id=${batch}`);
  const aperol = found.find((one) => one.ingredient_name === 'Aperol');
  expect(aperol).toMatchObject({ counted_quantity: '170.5', variance_quantity: '-3.5', moved_in: '150' });
  expect(found.find((one) => one.ingredient_name === 'Campari')?.variance_quantity).toBe('0');
  await expect(cells('Aperol')).toContainText('170,5 cl');
  await expect(cells('Aperol')).toContainText('−3,5 cl');
  await expect(cells('Aperol')).toContainText(money(aperol?.variance_value ?? '', 'de'));
  await expect(cells('Campari')).toContainText('±0');
  await speak('en');
  await expect(cells('Aperol')).toContainText('−3.5 cl');
  expect((await stockOf('Aperol', BAR)).quantity).toBe('170.5');
  // What was entered is no draft any more.
  await visit(page, `/inventory/counts/new?storage_unit=${idOf(units, BAR)}`);
  await expect(page.getByLabel('Aperol', { exact: true })).toHaveValue('');
});

test('what was entered by hand is corrected by a reversal and a new entry', async () => {
  // The one before wasted it by hand; when that one failed, this one still has something to correct.
  if ((await entries('&type=WASTE')).length === 0)
    await api.post('/ledger/entries', {
      company_id: companyId,
      type: 'WASTE',
      ingredient_id: idOf(ingredients, 'Cheddar'),
      storage_unit_id: idOf(units, MAIN),
      quantity: '0.75',
      date: today,
    });
  await visit(page, '/inventory/ledger?type=WASTE');
  await page.getByRole('button', { name: 'Correct the entry of Cheddar' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct the entry of Cheddar' });
  const quantity = dialog.getByLabel('Quantity (kg)');
  await expect(quantity).toHaveValue('0.75');
  await quantity.fill('half');
  await dialog.getByRole('button', { name: 'Correct' }).click();
  await expect(dialog.getByText('Only a number, such as 1.5 or 1,500.')).toBeVisible();
  await expect(quantity).toBeFocused();
  await quantity.fill('0.5');
  await dialog.getByLabel('Note').fill('It was the dog');
  await dialog.getByRole('button', { name: 'Correct' }).click();
  await said(page, 'Corrected.');
  await expect(dialog).toBeHidden();
  const wasted = await entries('&type=WASTE');
  expect(wasted.map((one) => one.quantity).toSorted()).toEqual(['-0.5', '-0.75', '0.75']);
  const old = wasted.find((one) => one.quantity === '-0.75');
  expect(wasted.find((one) => one.quantity === '0.75')?.reverses_entry_id).toBe(old?.id);
  await expect(cells('Cheddar')).toHaveCount(1);
  await expect(cells('Cheddar')).toContainText('−0.5 kg');
  await expect(cells('Cheddar')).toContainText('It was the dog');
  await page.getByLabel('Corrections').selectOption({ label: 'Shown' });
  await expect(cells('Cheddar')).toHaveCount(3);
});

test('an entry says why, down to its sale lines', async () => {
  await visit(page, `/inventory/ledger?type=ISSUE&ingredient=${idOf(ingredients, 'Cheddar')}`);
  const [first] = await api.all<LedgerEntry>(
    `/ledger/entries?company_id=${companyId}&type=ISSUE&ingredient_id=${idOf(ingredients, 'Cheddar')}`,
  );
  if (!first) throw new Error('nothing with cheese was sold');
  await page
    .getByRole('link', { name: number(first.quantity, 6) })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Cheddar', level: 1 })).toBeVisible();
  const { entry, sale } = await api.get<EntryExplanation>(
    `/ledger/entries/${page.url().split('/').at(-1)}/explanation`,
  );
  if (!sale) throw new Error('a sale’s entry has no sale');
  const sold = page.getByRole('region', { name: 'Sold' });
  await expect(sold.getByRole('row')).toHaveCount(sale.lines.length + 2);
  for (const one of sale.lines) {
    await expect(sold.getByText(one.receipt_id ?? one.account_id).first()).toBeVisible();
    await expect(sold.getByText(one.name, { exact: true }).first()).toBeVisible();
  }
  await expect(sold.getByRole('row').last()).toContainText(number(sale.sold_quantity, 6));
  for (const recipe of sale.recipes)
    await expect(page.getByRole('region', { name: recipe.name, exact: true })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main.getByText(`${number(entry.quantity, 6)} kg`).first()).toBeVisible();
  await expect(main.getByText(number(entry.value, 12, 2), { exact: true }).first()).toBeVisible();
});

test('a recipe’s change is shown before it is made, and written exactly so', async () => {
  const id = idOf(recipes, 'Classic Burger');
  await visit(page, `/inventory/recipes/${id}`);
  const quantity = page.getByLabel('Quantity').first();
  await quantity.fill('two');
  await page.getByRole('button', { name: 'Save recipe' }).click();
  await expect(page.getByText('Only a number, such as 1.5 or 1,500.')).toBeVisible();
  await quantity.fill('2');
  await page.getByRole('button', { name: 'Save recipe' }).click();
  const dialog = page.getByRole('dialog', { name: /What this changes in the ledger/ });
  const figure = (label: string) =>
    dialog
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${label}$`) })
      .locator('xpath=following-sibling::dd');
  await dialog.getByLabel('From now on').check();
  await expect(dialog.getByText(/No entry changes|No booked day/)).toBeVisible();
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/changes/preview'));
  await dialog.getByLabel('Also for past days').check();
  const shown = (await (await answered).json()) as ChangePreview;
  expect(shown.entries_posted).toBeGreaterThan(0);
  await expect(figure('Reversed')).toHaveText(number(String(shown.entries_reversed), 0));
  await expect(figure('Booked')).toHaveText(number(String(shown.entries_posted), 0));
  const [bun] = shown.ingredients;
  if (!bun) throw new Error('the preview names no ingredient');
  await expect(dialog.getByRole('row', { name: bun.ingredient_name })).toContainText(
    number(bun.quantity_change, 3),
  );

  const before = new Set((await entries()).map((one) => one.id));
  const stock = await stockOf(bun.ingredient_name);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await said(page, 'Recipe saved.');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Version 2.')).toBeVisible();
  const written = (await entries()).filter((one) => !before.has(one.id));
  expect(written.filter((one) => one.reverses_entry_id !== null)).toHaveLength(shown.entries_reversed);
  expect(written.filter((one) => one.reverses_entry_id === null)).toHaveLength(shown.entries_posted);
  expect(new Set(written.map((one) => one.ingredient_name))).toEqual(
    new Set(shown.ingredients.map((one) => one.ingredient_name)),
  );
  expect(Number((await stockOf(bun.ingredient_name)).quantity)).toBeCloseTo(
    Number(stock.quantity) + Number(bun.quantity_change),
    6,
  );
});

test('usage and an ingredient’s card say what the API says', async () => {
  const [from, to] = [addDays(today, -6), addDays(today, -1)];
  await visit(page, `/inventory/usage?from=${from}&to=${to}`);
  const report = await api.get<{ data: UsageRow[]; theoretical_value: string }>(
    `/reports/usage?company_id=${companyId}&from=${from}&to=${to}`,
  );
  await expect(page.getByRole('main')).toContainText(money(report.theoretical_value));
  const rows = page.getByRole('region', { name: 'Usage' }).getByRole('row');
  await expect(rows).toHaveCount(report.data.length + 1);
  for (const [index, row] of report.data.slice(0, 5).entries()) {
    await expect(rows.nth(index + 1)).toContainText(row.ingredient_name);
    await expect(rows.nth(index + 1)).toContainText(number(row.theoretical_quantity, 3));
    await expect(rows.nth(index + 1)).toContainText(money(row.theoretical_value));
  }
  await page.getByRole('link', { name: 'Cheddar', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Cheddar', level: 1 })).toBeVisible();
  await expect(page.getByRole('figure').locator('svg path').first()).toBeVisible();
  await page.getByLabel('Storage unit').selectOption({ label: MAIN });
  const { quantity, value } = await stockOf('Cheddar');
  await expect(
    page
      .getByRole('main')
      .getByText(`${number(quantity, 3)} kg`)
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('main').getByText(money(value), { exact: true }).first()).toBeVisible();
});

test('the file is what is on screen, and no spreadsheet runs it', async () => {
  const take = async () => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    const text = await readFile(await (await waiting).path(), 'utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    return Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data;
  };
  await visit(page, `/inventory/ledger?type=RECEIPT&storage_unit=${idOf(units, MAIN)}`);
  const receipts = await api.all<LedgerEntry>(
    `/ledger/entries?company_id=${companyId}&type=RECEIPT&storage_unit_id=${idOf(units, MAIN)}`,
  );
  const file = await take();
  expect(file.map((row) => [row.ID, row.Quantity, row['Unit cost'], row.Value])).toEqual(
    receipts.map((one) => [one.id, one.quantity, one.unit_cost, one.value]),
  );
  expect(file.find((row) => row.Ingredient?.includes('HYPERLINK'))).toMatchObject({
    Ingredient: `'${FORMULA}`,
    Note: "'+41 79 000 00 00",
  });
  await visit(page, '/inventory/stock?search=cheddar');
  const stock = await api.all<Stock>(`/stock?company_id=${companyId}&search=cheddar`);
  await expect(page.getByRole('region', { name: 'Stock' }).getByRole('row')).toHaveCount(stock.length + 1);
  expect((await take()).map((row) => [row['Storage unit'], row['On hand']])).toEqual(
    stock.map((one) => [one.storage_unit_name, one.quantity]),
  );
});

test('an owner locks a period; what belongs to it is refused, or booked on the first open day', async () => {
  const locked = addDays(today, -2);
  await visit(page, '/settings');
  await expect(page.getByText('Owners lock and unlock.')).toBeVisible();
  await visit(owner, '/settings');
  await owner.getByLabel('Lock up to and including').fill(locked);
  await owner.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(owner.getByText('Period locked.')).toBeVisible();
  const lock = await api.get<PeriodLock>(`/period-lock?company_id=${companyId}`);
  expect(lock).toMatchObject({ locked_until: locked, first_open_day: addDays(today, -1) });

  const before = (await entries()).length;
  await openForm('RECEIPT');
  await choose(page, /^1\. Ingredient/, 'Tomaten');
  await line(0).getByLabel('Quantity').fill('3');
  await page.getByLabel('Business day').fill(locked);
  await enter();
  await expect(
    page.getByRole('alert').filter({ hasText: 'This day lies in a locked period. Choose a later day' }),
  ).toBeVisible();
  await expect(line(0).getByLabel('Quantity')).toHaveValue('3');
  expect(await entries()).toHaveLength(before);
  await page.getByRole('switch', { name: /Book on the first open day/ }).click();
  await enter();
  await said(page, /^Booked/);
  await expect(page.getByRole('heading', { name: MAIN, level: 1 })).toBeVisible();
  const [moved] = (await entries('&type=RECEIPT')).filter((one) => one.original_date === locked);
  expect(moved).toMatchObject({ ingredient_name: 'Tomaten', quantity: '3', date: lock.first_open_day });

  // A count says what was there on its day: it is never moved.
  await visit(page, `/inventory/counts/new?storage_unit=${idOf(units, BAR)}`);
  await page.getByLabel('Aperol', { exact: true }).fill('1');
  await page.getByLabel('Business day').fill(locked);
  await expect(page.getByText('A count says what was there on its day')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Book count' })).toBeDisabled();
});
