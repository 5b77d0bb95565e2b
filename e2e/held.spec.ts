import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { addDays } from '@/lib/core/business-day';
import { add, exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { mapMenu } from '@/lib/demo/map-menu';
import type { SimLine, SimSale } from '@/lib/lightspeed/simulator/sales';
import { currentDay } from '@/lib/services/company/current-day';
import type { ServiceContext } from '@/lib/services/context';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { violations } from './support/accessible';
import { choose, expect, openCompany, said, test, visit, words } from './support/app';
import { activateLisbon, seedConnected } from './support/restaurant';
import { control } from './support/simulator';

/** A recycled button: what it sells under another name is held, answered both ways, and taken back (R38). */
const en = words('en');
const PATH = '/integrations/lightspeed/items?segment=held';
/** Screenshots go here. */
const shots = process.env.E2E_SHOTS;
/** An item of the till, and the ingredient that it takes one of. */
const COLA = 'Cola 33 cl';

let page: Page;
let problems: string[];
let ctx: ServiceContext;
let company_id: string;
let today: string;

const line = (id: string, name: string, quantity: string): SimLine => ({
  ...{ id, sku: '541', name, quantity },
  totalNetAmountWithTax: String(Number(quantity) * 5),
});
const bill = (day: string, salesLines: SimLine[]): SimSale => ({
  ...{ accountReference: `ref-${day}`, accountFiscId: `H-${day}`, type: 'SALE' as const },
  ...{ timeClosed: `${day}T19:00:00Z`, dineIn: true, salesLines },
});

test.beforeAll(async ({ browser }) => {
  const viewport = { width: 1280, height: 900 };
  const opened = await openCompany(browser, { person: 'Hedda', company: 'Haus Hedda', viewport });
  ({ page, problems, ctx, companyId: company_id } = opened);
  const connected = await seedConnected(ctx, company_id);
  await mapMenu(ctx, { id: connected.integrationId, company_id }, connected.ids);
  await createIngredient(ctx, { company_id, name: 'Punch', base_unit: 'l', is_active: true });
  const location = await activateLisbon(ctx, connected);
  today = await currentDay(ctx, company_id);
  for (const [ago, lines] of [
    [3, [line('S1', COLA, '3'), line('S2', 'Winterpunsch', '2')]],
    [2, [line('S3', 'Winterpunsch', '1'), line('S4', 'Vita Cola Zero', '4')]],
  ] as const) {
    const day = addDays(today, -ago);
    await control('setSales', { locationId: location.lightspeed_id, day, sales: [bill(day, [...lines])] });
    await runTransfer(ctx, { id: location.id, date: day, force_refresh: true });
  }
});
test.afterAll(async () => {
  await control('resetSales');
  await page.context().close();
  expect(problems).toEqual([]);
});

const grid = () => page.getByRole('grid', { name: en('desk.held.grid') });
const activeRow = () => page.locator('[data-active]');
const dialog = () => page.getByRole('dialog');
const spoken = () => page.getByRole('main').getByRole('status').last();
/** What the two days took of an ingredient, with what was taken back. */
async function taken(ingredient: string, ago: number): Promise<string> {
  const { data } = await listLedgerEntries(ctx, { company_id, type: 'ISSUE', limit: 500 });
  const date = addDays(today, -ago);
  const own = data.filter((one) => one.ingredient_name === ingredient && one.date === date);
  return roundHalfEven(own.reduce((sum, { quantity }) => add(sum, exact(quantity)), ZERO));
}
async function open(): Promise<void> {
  await visit(page, PATH);
  await grid().focus();
  await expect(activeRow()).toBeVisible();
}
async function goTo(name: string): Promise<void> {
  await page.keyboard.press('Home');
  for (let step = 0; step < 20; step++) {
    if ((await activeRow().textContent())?.startsWith(name)) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`no row ${name}`);
}
async function applyByKeys(): Promise<void> {
  await expect(dialog().getByText(/Days changed|No entry changes/)).toBeVisible();
  await dialog()
    .getByRole('button', { name: en('changes.apply') })
    .focus();
  await page.keyboard.press('Enter');
  await expect(dialog()).toHaveCount(0);
  await said(page, en('desk.held.done'));
  await expect(grid()).toBeFocused();
}
const rowOf = (name: string) => grid().getByRole('row').filter({ hasText: name });

test('the overview leads to what is held, with both names, days, quantity and value', async () => {
  await visit(page, '/overview');
  await expect(page.getByText('2 names are held')).toBeVisible();
  const notice = page.getByRole('main').locator('section').filter({ hasText: '2 names are held' });
  await notice
    .getByRole('link', { name: en('overview.look') })
    .last()
    .click();
  await expect(grid()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Held/, pressed: true })).toContainText('2');
  await expect(rowOf('Winterpunsch')).toContainText(COLA);
  await expect(rowOf('Winterpunsch')).toContainText('15.00');
  await expect(rowOf('Vita Cola Zero')).toContainText('20.00');
  expect(await taken(COLA, 3)).toBe('-3');
  expect(await taken(COLA, 2)).toBe('0');
});

