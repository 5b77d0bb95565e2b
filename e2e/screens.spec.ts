import { chromium, type Page, type Request } from '@playwright/test';
import { findUserByEmail } from '@/db/queries/people';
import { mapMenu } from '@/lib/demo/map-menu';
import { type InventoryIds, idOf } from '@/lib/demo/seed-inventory';
import type { ServiceContext } from '@/lib/services/context';
import { listItems } from '@/lib/services/item/list-items';
import { applyChange } from '@/lib/services/ledger-change/apply-change';
import { previewChange } from '@/lib/services/ledger-change/preview-change';
import { toggleAutoTransfer } from '@/lib/services/location/toggle-auto-transfer';
import { startMigration } from '@/lib/services/migration/start-migration';
import { withoutClock } from '@/scripts/stack/set-clock';
import {
  apiOf,
  appUrl,
  deskRow,
  expect,
  join,
  onItem,
  openBrowser,
  openCompany,
  signInAs,
  signUp,
  test,
  visit,
  words,
} from './support/app';
import { transferDaysWithSales } from './support/days-with-sales';
import { activateLisbon, LISBON, seedConnected } from './support/restaurant';
import { control, holdSales, release } from './support/simulator';

/** What a screen says is true, and stays true when something fails. */
const en = words('en');
const de = words('de');

let page: Page;
let problems: string[];
let email: string;
let ctx: ServiceContext;
let companyId: string;
let locationId: string;
let lightspeedId: string;
let integrationId: string;
let inventory: InventoryIds;
let day: string;
let logId: string;

test.beforeAll(async ({ browser }) => {
  const viewport = { width: 1280, height: 800 };
  const opened = await openCompany(browser, { person: 'Sara', company: 'Casa Sara', viewport });
  ({ page, problems, email, ctx, companyId } = opened);
  const connected = await seedConnected(ctx, companyId);
  ({ ids: inventory, integrationId } = connected);
  await mapMenu(ctx, { id: integrationId, company_id: companyId }, inventory);
  ({ id: locationId, lightspeed_id: lightspeedId } = await activateLisbon(ctx, connected));
  const [sold] = await transferDaysWithSales(ctx, locationId, { companyId, count: 1, atLeast: 2 });
  day = sold?.date ?? '';
  logId = sold?.logId ?? '';
});
test.afterAll(async () => {
  await control('clearFailures');
  await release();
  await page.context().close();
});

const locationPage = () => `/integrations/lightspeed/locations/${locationId}`;
async function switchTo(tab: Page, company: string): Promise<void> {
  const switcher = tab.getByLabel(/^(Company|Betrieb)$/);
  // The page shows the choice before the server has it.
  const isSwitched = tab.waitForResponse((answer) => answer.request().method() === 'POST' && answer.ok());
  await switcher.selectOption({ label: company });
  await isSwitched;
  await expect(switcher.getByRole('option', { selected: true })).toHaveText(company);
}
/** Messages that flew in. */
const toasts = (tab: Page) => tab.locator('[data-sonner-toast]');

test('what the browser refuses is said below the field in the language of the page', async ({ browser }) => {
  // A browser that speaks English, a page that speaks German.
  const tab = await openBrowser(browser, { locale: 'en-GB' });
  await tab.context().addCookies([{ name: 'bestellfix_locale', value: 'de', url: appUrl() }]);
  await visit(tab, '/sign-up');
  await tab.getByRole('button', { name: de('auth.sign-up') }).click();
  await expect(tab.getByText(de('common.field.missing')).first()).toBeVisible();
  await tab.getByLabel('E-Mail').fill('sara@');
  await tab.getByLabel('Passwort').fill('kurz');
  await tab.getByRole('button', { name: de('auth.sign-up') }).click();
  await expect(tab.getByText(de('common.field.email'))).toBeVisible();
  await expect(tab.getByText('Zu kurz: 4 von mindestens 10 Zeichen.')).toBeVisible();
  await expect(tab.getByLabel('E-Mail')).toBeFocused();
  await expect(tab.getByLabel('Passwort')).toHaveValue('kurz');
  await tab.getByLabel('Passwort').fill('lang genug, wirklich');
  await expect(tab.getByText('Zu kurz: 4 von mindestens 10 Zeichen.')).toBeHidden();
  await tab.context().close();
});

