import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import { connectSimulator } from '@/lib/demo/connect-simulator';
import { approveConsent } from '@/lib/lightspeed/simulator/approve-consent';
import type { ServiceContext } from '@/lib/services/context';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { syncItems } from '@/lib/services/item/sync-items';
import { activateLocation } from '@/lib/services/location/activate-location';
import { getLocation } from '@/lib/services/location/get-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listLocations } from '@/lib/services/location/list-locations';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { cancelMigration } from '@/lib/services/migration/cancel-migration';
import { createRecipe } from '@/lib/services/recipe/create-recipe';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import {
  apiOf,
  choose,
  expect,
  join,
  onItem,
  openBrowser,
  openCompany,
  reload,
  signInAs,
  signUp,
  test,
  visit,
  words,
} from './support/app';
import { transferDaysWithSales } from './support/days-with-sales';
import { control, holdSales, release } from './support/simulator';

/**
 * Every code of the published page, met as a person meets it: with a second tab, a stale page, or the till's
 * own trouble.
 */

const PAGE_CODES = [
  'lightspeed_integration_exists',
  'lightspeed_oauth_exchange_failed',
  'lightspeed_not_configured',
  'unauthorized_company_access',
  'storage_unit_required',
  'storage_unit_company_mismatch',
  'recipe_not_found',
  'ingredient_not_found',
  'location_not_activated',
  'migration_already_in_progress',
  'date_required',
  'invalid_date_format',
  'lightspeed_auth_failed',
  'lightspeed_api_error',
];
const LOCATION = 'Seeblick Zürich';
const en = words('en');
const de = words('de');
/** Codes met, kept in a file: after a failed test the rest runs in another process. */
const MET = path.join('test-results', 'met-codes.txt');

/** One person at three devices, one of which speaks German. */
let page: Page;
let other: Page;
let german: Page;
let email: string;
let ctx: ServiceContext;
let companyId: string;
let pantryId: string;
let locationId = '';
let lightspeedId = '';

test.beforeAll(async ({ browser }) => {
  const opened = await openCompany(browser, { person: 'Lea', company: 'Bistro Lea' });
  ({ page, email, ctx, companyId } = opened);
  other = await signInAs(browser, email);
  german = await signInAs(browser, email, 'de');
  pantryId = (await createStorageUnit(ctx, { company_id: companyId, name: 'Pantry' })).id;
  await createStorageUnit(ctx, { company_id: companyId, name: 'Old shed' });
  for (const name of ['Tea', 'Sugar'])
    await createIngredient(ctx, {
      company_id: companyId,
      name,
      base_unit: 'kg',
      allergens: [],
      is_active: true,
    });
  for (const name of ['Soup', 'Stew'])
    await createRecipe(ctx, { company_id: companyId, name, is_active: true, lines: [] });
});
test.afterEach(async () => {
  await control('clearFailures');
  await control('setClientSecret', { secret: process.env.LIGHTSPEED_CLIENT_SECRET });
  await release();
});
test.afterAll(async () => {
  for (const one of [page, other, german]) await one.context().close();
});

