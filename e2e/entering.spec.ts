import type { Browser, Page } from '@playwright/test';
import type { LedgerEntry } from '@/lib/contracts/ledger';
import type { Item } from '@/lib/contracts/lightspeed';
import type { Recipe } from '@/lib/contracts/recipes';
import type { Stock, StockCount } from '@/lib/contracts/stock';
import { idOf } from '@/lib/demo/seed-inventory';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { violations } from './support/accessible';
import {
  apiOf,
  complaints,
  deskRow,
  expect,
  onItem,
  openBrowser,
  openCompany,
  reload,
  test,
  visit,
} from './support/app';
import { seedConnected } from './support/restaurant';

/**
 * Figures, names and long forms as people type them: nothing is read as something else, taken for something
 * else, or lost.
 */
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
  const opened = await openCompany(browser, { person: 'Elke', company: 'Zum Komma' });
  ({ page, problems, companyId } = opened);
  const { ctx } = opened;
  const made = await seedConnected(ctx, companyId);
  ({ units, recipes } = made.ids);
  ({ integrationId } = made);
  await createIngredient(ctx, { company_id: companyId, name: 'Weißer Käse', base_unit: 'kg' });
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
  await line(0).getByLabel('EK-Preis pro Stk.').fill('0.25');
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
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(chooser()).toHaveAccessibleName('1. Zutat: Cola Zero 33 cl');
  await expect(line(0).getByLabel('Menge')).toBeFocused();
});

test('what is typed at once belongs to the search, Enter too', async () => {
  await openForm('RECEIPT');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  const press = (keys: { key: string; text?: string }[]) =>
    keys.flatMap((one) => [
      cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...one }),
      cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: one.key }),
    ]);
  const letters = (name: string) => [...name].map((text) => ({ key: text, text }));
  const enter = { key: 'Enter', text: '\r' };
  // All in one go: the list is not drawn between two of these.
  for (const name of ['Rahm', 'Milch', 'Cheddar']) {
    const { x, y, width, height } = (await chooser().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const at = { x: x + width / 2, y: y + height / 2, button: 'left', clickCount: 1 } as const;
    await Promise.all([
      ...(['mousePressed', 'mouseReleased'] as const).map((type) =>
        cdp.send('Input.dispatchMouseEvent', { type, ...at }),
      ),
      ...press([...letters(name), enter]),
    ]);
    await expect(chooser()).toHaveAccessibleName(`1. Zutat: ${name}`);
  }
  for (const [typed, taken] of [
    ['Rahm', 'Rahm'],
    ['cola zero', 'Cola Zero 33 cl'],
  ] as const) {
    await chooser().focus();
    await Promise.all(press([...letters(typed), enter]));
    await expect(chooser()).toHaveAccessibleName(`1. Zutat: ${taken}`);
    await expect(line(0).getByLabel('Menge')).toBeFocused();
  }
  // Two begin so: the list shows them, with what was typed.
  await chooser().focus();
  await Promise.all(press([...letters('colx'), { key: 'Backspace' }, ...letters('a'), enter]));
  await expect(search()).toHaveValue('cola');
  await expect(search()).toBeFocused();
  await page.keyboard.press('Escape');
  await chooser().focus();
  await Promise.all(press([...letters('milch'), { key: 'Tab' }]));
  await expect(chooser()).toHaveAccessibleName('1. Zutat: Milch');
  await expect(line(0).getByLabel('Menge')).toBeFocused();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await cdp.detach();
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
  await onItem(page, item?.name ?? '', 'Bearbeiten');
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
  const rows = phone.getByRole('dialog').getByRole('option');
  await expect(rows.first()).toContainText('Burger-Bun');
  await expect(rows.first()).toContainText('Zutat');
  await expect(rows.filter({ hasText: /^Burger-Patty/ })).toContainText('Rezept');
  const box = await rows.first().boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await rows.filter({ hasText: /^Burger-Patty/ }).tap();
  await expect(
    phone.getByRole('button', { name: 'Zutat oder Unterrezept: Burger-Patty' }).first(),
  ).toBeVisible();
  await phone.context().close();
});

/** The same person at another browser: signed in, but nothing kept there. */
async function another(browser: Browser, size: { width: number; height: number }): Promise<Page> {
  const other = await openBrowser(browser, { viewport: size });
  await other.context().addCookies(await page.context().cookies());
  return other;
}
const PHONE = { width: 390, height: 844 };