test('the only owner stays, and it is said why', async () => {
  await visit(page, '/settings');
  const own = page.getByRole('row').filter({ hasText: email });
  await expect(own.getByText(en('settings.onlyOwner'))).toBeVisible();
  await expect(own.getByRole('button')).toHaveCount(0);
});

test('two owners: the second tab is told why the last one stays', async ({ browser }) => {
  const guest = await openBrowser(browser);
  const address = await signUp(guest, 'Second');
  await guest.context().close();
  const api = apiOf(page);
  const user_id = (await findUserByEmail(ctx.db, address))?.id ?? '';
  await join({ ctx, companyId }, address, 'owner');
  await visit(page, '/settings');
  await api.delete(`/members/${user_id}?company_id=${companyId}`);
  await page.getByRole('row').filter({ hasText: email }).getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(toasts(page).getByText(en('errors.last_owner'))).toBeVisible();
  // The list is brought up to date by the failure.
  await expect(page.getByText(address)).toBeHidden();
  await expect(page.getByText(en('settings.onlyOwner'))).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
});

test('a failed sync stands until it is closed, and the head of the page says it too', async () => {
  await visit(page, '/integrations/lightspeed');
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  await control('failNext', { path: '/f/data/businesses', times: 1, status: 404 });
  await page.getByRole('button', { name: 'Sync locations' }).click();
  const error = toasts(page).filter({ hasText: en('errors.lightspeed_api_error') });
  await expect(error).toBeVisible();
  await expect(error).toHaveAttribute('data-type', 'error');
  await expect(page.getByText(en('lightspeed.health.failing'), { exact: true })).toBeVisible();
  await expect(page.getByText(en('lightspeed.health.noError'), { exact: true })).toBeHidden();
  // The same again goes well: the old message does not stay beside the new state.
  await page.getByRole('button', { name: 'Sync locations' }).click();
  await expect(toasts(page).getByText(en('lightspeed.synced'))).toBeVisible();
  await expect(error).toBeHidden();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  const ground = (one: HTMLElement | SVGElement) => getComputedStyle(one).backgroundColor;
  const good = await toasts(page).first().evaluate(ground);
  await control('failNext', { path: '/f/data/businesses', times: 1, status: 404 });
  await page.getByRole('button', { name: 'Sync locations' }).click();
  await expect(error).toBeVisible();
  expect(await error.evaluate(ground)).not.toBe(good);
  await error.getByRole('button', { name: 'Close' }).click();
  await expect(error).toBeHidden();
});

test('Deny while connected: the connection that was there stays', async () => {
  await visit(page, '/integrations/lightspeed');
  await page.getByRole('button', { name: 'Reauthorize' }).click();
  await page.getByRole('button', { name: 'Deny' }).click();
  await expect(page.getByText(en('errors.oauth_denied_kept'))).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sync locations' })).toBeVisible();
});

test('titles name the thing', async () => {
  const [ingredient, recipe] = [
    idOf(inventory.ingredients, 'Cheddar'),
    idOf(inventory.recipes, 'Classic Burger'),
  ];
  for (const [path, title] of [
    [`/inventory/ingredients/${ingredient}`, 'Cheddar · Bestellfix'],
    [`/inventory/recipes/${recipe}`, 'Classic Burger · Bestellfix'],
    [locationPage(), `${LISBON} · Bestellfix`],
    ['/inventory/stock/enter?type=WASTE', `${en('stock.enterTitle.WASTE')} · Bestellfix`],
  ] as const) {
    await visit(page, path);
    await expect(page).toHaveTitle(title);
  }
  await visit(page, `/integrations/lightspeed/transfers/${logId}`);
  await expect(page).toHaveTitle(new RegExp(`${LISBON} · Bestellfix$`));
  await expect(page).toHaveTitle(new RegExp(`${Number(day.slice(8))} \\w+ ${day.slice(0, 4)}`));
});