/** The sentence of the code is on the page, and nothing of the code itself. */
async function says(tab: Page, code: string, t = en): Promise<void> {
  const sentence = t(`errors.${code}`);
  await expect(tab.getByText(sentence).first()).toBeVisible();
  await expect(tab.locator('body')).not.toContainText(code);
  appendFileSync(MET, `${code}\n`);
}
const locationPage = () => `/integrations/lightspeed/locations/${locationId}`;
/** A day that is over at the location, whatever the hour. */
const pastDay = () => new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
/** The newest such day on which the restaurant was open. */
async function soldDay(): Promise<string> {
  const [sold] = await transferDaysWithSales(ctx, locationId, { companyId, count: 1, atLeast: 2 });
  return sold?.date ?? '';
}
async function transfer(tab: Page, day: string, t = en): Promise<void> {
  await tab.bringToFront();
  await tab.getByLabel(t('lightspeed.manual.date')).fill(day);
  await tab.getByRole('button', { name: t('lightspeed.manual.run'), exact: true }).click();
}
async function confirm(tab: Page, name: string): Promise<void> {
  await tab.bringToFront();
  await tab.getByRole('button', { name, exact: true }).click();
  await tab.getByRole('alertdialog').getByRole('button', { name, exact: true }).click();
}
async function archive(name: string): Promise<void> {
  await other.bringToFront();
  const row = other.getByRole('row').filter({ hasText: name });
  await row.getByRole('button', { name: 'Archive' }).click();
  await other.getByRole('alertdialog').getByRole('button', { name: 'Archive' }).click();
  await expect(row.getByText('Archived')).toBeVisible();
}
async function link(unit: string): Promise<void> {
  await choose(page, /^Storage unit/, unit);
  await page.getByRole('button', { name: 'Link', exact: true }).click();
}
async function leaveForLightspeed(tab: Page): Promise<void> {
  await tab.bringToFront();
  await visit(tab, '/integrations/lightspeed');
  await tab.getByRole('button', { name: 'Connect with Lightspeed' }).click();
  await expect(tab.getByRole('heading', { name: /Allow Bestellfix/ })).toBeVisible();
}

test('lightspeed_not_configured: the server has another secret than Lightspeed', async () => {
  await control('setClientSecret', { secret: 'renewed at Lightspeed' });
  await leaveForLightspeed(page);
  await page.getByRole('button', { name: 'Allow' }).click();
  await says(page, 'lightspeed_not_configured');
});

test('lightspeed_oauth_exchange_failed: the code is dead when the browser is back', async () => {
  await leaveForLightspeed(page);
  const back = await approveConsent(page.url());
  await control('revokeGrant');
  await visit(page, back.href);
  await says(page, 'lightspeed_oauth_exchange_failed');
  // The way back works once (R5).
  await visit(page, back.href);
  await says(page, 'oauth_state_invalid');
});

test('a person who does not agree is told that nothing was connected', async () => {
  await leaveForLightspeed(page);
  await page.getByRole('button', { name: 'Deny' }).click();
  await says(page, 'oauth_denied');
});

test('lightspeed_integration_exists: another tab was faster', async () => {
  await visit(german, '/integrations/lightspeed');
  await expect(german.getByRole('button', { name: de('lightspeed.connect') })).toBeVisible();
  await leaveForLightspeed(page);
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('button', { name: 'Sync locations' })).toBeVisible();
  await german.bringToFront();
  await german.getByRole('button', { name: de('lightspeed.connect') }).click();
  await says(german, 'lightspeed_integration_exists', de);
});

/** Connected and synced, by the test before or, when that one failed, here. */
async function reachLocations(): Promise<void> {
  if (locationId) return;
  const known = await getIntegration(ctx, { company_id: companyId });
  const { id } = known ?? (await connectSimulator(ctx, companyId));
  await syncLocations(ctx, { id });
  await syncItems(ctx, { id });
  const { data } = await listLocations(ctx, { id, include_archived: false, limit: 50 });
  const found = data.find((one) => one.name === LOCATION);
  locationId = found?.id ?? '';
  lightspeedId = found?.lightspeed_id ?? '';
  await visit(page, locationPage());
}
/** Linked to the pantry, and activated with its migration cancelled if asked, in the same way. */
async function reachLink(options: { isActivated: boolean }): Promise<void> {
  await reachLocations();
  const location = await getLocation(ctx, { id: locationId });
  if (location.storage_unit_id === null)
    await linkStorageUnit(ctx, { id: locationId, storage_unit_id: pantryId });
  if (!options.isActivated || location.is_activated) return;
  await activateLocation(ctx, { id: locationId });
  await cancelMigration(ctx, { id: locationId });
}

