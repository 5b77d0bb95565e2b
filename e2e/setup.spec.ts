import type { Browser, Page } from '@playwright/test';
import type { Setup, SetupStep } from '@/lib/contracts/setup';
import { mapMenu } from '@/lib/demo/map-menu';
import { idOf } from '@/lib/demo/seed-inventory';
import type { ServiceContext } from '@/lib/services/context';
import { listItems } from '@/lib/services/item/list-items';
import { setIgnored } from '@/lib/services/item/set-ignored';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listLocations } from '@/lib/services/location/list-locations';
import { cancelMigration } from '@/lib/services/migration/cancel-migration';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import {
  actAs,
  apiOf,
  complaints,
  createCompany,
  expect,
  openBrowser,
  reload,
  said,
  signInAs,
  signUp,
  test,
  visit,
} from './support/app';
import { LISBON, seedConnected } from './support/restaurant';
import { chapterLink, openChapter, setupStep, showsChapter } from './support/setup';
import { control, holdSales, release } from './support/simulator';

/**
 * The setup, left in each chapter and entered again at another browser: one goes on where one stopped, what
 * was done stands, and what was not is not claimed.
 */

const ZURICH = 'Seeblick Zürich';

let page: Page;
let email: string;
let ctx: ServiceContext;
let companyId: string;
let problems: string[];

test.beforeEach(async ({ browser }) => {
  page = await openBrowser(browser);
  problems = complaints(page);
  email = await signUp(page, 'Bea');
});
test.afterEach(async () => {
  await control('clearFailures');
  await release();
  await page.context().close();
  expect(problems).toEqual([]);
});

async function begin(): Promise<void> {
  await createCompany(page, 'Osteria Bea');
  ({ ctx, companyId } = await actAs(page));
}
/** Leaves once it is known where; the same person comes back to the setup at another browser. */
async function enterAgain(browser: Browser, stopped: SetupStep): Promise<void> {
  const left = page;
  const remembered = async () => (await apiOf(left).get<Setup>(`/setup?company_id=${companyId}`)).step;
  await expect.poll(remembered).toBe(stopped);
  page = await signInAs(browser, email);
  problems.push(...complaints(page));
  await left.context().close();
  await visit(page, '/setup');
}
const step = (title: string) => setupStep(page, title);
const isDone = (title: string) => expect(step(title).getByText('Done', { exact: true })).toBeVisible();
const isOpen = (title: string) => expect(step(title).getByText('Done', { exact: true })).toBeHidden();
const stoppedAt = (title: string) => expect(step(title).getByText('You stopped here')).toBeVisible();

test('left while bringing in', async ({ browser }) => {
  await begin();
  await createStorageUnit(ctx, { company_id: companyId, name: 'Kitchen store' });
  await openChapter(page, 'Bring in');
  await step('Create ingredients').getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Ingredients', level: 1 })).toBeVisible();
  await enterAgain(browser, 'ingredients');
  await showsChapter(page, 'Bring in');
  await expect(chapterLink(page, 'Bring in')).toContainText('1 of 3 done');
  await isDone('Create storage units');
  await isOpen('Create ingredients');
  await stoppedAt('Create ingredients');
  await expect(step('Create ingredients')).toHaveAttribute('aria-current', 'step');
  await page.getByRole('link', { name: 'Import: Bring in' }).click();
  await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible();
});

test('left at the consent, denied, left while items fail, left half linked', async ({ browser }) => {
  await begin();
  await openChapter(page, 'Connect');
  const connect = () => page.getByRole('button', { name: 'Connect with Lightspeed' }).click();
  await connect();
  await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible();
  await enterAgain(browser, 'connect');
  await showsChapter(page, 'Connect');
  await stoppedAt('Connect Lightspeed');
  await expect(chapterLink(page, 'Connect')).toContainText('0 of 4 done');

  await connect();
  await page.getByRole('button', { name: 'Deny' }).click();
  await visit(page, '/setup');
  await showsChapter(page, 'Connect');
  await isOpen('Connect Lightspeed');

  await control('failNext', { path: '^/items/', times: 1, status: 404 });
  await connect();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(step('Sync locations')).toContainText(`2 locations found: ${LISBON}, ${ZURICH}.`);
  await expect(page.locator('[data-sonner-toast][data-type=error]')).toBeVisible();
  await isDone('Connect Lightspeed');
  await isOpen('Sync items');
  await enterAgain(browser, 'connect');
  await showsChapter(page, 'Connect');
  await expect(step('Sync items')).toContainText(/1\d\d items found/);
  await isDone('Sync items');

  await isOpen('Link locations to storage units');
  await page.getByRole('button', { name: `Create storage unit “${LISBON}”` }).click();
  await said(page, `${LISBON} is linked.`);
  await enterAgain(browser, 'connect');
  await openChapter(page, 'Connect');
  await expect(step('Link locations to storage units')).toContainText('1 of 2 locations linked.');
  await expect(page.getByRole('button', { name: `Create storage unit “${LISBON}”` })).toBeHidden();
  await expect(page.getByRole('button', { name: `Create storage unit “${ZURICH}”` })).toBeVisible();
});