test('the same thing: its day is booked as the preview shows, and booked back when that is undone', async () => {
  await open();
  await goTo('Vita Cola Zero');
  await page.keyboard.press('s');
  await expect(dialog()).toContainText(COLA);
  await expect(dialog()).toContainText('Vita Cola Zero: the same thing as Cola 33 cl');
  await applyByKeys();
  expect(await taken(COLA, 2)).toBe('-4');
  await expect(rowOf('Vita Cola Zero')).toContainText(en('desk.held.is.same'));
  await page.keyboard.press('u');
  await expect(spoken()).toContainText('Undone');
  await expect(rowOf('Vita Cola Zero')).toContainText(en('desk.held.waits'));
  expect(await taken(COLA, 2)).toBe('0');
});

test('another thing: an item of its own, that takes what is said, and is taken back on the screen', async () => {
  await open();
  await goTo('Winterpunsch');
  await page.keyboard.press('e');
  await choose(page, en('lightspeed.takes'), 'Punch');
  await page.getByLabel(en('desk.quantity'), { exact: true }).fill('0.2');
  await page.getByRole('button', { name: en('lightspeed.saveMapping') }).click();
  await expect(dialog()).toContainText('Punch');
  await applyByKeys();
  expect([await taken('Punch', 3), await taken('Punch', 2)]).toEqual(['-0.4', '-0.2']);
  expect(await taken(COLA, 3)).toBe('-3');

  // It is an item like any other, and the answer says who gave it.
  await goTo('Winterpunsch');
  await expect(page.getByText('Hedda,')).toBeVisible();
  await page.getByRole('link', { name: en('desk.held.toItem') }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Winterpunsch' })).toBeVisible();
  await expect(page.getByText('0.2 l Punch', { exact: true }).first()).toBeVisible();
  const history = page.getByRole('region', { name: en('history.title') });
  await expect(
    history.getByRole('row').filter({ hasText: 'Takes: nothing decided → 0.2 l Punch' }),
  ).toBeVisible();
  const told = (event: string) =>
    expect(history.getByRole('row').filter({ hasText: event }).filter({ hasText: 'Hedda' })).toBeVisible();
  await told('“Winterpunsch” is something else: split off');
  await page.getByRole('link', { name: en('item.showIt') }).click();
  await expect(page.getByRole('heading', { level: 1, name: COLA })).toBeVisible();
  for (const event of ['“Winterpunsch” is something else: split off', '“Vita Cola Zero” is the same thing'])
    await told(event);
  expect(await violations(page)).toEqual([]);

  await open();
  await goTo('Winterpunsch');
  await page.keyboard.press('Delete');
  await expect(dialog()).toContainText(en('desk.held.means.undone'));
  await applyByKeys();
  expect([await taken('Punch', 3), await taken('Punch', 2)]).toEqual(['0', '0']);
  await expect(rowOf('Winterpunsch')).toContainText(en('desk.held.waits'));
  await visit(page, PATH);
  await expect(rowOf('Winterpunsch')).toContainText('15.00');
});

test('another thing about which nothing is decided waits for review; many are answered at once', async () => {
  await open();
  await goTo('Vita Cola Zero');
  await page.keyboard.press('a');
  await expect(dialog()).toContainText('No entry changes');
  await applyByKeys();
  await page.getByRole('button', { name: /^To review/ }).click();
  await page.getByRole('searchbox').fill('Vita Cola Zero');
  await expect(page.getByRole('grid', { name: en('desk.items') })).toContainText('Vita Cola Zero');
  await open();
  await goTo('Vita Cola Zero');
  await page.keyboard.press('Delete');
  await applyByKeys();
  await expect(rowOf('Vita Cola Zero')).toContainText(en('desk.held.waits'));

  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Ignore (2)' }).click();
  await applyByKeys();
  await expect(page.getByRole('button', { name: /^Held/, pressed: true })).toContainText('0');
  await page.keyboard.press('u');
  await expect(page.getByRole('button', { name: /^Held/, pressed: true })).toContainText('2');
});

test('axe finds nothing, wide and narrow', async () => {
  await open();
  await page.keyboard.press(' ');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('e');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
});

if (shots) {
  test('pictures', async () => {
    mkdirSync(shots, { recursive: true });
    await open();
    await goTo('Vita Cola Zero');
    await page.keyboard.press('s');
    await applyByKeys();
    for (const language of ['de', 'en'] as const) {
      await page
        .context()
        .addCookies([{ name: 'bestellfix_locale', value: language, url: new URL(page.url()).origin }]);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const shot = (name: string) =>
            page.screenshot({
              path: `${shots}/held-${name}-${language}-${width}-${colorScheme}.png`,
              fullPage: true,
            });
          await visit(page, PATH);
          await page.getByRole('grid').focus();
          await shot('open');
          await page.keyboard.press('End');
          await shot('said');
          await page.keyboard.press('Home');
          await page.keyboard.press('s');
          await expect(dialog().getByRole('table').first()).toBeVisible();
          await page.screenshot({ path: `${shots}/held-ask-${language}-${width}-${colorScheme}.png` });
          await page.keyboard.press('Escape');
        }
      }
    }
  });
}