test('a link to a thing of my other company offers to switch; of another’s it does not exist', async ({
  browser,
}) => {
  const path = `/inventory/ingredients/${idOf(inventory.ingredients, 'Cheddar')}`;
  const tab = await signInAs(browser, email);
  await apiOf(tab).post('/companies', { name: 'Bar Sara' });
  await visit(tab, '/overview');
  await switchTo(tab, 'Bar Sara');
  for (const theirs of [path, locationPage(), `/integrations/lightspeed/transfers/${logId}`]) {
    await visit(tab, theirs);
    await expect(tab.getByRole('heading', { name: en('common.elsewhere') })).toBeVisible();
  }
  await visit(tab, path);
  await tab.getByRole('button', { name: 'Switch to “Casa Sara”' }).click();
  await expect(tab.getByRole('heading', { name: 'Cheddar', level: 1 })).toBeVisible();
  await tab.context().close();

  const { page: stranger } = await openCompany(browser, { person: 'Stranger', company: 'Elsewhere' });
  await visit(stranger, path);
  await expect(stranger.getByRole('heading', { name: en('common.notFound') })).toBeVisible();
  await expect(stranger.locator('body')).not.toContainText('Casa Sara');
  await visit(stranger, '/inventory/ingredients/not-an-id');
  await expect(stranger.getByRole('heading', { name: en('common.notFound') })).toBeVisible();
  await stranger.context().close();
});

test('the shade of a dialog covers the page to its edge, the scroll bar’s gutter included', async () => {
  // Playwright hides scroll bars; a person's browser does not.
  const own = await chromium.launch({
    executablePath: process.env.PLAYWRIGHT_CHROMIUM || undefined,
    args: ['--no-sandbox'],
    env: withoutClock(),
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
  const tab = await signInAs(own, email);
  await tab.setViewportSize({ width: 1280, height: 800 });
  await switchTo(tab, 'Casa Sara');
  await visit(tab, '/inventory/ingredients');
  expect(await tab.evaluate(() => window.innerWidth - document.documentElement.clientWidth)).toBeGreaterThan(
    0,
  );
  const left = () => tab.locator('h1').evaluate((one) => one.getBoundingClientRect().x);
  const before = await left();
  await tab.getByRole('button', { name: 'New ingredient' }).first().click();
  await expect(tab.getByRole('dialog')).toBeVisible();
  expect(await left()).toBe(before);
  // In the gutter, and above the page's heading: one ground.
  const picture = (await tab.screenshot({ animations: 'disabled' })).toString('base64');
  const blank = await tab.context().newPage();
  const [gutter, page] = await blank.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(image, 0, 0);
    const colour = (x: number, y: number) => [...(drawing?.getImageData(x, y, 1, 1).data ?? [])];
    return [colour(1277, 10), colour(700, 10)];
  }, picture);
  // A step of 255 is how differently one colour is rounded when it is mixed and when it is blended; no eye
  // sees it.
  for (const [index, channel] of (gutter ?? [0, 0, 0]).entries())
    expect(Math.abs(channel - (page?.[index] ?? 255))).toBeLessThanOrEqual(1);
  await own.close();
});