for (const size of [{ width: 1280, height: 800 }, PHONE])
  test(`a delivery is typed without the mouse and kept until it is booked, ${size.width} wide`, async ({
    browser,
  }) => {
    const tab = await another(browser, size);
    const complained = complaints(tab);
    await visit(tab, '/inventory/stock/enter?type=RECEIPT');
    // Nobody booked at this browser yet, so no storage unit is guessed.
    await expect(tab.getByLabel('Lagerort')).toHaveValue('');
    await tab.getByLabel('Lagerort').selectOption({ label: MAIN });
    const names = ['Tomaten', 'Milch', 'Cheddar', 'Lachs', 'Mehl', 'Butter', 'Rahm'];
    const at = (number: number) => tab.getByRole('button', { name: new RegExp(`^${number}\\. Zutat:`) });
    await at(1).focus();
    for (const [index, name] of names.entries()) {
      await expect(at(index + 1)).toBeFocused();
      await tab.keyboard.type(name);
      await tab.keyboard.press('Enter');
      await expect(at(index + 1)).toHaveAccessibleName(`${index + 1}. Zutat: ${name}`);
      await expect(tab.getByLabel('Menge').nth(index)).toBeFocused();
      await tab.keyboard.type('1.200');
      await tab.keyboard.press('Enter');
      await expect(tab.getByLabel(/^EK-Preis pro/).nth(index)).toBeFocused();
      await tab.keyboard.type('0,5');
      await tab.keyboard.press('Enter');
    }
    // The next line is there, has the focus, and lies above the bar with its button.
    await expect(at(8)).toBeFocused();
    const bar = await tab.locator('.save-bar').boundingBox();
    const chooser = await at(8).boundingBox();
    expect((chooser?.y ?? 0) + (chooser?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    await tab.getByRole('button', { name: 'Zeile hinzufügen' }).click();
    await expect(at(8)).toBeFocused();
    await expect(at(9)).toHaveCount(0);

    await reload(tab);
    await expect(tab.getByText(/^Fortgesetzt, wo du/)).toBeVisible();
    await expect(tab.getByLabel('Menge').first()).toHaveValue('1.200');
    await visit(tab, '/inventory/ingredients');
    await visit(tab, '/inventory/stock/enter?type=RECEIPT');
    await expect(at(7)).toHaveAccessibleName('7. Zutat: Rahm');
    expect(await violations(tab)).toEqual([]);
    const before = (await entries('RECEIPT')).length;
    await tab.getByRole('button', { name: '7 Zeilen buchen' }).click();
    await expect(tab.getByRole('heading', { name: MAIN, level: 1 })).toBeVisible();
    expect(await entries('RECEIPT')).toHaveLength(before + 7);

    // What is booked is no draft; the storage unit is the one used last, for waste and counts too.
    await visit(tab, '/inventory/stock/enter?type=WASTE');
    await expect(tab.getByLabel('Lagerort')).toHaveValue(idOf(units, MAIN));
    await visit(tab, '/inventory/counts/new');
    await expect(tab.locator('main ul > li').first()).toHaveText(`${MAIN}zuletzt benutzt`);
    await visit(tab, '/inventory/stock/enter?type=RECEIPT');
    await expect(at(1)).toHaveAccessibleName('1. Zutat: Auswählen …');
    await at(1).press('m');
    await tab.keyboard.type('ilch');
    await tab.keyboard.press('Enter');
    await reload(tab);
    await tab.getByRole('button', { name: 'Neu beginnen' }).click();
    await tab.getByRole('alertdialog').getByRole('button', { name: 'Neu beginnen' }).click();
    await expect(at(1)).toHaveAccessibleName('1. Zutat: Auswählen …');
    await reload(tab);
    await expect(tab.getByText(/^Fortgesetzt, wo du/)).toBeHidden();
    expect(complained).toEqual([]);
    await tab.context().close();
  });

for (const size of [PHONE, { width: 1280, height: 800 }])
  test(`a count far from the book is confirmed before it is booked, ${size.width} wide`, async ({
    browser,
  }) => {
    const tab = await another(browser, size);
    const counts = () =>
      api.all<StockCount>(`/stock-counts?company_id=${companyId}&storage_unit_id=${idOf(units, MAIN)}`);
    const { data } = await api.get<{ data: Stock[] }>(
      `/stock?company_id=${companyId}&storage_unit_id=${idOf(units, MAIN)}&limit=500`,
    );
    const book = (name: string) => data.find((row) => row.ingredient_name === name)?.quantity ?? '';
    const before = (await counts()).length;
    // Of none left, none is no difference: each run uses up another.
    const usedUp = size === PHONE ? 'Butter' : 'Rahm';
    await visit(tab, `/inventory/counts/new?storage_unit=${idOf(units, MAIN)}`);
    const eggs = tab.getByLabel('Eier', { exact: true });
    await eggs.fill('22');
    await tab.getByLabel(usedUp, { exact: true }).fill('0');
    await tab.getByLabel('Lachs', { exact: true }).fill(book('Lachs').replace('.', ','));
    await tab.getByRole('button', { name: 'Inventur buchen' }).click();
    await expect(tab.getByRole('heading', { name: 'Stimmt das?' })).toBeFocused();
    await expect(tab.getByText('2 Zeilen weichen um mehr als 20 %')).toBeVisible();
    const row = tab.getByRole('listitem').filter({ hasText: 'Eier' });
    const shown = new Intl.NumberFormat('de').format(Number(book('Eier')));
    await expect(row).toContainText(`Buchbestand${shown} Stk.`);
    await expect(row).toContainText('Gezählt22 Stk.');
    await expect(row).toContainText(/Differenz−[\d.]+ Stk\./);
    await expect(tab.getByRole('listitem').filter({ hasText: 'Lachs' })).toHaveCount(0);
    await tab.getByRole('button', { name: 'Inventur buchen' }).click();
    await expect(tab.getByText('Bestätige diese Zeile oder ändere sie.')).toHaveCount(2);
    await expect(tab.getByRole('checkbox').first()).toBeFocused();
    expect(await violations(tab)).toEqual([]);
    expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    expect(await counts()).toHaveLength(before);

    await tab.getByRole('checkbox', { name: `${usedUp} stimmt` }).check();
    await tab.getByRole('button', { name: 'Eier ändern' }).click();
    await expect(eggs).toBeFocused();
    await expect(eggs).toHaveValue('22');
    await eggs.fill(book('Eier'));
    await tab.getByRole('button', { name: 'Inventur buchen' }).click();
    await expect(tab.getByRole('checkbox', { name: `${usedUp} stimmt` })).toBeChecked();
    await expect(tab.getByRole('checkbox')).toHaveCount(1);
    expect(await counts()).toHaveLength(before);
    await tab.getByRole('button', { name: 'Inventur buchen' }).click();
    await expect(tab.getByRole('heading', { name: new RegExp(`^${MAIN}`), level: 1 })).toBeVisible();
    expect(await counts()).toHaveLength(before + 3);
    await tab.context().close();
  });

test('a company says from which difference on it is asked', async () => {
  await visit(page, '/settings');
  const percent = page.getByLabel('Abweichung in %');
  await expect(percent).toHaveValue('20');
  await percent.fill('viel');
  await percent.press('Enter');
  await expect(page.getByText('Eine ganze Zahl von 0 bis 1000.')).toBeVisible();
  await percent.fill('1.000');
  await percent.press('Enter');
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  await visit(page, `/inventory/counts/new?storage_unit=${idOf(units, MAIN)}`);
  await page.getByLabel('Eier', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Inventur buchen' }).click();
  await expect(page.getByRole('heading', { name: new RegExp(`^${MAIN}`), level: 1 })).toBeVisible();
});

test('an edited recipe and an edited mapping are kept until they are saved or thrown away', async () => {
  await visit(page, `/inventory/recipes/${idOf(recipes, 'Classic Burger')}`);
  const quantity = page.getByLabel('Menge').first();
  const old = await quantity.inputValue();
  await quantity.fill('2.5');
  await page.getByRole('button', { name: 'Zeile hinzufügen' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Zutaten' }).click();
  await expect(page.getByRole('heading', { name: 'Zutaten', level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByText(/^Fortgesetzt, wo du/)).toBeVisible();
  await expect(quantity).toHaveValue('2.5');
  await reload(page);
  await expect(quantity).toHaveValue('2.5');
  await page.getByRole('button', { name: 'Neu beginnen' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Neu beginnen' }).click();
  await expect(quantity).toHaveValue(old);
  await expect(page.getByText(/^Fortgesetzt, wo du/)).toBeHidden();

  const [item] = await api.all<Item>(`/integrations/lightspeed/${integrationId}/items?search=Tiramisu`);
  const path = `/integrations/lightspeed/items?search=${encodeURIComponent(item?.name ?? '')}`;
  await visit(page, path);
  await onItem(page, item?.name ?? '', 'Bearbeiten');
  await page.getByRole('button', { name: /^Nimmt aus dem Bestand/ }).press('e');
  await page.keyboard.type('ier');
  await page.keyboard.press('Enter');
  const amount = page.getByLabel('Menge', { exact: true });
  await expect(amount).toBeFocused();
  await amount.fill('1.500');
  await page.getByRole('button', { name: 'Zuordnung speichern' }).click();
  await expect(deskRow(page, item?.name ?? '').getByText('1.500 Stk')).toBeVisible();
  const mappingNow = async () =>
    (await api.all<Item>(`/integrations/lightspeed/${integrationId}/items?search=Tiramisu`))[0]?.mapping;
  await expect.poll(mappingNow).toMatchObject({ mapped_object_name: 'Eier', quantity: '1500' });
});