test('storage_unit_company_mismatch: the unit chosen was archived, or is another company’s', async () => {
  await reachLocations();
  await visit(page, locationPage());
  await choose(page, /^Storage unit/, 'Old shed');
  await visit(other, '/inventory/storage-units');
  await archive('Old shed');
  await page.bringToFront();
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await says(page, 'storage_unit_company_mismatch');

  // No page offers another company's unit: the request is changed on its way.
  const second = await apiOf(page).post<{ id: string }>('/companies', { name: 'Bistro Max' });
  const theirs = await apiOf(page).post<{ id: string }>('/storage-units', {
    company_id: second.id,
    name: 'Max',
  });
  await reload(page);
  await choose(page, /^Storage unit/, 'Pantry');
  await page.route(`**${locationPage()}`, (route) => {
    const body = route.request().postData() ?? '';
    const postData = body.replace(/("storage_unit_id":")[^"]+/, `$1${theirs.id}`);
    return route.continue(body === '' ? {} : { postData });
  });
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await says(page, 'storage_unit_company_mismatch');
  await page.unroute(`**${locationPage()}`);
  await reload(page);
  await expect(page.getByRole('button', { name: 'Unlink' })).toBeHidden();
});

test('storage_unit_required: unlinked in another tab, then activated or transferred', async () => {
  await reachLocations();
  await visit(page, locationPage());
  await link('Pantry');
  await expect(page.getByRole('button', { name: 'Unlink' })).toBeVisible();
  await visit(german, locationPage());
  await expect(german.getByRole('button', { name: de('lightspeed.unlink'), exact: true })).toBeVisible();
  await confirm(page, 'Unlink');
  await expect(page.getByRole('button', { name: 'Unlink' })).toBeHidden();
  await german.bringToFront();
  await german.getByRole('button', { name: de('lightspeed.activate'), exact: true }).click();
  await says(german, 'storage_unit_required', de);
  await transfer(page, pastDay());
  await says(page, 'storage_unit_required');
});

test('location_not_activated, date_required and invalid_date_format', async () => {
  await reachLink({ isActivated: false });
  await visit(page, locationPage());
  await expect(page.getByRole('button', { name: 'Unlink' })).toBeVisible();
  await transfer(page, pastDay());
  await says(page, 'location_not_activated');

  await visit(german, locationPage());
  await transfer(german, '', de);
  await says(german, 'date_required', de);
  await transfer(german, '2999-01-01', de);
  await says(german, 'invalid_date_format', de);
  await transfer(page, '');
  await says(page, 'date_required');
  await transfer(page, '2999-01-01');
  await says(page, 'invalid_date_format');
});

test('migration_already_in_progress: another tab started it', async () => {
  await reachLink({ isActivated: false });
  await visit(page, locationPage());
  await holdSales(lightspeedId);
  await page.getByRole('button', { name: 'Activate', exact: true }).click();
  await confirm(page, 'Cancel migration');
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
  await visit(other, locationPage());
  await expect(other.getByRole('button', { name: 'Run again' })).toBeVisible();
  await confirm(other, 'Run again');
  await expect(other.getByRole('button', { name: 'Cancel migration' })).toBeVisible();
  await confirm(page, 'Run again');
  await says(page, 'migration_already_in_progress');
  await confirm(other, 'Cancel migration');
  await expect(other.getByRole('button', { name: 'Run again' })).toBeVisible();
  await release();
});

test('recipe_not_found and ingredient_not_found: archived in another tab', async () => {
  await reachLocations();
  for (const [kind, name] of [
    ['recipe', 'Soup'],
    ['ingredient', 'Tea'],
  ] as const) {
    await visit(page, '/integrations/lightspeed/items?search=Tagessuppe');
    await onItem(page, 'Tagessuppe', 'Edit');
    await choose(page, /^Takes from stock/, name);
    await visit(other, `/inventory/${kind}s`);
    await archive(name);
    await page.bringToFront();
    await page.getByRole('button', { name: 'Save mapping' }).click();
    await says(page, `${kind}_not_found`);
  }
});