test('a failed transfer changes nothing and says so; without an answer nothing is incomplete', async ({
  browser,
}) => {
  const tab = await signInAs(browser, email, 'de');
  await switchTo(tab, 'Casa Sara');
  await visit(tab, locationPage());
  const entries = (
    await apiOf(tab).all<{ id: string }>(
      `/ledger/entries?company_id=${companyId}&type=ISSUE&from=${day}&to=${day}`,
    )
  ).length;
  expect(entries).toBeGreaterThan(1);
  await control('failNext', { path: '/sales', times: 1, status: 404 });
  await tab.getByLabel(de('lightspeed.manual.date')).fill(day);
  await tab.getByRole('button', { name: de('lightspeed.manual.run'), exact: true }).click();
  const result = tab.getByRole('region', { name: de('lightspeed.manual.result') });
  await expect(result).toContainText(`Es wurde nichts geändert. Die ${entries} Einträge für `);
  await expect(result).toContainText('gelten weiter.');
  await expect(result.getByText(de('errors.lightspeed_api_error'))).toBeVisible();
  await expect(result.getByText(de('lightspeed.manual.incomplete'))).toBeHidden();
  await result.getByRole('link', { name: de('lightspeed.manual.details') }).click();
  await expect(tab.getByText(de('lightspeed.failedNothing'))).toBeVisible();
  await expect(tab.getByText(de('lightspeed.manual.incomplete'))).toBeHidden();
  await control('clearFailures');
  await tab.context().close();
});

test('archiving what is in use names what uses it, each a link; the ingredient’s page does too', async () => {
  await visit(page, '/inventory/ingredients?search=Cheddar');
  await page.getByRole('button', { name: 'Archive: Cheddar', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Archive' }).click();
  const refusal = page.getByRole('dialog', { name: 'Cheddar is still in use' });
  await expect(refusal.getByRole('link', { name: 'Cheeseburger', exact: true })).toBeVisible();
  await expect(toasts(page)).toHaveCount(0);
  await refusal.getByRole('link', { name: 'Cheeseburger', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Cheeseburger', level: 1 })).toBeVisible();
  const usedIn = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: en('inventory.usedIn') }) });
  await usedIn.getByRole('link').last().click();
  await expect(page).toHaveURL(/\/integrations\/lightspeed\/items\?segment=mapped&search=/);
  await expect(page.getByText('Cheeseburger').first()).toBeVisible();
  await visit(page, `/inventory/ingredients/${idOf(inventory.ingredients, 'Cheddar')}`);
  await expect(usedIn.getByRole('link', { name: 'Cheeseburger', exact: true })).toBeVisible();
  // A unit an active location writes to names the location.
  await visit(page, '/inventory/storage-units?search=Lager Lissabon');
  await page.getByRole('button', { name: 'Archive: Lager Lissabon' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Archive' }).click();
  await expect(
    page.getByRole('dialog', { name: 'Lager Lissabon is still in use' }).getByRole('link', { name: LISBON }),
  ).toBeVisible();
});

test('a paused location is amber, needs attention, and goes on at a click', async () => {
  await toggleAutoTransfer(ctx, { id: locationId, auto_transfer_paused: true });
  await visit(page, '/overview');
  const attention = page.getByRole('region', { name: en('overview.attention') });
  await expect(attention.getByText(`${LISBON}: the automatic transfer is paused`)).toBeVisible();
  await expect(attention.getByText(/No night has been transferred since/)).toBeVisible();
  await expect(page.getByText(/^Paused since \d/)).toBeVisible();
  await attention.getByRole('button', { name: 'Resume' }).click();
  await expect(toasts(page).getByText(en('runs.resumed'))).toBeVisible();
  await expect(page.getByText(/^Paused since/)).toBeHidden();
  await expect(attention.getByText(/is paused/)).toBeHidden();
});

test('a migration’s days appear in the calendar and in the log as they are done', async () => {
  const DONE = 4;
  await holdSales(lightspeedId, DONE);
  await startMigration(ctx, { id: locationId });
  await visit(page, locationPage());
  const cells = page.getByRole('link', { name: /Transferred|No sales/ });
  const log = page.getByRole('region', { name: en('lightspeed.logs.title') });
  await expect(page.getByText(/^[1-4] of 90$/)).toBeVisible();
  // Without a reload: days done since, in both.
  const before = await cells.count();
  await release();
  await expect(page.getByText(/^\d\d of 90$/)).toBeVisible({ timeout: 120_000 });
  await expect.poll(() => cells.count()).toBeGreaterThan(before + 4);
  await expect(log.getByText('Migration').nth(8)).toBeVisible();
  const days = await log
    .getByRole('row')
    .locator('td:first-child time')
    .evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''));
  expect(days.length).toBeGreaterThan(8);
  expect(days).toEqual(days.toSorted().toReversed());
  const migration = async () =>
    (await apiOf(page).get<{ status: string }>(`/locations/${locationId}/migration`)).status;
  await expect.poll(migration, { timeout: 200_000 }).toBe('completed');
});

