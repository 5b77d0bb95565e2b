import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { openDatabase } from '@/db/client';
import type { Item } from '@/lib/contracts/lightspeed';
import type { ServiceContext } from '@/lib/services/context';
import { violations } from './support/accessible';
import { apiOf, choose, expect, openCompany, reload, test, visit } from './support/app';
import { transferDaysWithSales } from './support/days-with-sales';
import { activateLisbon, seedConnected } from './support/restaurant';

/**
 * The mapping desk: every key, each act with its undo (R13, R43). Nothing is mapped, and three days were
 * sold.
 */
const PATH = '/integrations/lightspeed/items';
let page: Page;
let problems: string[];
let ctx: ServiceContext;
let companyId: string;
let integrationId: string;

test.beforeAll(async ({ browser }) => {
  const viewport = { width: 1280, height: 900 };
  const opened = await openCompany(browser, { person: 'Dora', company: 'Desk', viewport });
  ({ page, problems, ctx, companyId } = opened);
  const connected = await seedConnected(ctx, companyId);
  ({ integrationId } = connected);
  const { id } = await activateLisbon(ctx, connected);
  await transferDaysWithSales(ctx, id, { companyId, count: 3, atLeast: 2 });
});

const grid = () => page.getByRole('grid', { name: 'Items by net sales' });
const activeRow = () => page.locator('[data-active]');
const activeId = async () => (await grid().getAttribute('aria-activedescendant'))?.replace('desk-', '') ?? '';
const item = (id: string) => apiOf(page).get<Item>(`/items/${id}`);
const segment = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} ?\\d`) });
const countOf = async (name: string) => Number((await segment(name).textContent())?.match(/\d+$/)?.[0]);
const spoken = () => page.getByRole('main').getByRole('status').last();
const share = async (which: string) =>
  parseFloat((await page.locator(`[data-share="${which}"]`).textContent()) ?? '');
/** As a till that calls its button otherwise; the row stays active. */
async function rename(id: string, name: string): Promise<void> {
  const owner = openDatabase(process.env.E2E_OWNER_URL ?? '', { max: 1, name: 'e2e' });
  await owner.execute(sql`update lightspeed_items set name = ${name} where id = ${id}`);
  await owner.$client.end({ timeout: 5 });
  await reload(page);
  await grid().focus();
  expect(await activeId()).toBe(id);
}
async function open(path = PATH) {
  await visit(page, path);
  await grid().focus();
}

test('items are ranked by net sales, sorted by any head, and searched without accents', async () => {
  await open();
  expect(await share('decided')).toBe(0);
  const names = async () => grid().getByRole('row').locator('[role=gridcell]:nth-child(2)').allInnerTexts();
  const ranked = await names();
  expect(ranked.length).toBeGreaterThan(8);
  await page.getByRole('columnheader', { name: 'Item' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Item' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('columnheader', { name: 'Item' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Item' })).toHaveAttribute('aria-sort', 'descending');
  // Rows follow the head in a turn of their own.
  await expect.poll(names).not.toEqual(ranked);
  await page.getByRole('searchbox', { name: 'Search' }).fill('kase');
  await expect(grid().getByText(/käse/i).first()).toBeVisible();
  await expect
    .poll(async () => (await countOf('To review')) + (await countOf('Never sold')))
    .toBeLessThan(10);
});

test('arrows move, I ignores and goes on, U and the toast undo exactly', async () => {
  await open();
  const first = await activeId();
  await page.keyboard.press('ArrowDown');
  const second = await activeId();
  expect(second).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  await expect.poll(activeId).toBe(first);
  const before = await countOf('To review');
  await page.keyboard.press('i');
  await expect.poll(activeId).toBe(second);
  await expect(grid()).toBeFocused();
  await expect(spoken()).toContainText(/ignored\. Next: /);
  await expect.poll(() => countOf('To review')).toBe(before - 1);
  await expect.poll(async () => (await item(first)).state).toBe('ignored');
  await expect.poll(() => share('decided')).toBeGreaterThan(0);
  await page.keyboard.press('u');
  await expect(spoken()).toContainText('Undone');
  await expect.poll(async () => (await item(first)).state).toBe('unmapped');
  await page.keyboard.press('i');
  // The one before is leaving.
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await item(first)).state).toBe('unmapped');
  await expect.poll(() => countOf('To review')).toBe(before);
});

test('rows scrolled past show name and value, those one stops at all cells', async () => {
  await open();
  const cells = await grid().evaluate(async (element) => {
    const seen: number[] = [];
    for (let step = 1; step <= 12; step += 1) {
      element.scrollTop = step * 160;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      for (const row of element.querySelectorAll('[id^="desk-"]')) seen.push(row.childElementCount);
    }
    return seen;
  });
  expect(Math.min(...cells)).toBe(2);
  const rows = grid().locator('[id^="desk-"]');
  await expect
    .poll(() => rows.evaluateAll((all) => all.every((row) => row.childElementCount === 7)))
    .toBe(true);
});

test('E edits in any unit of the dimension; past days are previewed in one sum and booked', async () => {
  await open();
  const id = await activeId();
  await page.keyboard.press('e');
  await choose(page, /^Takes from stock/, 'Rindshackfleisch');
  await page.getByLabel('Quantity', { exact: true }).fill('180');
  await page.getByLabel('Unit', { exact: true }).selectOption('g');
  await page.getByLabel('Quantity', { exact: true }).press('Enter');
  await expect(grid()).toBeFocused();
  await expect.poll(async () => (await item(id)).mapping).toMatchObject({ quantity: '180', unit: 'g' });
  expect((await item(id)).mapping?.effective_from).not.toBeNull();
  await page.getByRole('button', { name: 'Preview past days' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Rindshackfleisch')).toBeVisible();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Preview past days' })).toBeHidden();
  expect((await item(id)).mapping).toMatchObject({ quantity: '180', unit: 'g', effective_from: null });
  await page.keyboard.press('Escape');
});

test('what is typed right after E is typed into the form', async () => {
  await open();
  for (const key of ['ArrowDown', 'e', '7']) await page.keyboard.press(key);
  await expect(page.locator('input:focus')).toHaveValue('7');
});

test('Escape leaves the form as it was', async () => {
  await open();
  const id = await activeId();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: /^Takes from stock/ }).press('Escape');
  await expect(grid()).toBeFocused();
  expect(await activeId()).toBe(id);
});

test('N makes an ingredient in place and comes back to the same row', async () => {
  await open();
  const id = await activeId();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What is it?').selectOption('Ingredient');
  await dialog.getByLabel('Name').fill('Made at the desk');
  await dialog.getByLabel('Base unit').selectOption('l');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Takes from stock: Made at the desk' })).toBeVisible();
  await page.getByLabel('Quantity', { exact: true }).fill('33');
  await page.getByLabel('Unit', { exact: true }).selectOption('cl');
  await page.getByRole('button', { name: 'Save mapping' }).click();
  await expect(grid()).toBeFocused();
  await expect
    .poll(async () => (await item(id)).mapping)
    .toMatchObject({ mapped_object_name: 'Made at the desk', quantity: '33', unit: 'cl' });
});

test('where nothing fits Enter proposes what to make, and how much one sale takes of it', async () => {
  await open();
  // A menu is offered as no stock, whatever it is called (R39).
  while ((await activeRow().textContent())?.includes('Menüs')) {
    const menu = await activeId();
    await page.keyboard.press('i');
    await expect.poll(activeId).not.toBe(menu);
    // A page that is loaded anew before that is saved has the menu first again.
    await expect.poll(async () => (await item(menu)).state).toBe('ignored');
  }
  const id = await activeId();
  await rename(id, 'Zwetschgenbrand 4 cl');
  await expect(activeRow()).toContainText('new: Zwetschgenbrand (');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toHaveValue('Zwetschgenbrand');
  await expect(dialog.getByLabel('Base unit')).not.toHaveValue('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Takes from stock: Zwetschgenbrand' })).toBeVisible();
  await page.getByRole('button', { name: 'Save mapping' }).click();
  await expect
    .poll(async () => (await item(id)).mapping)
    .toMatchObject({ mapped_object_name: 'Zwetschgenbrand', quantity: '4', unit: 'cl' });
});

test('Enter accepts what was decided for the same thing elsewhere', async () => {
  await open();
  const id = await activeId();
  const { data } = await apiOf(page).get<{ data: Item[] }>(
    `/integrations/lightspeed/${integrationId}/items?state=ingredient&limit=1`,
  );
  const decided = data[0];
  await rename(id, decided?.name ?? '');
  await expect(activeRow()).toContainText('as elsewhere');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await item(id)).mapping?.mapped_object_name)
    .toBe(decided?.mapping?.mapped_object_name);
  await expect(grid()).toBeFocused();
});

test('selected rows, and all that never sold, are ignored at once and restored at once', async () => {
  await open();
  const before = await countOf('To review');
  await page.keyboard.press(' ');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Ignore 2' }).click();
  await expect.poll(() => countOf('To review')).toBe(before - 2);
  // The one before is leaving.
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => countOf('To review')).toBe(before);
  await segment('Never sold').click();
  await expect(page.getByRole('button', { name: /^Ignore all \d/ })).toBeVisible();
  const never = await countOf('Never sold');
  expect(never).toBeGreaterThan(0);
  await page.getByRole('button', { name: `Ignore all ${never}` }).click();
  await expect(page.getByText('Nothing here that never sold.')).toBeVisible();
  const ignored = async () =>
    (await apiOf(page).get<{ ignored: number }>(`/integrations/lightspeed/${integrationId}/item-counts`))
      .ignored;
  await expect.poll(ignored).toBeGreaterThanOrEqual(never);
  await grid().focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => countOf('Never sold')).toBe(never);
  await expect.poll(ignored).toBeLessThan(never);
});

test('the browser asks before a page is left whose last decision is not saved', async () => {
  await open();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**${PATH}*`, async (route) => {
    if (route.request().headers()['next-action']) await held;
    await route.continue();
  });
  const before = await countOf('To review');
  const mayLeave = () =>
    page.evaluate(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await mayLeave()).toBe(true);
  await page.keyboard.press('i');
  await expect.poll(mayLeave).toBe(false);
  await expect(page.getByText('Saving …')).toBeVisible();
  release();
  await expect.poll(mayLeave).toBe(true);
  await expect(page.getByText('Saving …')).toBeHidden();
  await page.keyboard.press('u');
  await expect.poll(() => countOf('To review')).toBe(before);
  await expect.poll(mayLeave).toBe(true);
  await page.unroute(`**${PATH}*`);
});