test('lightspeed_api_error: Lightspeed answers oddly, and the next time well', async () => {
  await reachLink({ isActivated: true });
  const day = await soldDay();
  await control('failNext', { path: `${lightspeedId}/sales`, times: 1, status: 404 });
  await visit(page, locationPage());
  await transfer(page, day);
  await says(page, 'lightspeed_api_error');
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result.getByText('Failed', { exact: true }).first()).toBeVisible();
  await control('clearFailures');
  await transfer(page, day);
  await expect(result.getByText('Transferred')).toBeVisible();
});

test('lightspeed_auth_failed: consent withdrawn; reauthorizing keeps everything', async () => {
  await reachLink({ isActivated: true });
  const day = await soldDay();
  await control('revokeGrant');
  await visit(german, locationPage());
  await transfer(german, day, de);
  await says(german, 'lightspeed_auth_failed', de);

  await page.bringToFront();
  await visit(page, '/integrations/lightspeed');
  await says(page, 'lightspeed_auth_failed');
  await expect(page.getByText('Reauthorization needed')).toBeVisible();
  await page.getByRole('button', { name: 'Reauthorize' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  await visit(page, locationPage());
  await expect(page.getByRole('button', { name: /^Storage unit: Pantry/ })).toBeVisible();
  await transfer(page, day);
  await expect(page.getByRole('region', { name: 'Result' }).getByText('Transferred')).toBeVisible();
});

test('a page that cannot be made shows the id under which its failure is logged', async () => {
  await reachLocations();
  const keepsTime = async (timezone: string) => {
    await ctx.db.update(lightspeedLocations).set({ timezone }).where(eq(lightspeedLocations.id, locationId));
  };
  const { timezone } = await getLocation(ctx, { id: locationId });
  // No calendar knows it; only the database can have it.
  await keepsTime('Mars/Phobos');
  const linked = page.getByRole('link', { name: LOCATION }).first();
  await visit(page, '/integrations/lightspeed/locations');
  for (const open of [() => page.goto(locationPage()), () => linked.click()]) {
    await open();
    await says(page, 'internal_error');
    const shown = (await page.getByRole('alert').locator('code').textContent()) ?? '';
    expect(shown).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    const lines = readFileSync(process.env.E2E_APP_LOG ?? '', 'utf8').split('\n');
    const logged = lines
      .filter((line) => line.includes(`"requestId":"${shown}"`))
      .map((line) => JSON.parse(line));
    expect(logged).toMatchObject([{ msg: 'page failed', path: locationPage(), method: 'GET' }]);
    await visit(page, '/integrations/lightspeed/locations');
  }
  await page.goto(locationPage());
  await says(page, 'internal_error');
  await keepsTime(timezone);
  await page.getByRole('button', { name: en('common.retry') }).click();
  await expect(page.getByRole('heading', { name: LOCATION, level: 1 })).toBeVisible();
});

test('unauthorized_company_access: membership ended while the page was open', async ({ browser }) => {
  const guest = await openBrowser(browser);
  const address = await signUp(guest, 'Kim');
  await join({ ctx, companyId }, address, 'manager');
  await visit(page, '/settings');
  const row = page.getByRole('row').filter({ hasText: address });
  await expect(row).toBeVisible();
  await visit(guest, '/inventory/storage-units');
  await guest.getByRole('button', { name: 'New storage unit' }).first().click();
  await guest.getByLabel('Name', { exact: true }).fill('Mine now');
  await page.bringToFront();
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toBeHidden();
  await guest.bringToFront();
  await guest.getByRole('button', { name: 'Save', exact: true }).click();
  await says(guest, 'unauthorized_company_access');
  await guest.context().close();
});

test('every code of the page was met', () => {
  const met = readFileSync(MET, 'utf8').split('\n');
  expect(PAGE_CODES.filter((code) => !met.includes(code))).toEqual([]);
});