test('the log says which changed mapping booked a day anew, and ordinary account types are no warnings', async () => {
  const { data } = await listItems(ctx, { id: integrationId, search: 'Cola 33', limit: 5 });
  const item = data.find((one) => one.mapping?.mapped_object_type === 'ingredient');
  if (!item?.mapping) throw new Error('the demo menu has another cola');
  const change = {
    kind: 'mapping' as const,
    item_id: item.id,
    mapped_object_type: item.mapping.mapped_object_type,
    mapped_object_id: item.mapping.mapped_object_id,
    quantity: '2',
  };
  const { token } = await previewChange(ctx, { company_id: companyId, change });
  const { transfer_log_ids } = await applyChange(ctx, { company_id: companyId, change, token });
  expect(transfer_log_ids.length).toBeGreaterThan(0);
  await visit(page, locationPage());
  const log = page.getByRole('region', { name: en('lightspeed.logs.title') });
  await expect(log.getByText(`Mapping changed: ${item.name}`).first()).toBeVisible();
  await visit(page, `/integrations/lightspeed/transfers/${transfer_log_ids[0]}`);
  await expect(page.getByText(`Mapping changed: ${item.name}`)).toBeVisible();
  await expect(page.locator('body')).not.toContainText('account_type_');
});

test('a click that saves asks the server once, and its answer brings the page up to date', async () => {
  const requests: string[] = [];
  const listen = (request: Request) => {
    const headers = request.headers();
    if (headers['next-action']) requests.push('action');
    else if (headers.rsc && !headers['next-router-prefetch']) requests.push('page');
    else if (request.url().includes('/changes/preview')) requests.push('preview');
  };
  const { data } = await listItems(ctx, { id: integrationId, search: 'Espresso', limit: 5 });
  const item = data.find((one) => one.mapping?.unit === 'kg');
  if (!item) throw new Error('the demo menu has another espresso');
  await visit(page, `/integrations/lightspeed/items?search=${item.name}`);
  page.on('request', listen);

  // Booked days would change: it counts from today on, and what it would change is asked for once.
  await onItem(page, item.name, 'Change');
  await page.getByLabel('Quantity', { exact: true }).fill('0.0125');
  await page.getByRole('button', { name: 'Save mapping' }).click();
  await page.getByRole('button', { name: 'Preview past days' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('table').first()).toBeVisible();
  expect(requests).toEqual(['action', 'preview']);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog).toBeHidden();
  await expect(deskRow(page, item.name).getByText('12.5 g')).toBeVisible();
  expect(requests).toEqual(['action', 'preview', 'action']);

  // No entry would: it is saved.
  const { data: unmapped } = await listItems(ctx, { id: integrationId, state: 'unmapped', limit: 1 });
  const name = unmapped[0]?.name ?? '';
  await visit(page, `/integrations/lightspeed/items?search=${encodeURIComponent(name)}`);
  await page.waitForLoadState('networkidle');
  requests.length = 0;
  await onItem(page, name, 'Ignore');
  await expect(deskRow(page, name).getByText('Ignored', { exact: true })).toBeVisible();
  expect(requests).toEqual(['action']);
  page.off('request', listen);
});

test('no page complained', () => {
  expect(problems).toEqual([]);
});