test('left while mapping', async ({ browser }) => {
  await begin();
  const { integrationId: id } = await seedConnected(ctx, companyId);
  await openChapter(page, 'Map');
  await step('Map important items first').getByRole('link', { name: 'Map items' }).click();
  await expect(page).toHaveURL(/\/integrations\/lightspeed\/items/);
  const { data } = await listItems(ctx, { id, search: 'Saalmiete', limit: 1 });
  await setIgnored(ctx, { id: data[0]?.id ?? '', ignored: true });
  await enterAgain(browser, 'map_items');
  await showsChapter(page, 'Map');
  await stoppedAt('Map important items first');
  await isOpen('Map important items first');
  await expect(step('Map important items first')).toContainText('1 item is decided');
  // What another chapter has to give is a click away, and that is then where one stopped.
  await step('Map important items first').getByRole('link', { name: 'the 90 days are read' }).click();
  await showsChapter(page, 'Run and check');
  await reload(page);
  await visit(page, '/setup');
  await showsChapter(page, 'Run and check');
});

test('left while the 90 days are read, cancelled, and before the opening count', async ({ browser }) => {
  await begin();
  const { ids, integrationId: id } = await seedConnected(ctx, companyId);
  await mapMenu(ctx, { id, company_id: companyId }, ids);
  const { data } = await listLocations(ctx, { id, limit: 10, include_archived: false });
  const lisbon = data.find((one) => one.name === LISBON);
  if (!lisbon) throw new Error('the simulator has another restaurant');
  await linkStorageUnit(ctx, { id: lisbon.id, storage_unit_id: idOf(ids.units, 'Lager Lissabon') });
  await holdSales(lisbon.lightspeed_id, 5);
  await openChapter(page, 'Run and check');
  await page.getByRole('button', { name: `Activate: ${LISBON}` }).click();
  const progress = () => page.getByRole('progressbar', { name: `The last 90 days: ${LISBON}` });
  await expect(progress()).toHaveAttribute('value', '5', { timeout: 120_000 });
  await enterAgain(browser, 'activate');
  await showsChapter(page, 'Run and check');
  await expect(progress()).toHaveAttribute('value', '5');
  await isDone('Activate the location');
  await isOpen('Check migration status');

  await cancelMigration(ctx, { id: lisbon.id });
  await release();
  await expect(step('Check migration status')).toContainText('Cancelled');
  await page.getByRole('link', { name: 'Before the 90 days: Lager Lissabon' }).click();
  await expect(page.getByRole('button', { name: 'Book count' })).toBeVisible();
  await enterAgain(browser, 'opening_count');
  await showsChapter(page, 'Run and check');
  await isOpen('Check migration status');
  await isOpen('Count what is there');
  await stoppedAt('Count what is there');
});

test('entered in any order; a sample restaurant is a company of its own', async () => {
  await expect(page.getByRole('button', { name: 'Open a sample restaurant' })).toBeVisible();
  await begin();
  for (const [chapter, needs] of [
    ['Run and check', 'There is no location yet'],
    ['Map', 'There are no items yet'],
    ['Connect', 'Begins by itself once Lightspeed is connected.'],
    ['Bring in', 'None of this has to come first'],
  ] as const) {
    await openChapter(page, chapter);
    await expect(page.getByText(needs).first()).toBeVisible();
    await expect(page.getByText('You stopped here')).toBeVisible();
    await visit(page, '/setup');
    await showsChapter(page, chapter);
  }
  await page.getByRole('button', { name: 'Open a sample restaurant' }).click();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible({ timeout: 120_000 });
  const companies = page.getByRole('combobox', { name: 'Company' });
  await expect(companies.locator('option:checked')).toHaveText('Sample restaurant');
  await companies.selectOption({ label: 'Osteria Bea' });
  await expect(companies).toBeEnabled();
  await expect(companies.locator('option:checked')).toHaveText('Osteria Bea');
  await visit(page, '/setup');
  await expect(chapterLink(page, 'Bring in')).toContainText('0 of 3 done');
});