test('many are accepted at once without a question; past days wait to be booked as one sum', async () => {
  await open();
  await page.getByRole('combobox', { name: 'from', exact: true }).selectOption('70%');
  const before = await countOf('To review');
  const accept = page.getByRole('button', { name: /^Accept \d/ });
  // What is suggested comes after the rows.
  const offered = async () => Number((await accept.textContent())?.match(/\d+/)?.[0]);
  await expect.poll(offered).toBeGreaterThan(3);
  const many = await offered();
  await accept.click();
  await expect.poll(() => countOf('To review')).toBe(before - many);
  await expect(page.getByText(`${many} decisions count from today on.`)).toBeVisible();
  await page.getByRole('button', { name: 'Preview past days' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Days changed')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => countOf('To review')).toBe(before);
  await expect(page.getByRole('button', { name: 'Preview past days' })).toBeHidden();
});

test('selected items become ingredients with their mappings in one act, and are undone as one', async () => {
  await open();
  const ids: string[] = [];
  for (const key of [' ', 'ArrowDown', ' ']) {
    if (key === ' ') ids.push(await activeId());
    await page.keyboard.press(key);
  }
  await page.getByRole('button', { name: 'Ingredients (2)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ingredients from items' });
  const names = dialog.getByLabel(/^Ingredient: /);
  await expect(names).toHaveCount(2);
  await dialog.getByLabel('Counted').selectOption('volume');
  await expect(dialog.getByLabel(/^Unit: /).first()).toHaveValue(/^c?l$/);
  await shoot('volume');
  await names.nth(0).fill('From the till');
  await names.nth(1).fill('from the TILL');
  for (const [index, figure] of ['20', '50'].entries()) {
    await dialog
      .getByLabel(/^One sale takes: /)
      .nth(index)
      .fill(figure);
    await dialog
      .getByLabel(/^Unit: /)
      .nth(index)
      .selectOption('cl');
  }
  await expect(dialog.getByText('New', { exact: true })).toHaveCount(2);
  await expect(dialog.getByText('1 new ingredient, 2 mappings')).toBeVisible();
  await dialog
    .getByLabel(/^One sale takes: /)
    .nth(1)
    .fill('');
  await dialog.getByRole('button', { name: 'Create and map' }).click();
  await expect(dialog.getByLabel(/^One sale takes: /).nth(1)).toBeFocused();
  await dialog
    .getByLabel(/^One sale takes: /)
    .nth(1)
    .fill('50');
  await dialog.getByRole('button', { name: 'Create and map' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('2 items mapped, 1 ingredient created')).toBeVisible();
  await expect(grid()).toBeFocused();
  for (const [index, id] of ids.entries())
    expect((await item(id)).mapping).toMatchObject({
      mapped_object_name: 'From the till',
      quantity: index === 0 ? '20' : '50',
      unit: 'cl',
    });
  await page.keyboard.press('u');
  await expect.poll(async () => (await item(ids[0] ?? '')).state).toBe('unmapped');
  expect((await item(ids[1] ?? '')).state).toBe('unmapped');
});
async function shoot(name: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await violations(page, { within: '[role=dialog]' })).toEqual([]);
      await page.screenshot({ path: `test-results/take-${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('the same on a phone, as cards, and nothing complained', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open();
  const box = await activeRow().boundingBox();
  expect(box?.height).toBe(56);
  await page.screenshot({ path: 'test-results/desk-390.png', fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
  await open();
  expect((await activeRow().boundingBox())?.height).toBe(40);
  await page.screenshot({ path: 'test-results/desk-1280.png', fullPage: true });
  expect(problems).toEqual([]);
});
