import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { connectSimulator } from '@/lib/demo/connect-simulator';
import { mapMenu } from '@/lib/demo/map-menu';
import { idOf, kitchenIds, seedKitchen } from '@/lib/demo/seed-kitchen';
import { syncItems } from '@/lib/services/item/sync-items';
import { createLedgerBatch } from '@/lib/services/ledger/create-ledger-batch';
import { activateLocation } from '@/lib/services/location/activate-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listLocations } from '@/lib/services/location/list-locations';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { cancelMigration } from '@/lib/services/migration/cancel-migration';
import { addMember } from '@/lib/services/people/add-member';
import { createApiKey } from '@/lib/services/people/create-api-key';
import {
  actAs,
  complaints,
  createCompany,
  expect,
  leaks,
  openBrowser,
  reload,
  signInAs,
  signUp,
  test,
  visit,
} from './support/app';
import { transferDaysWithSales } from './support/days-with-sales';
import { fillRoute, pageRoutes } from './support/routes';

/**
 * What holds for every page of the app: accessible, fits a phone, two languages, keyboard, and nobody else's.
 */
const ROUTES = pageRoutes();
/** Pages that look different by their query. */
const MORE = [
  '/inventory/stock/enter?type=WASTE',
  '/inventory/ledger?reversed=true&type=ISSUE',
  '/integrations/lightspeed?error=lightspeed_auth_failed',
  '/integrations/lightspeed/items?state=unmapped',
  '/integrations/lightspeed/items?search=nothing-like-this',
  '/no/such/page',
];
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };
const COMPANY = 'Gasthaus Ohnegleichen';

let page: Page;
let problems: string[];
let viewerEmail: string;
const ids: Record<string, string> = {};

test.beforeAll(async ({ browser }) => {
  const viewer = await openBrowser(browser);
  viewerEmail = await signUp(viewer, 'Vera');
  await viewer.context().close();

  page = await openBrowser(browser, { viewport: WIDE });
  problems = complaints(page);
  await signUp(page, 'Otto');
  await createCompany(page, COMPANY);
  const { ctx, companyId: company_id } = await actAs(page);
  await seedKitchen(ctx, company_id);
  const kitchen = await kitchenIds(ctx, company_id);
  const { id } = await connectSimulator(ctx, company_id);
  await syncLocations(ctx, { id });
  await syncItems(ctx, { id });
  await mapMenu(ctx, { id, company_id }, kitchen);
  const { data } = await listLocations(ctx, { id, limit: 10, include_archived: false });
  const location = data.find((one) => one.name === 'Harbour Lisbon');
  if (!location) throw new Error('the simulator has another restaurant');
  const storage_unit_id = idOf(kitchen.units, 'Lager Lissabon');
  await linkStorageUnit(ctx, { id: location.id, storage_unit_id });
  await activateLocation(ctx, { id: location.id });
  await cancelMigration(ctx, { id: location.id });
  const [sold] = await transferDaysWithSales(ctx, location.id, {
    companyId: company_id,
    count: 1,
    atLeast: 2,
  });
  const ledgerId = sold?.ledgerIds[0];
  // Without an entry the page of an entry would go unseen.
  if (!sold || !ledgerId) throw new Error('the day has no ledger entry');
  const count = await createLedgerBatch(ctx, {
    company_id,
    type: 'ADJUSTMENT',
    date: sold.date,
    storage_unit_id,
    lines: [{ ingredient_id: idOf(kitchen.ingredients, 'Cheddar'), counted_quantity: '5' }],
  });
  await addMember(ctx, { company_id, email: viewerEmail, role: 'viewer' });
  await createApiKey(ctx, { company_id, name: 'Till printer', role: 'viewer' });
  Object.assign(ids, {
    company: company_id,
    locations: location.id,
    transfers: sold.logId,
    counts: count.batch_id,
    ledger: ledgerId,
    recipes: idOf(kitchen.recipes, 'Classic Burger'),
    ingredients: idOf(kitchen.ingredients, 'Cheddar'),
    'storage-units': storage_unit_id,
  });
});
test.afterAll(async () => {
  await page.context().close();
});

/** Of rows that are alike the first stand for the rest; a hundred of them would be looked at for minutes. */
const FEW_ROWS = 'main tbody tr:nth-child(n+8), main li:nth-child(n+14) { display: none }';

async function open(tab: Page, path: string): Promise<void> {
  await visit(tab, fillRoute(path, ids));
  await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(tab.locator('[aria-busy=true]')).toHaveCount(0);
}
async function dress(tab: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await tab.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(tab.locator('html')).toHaveClass(colorScheme);
}
async function speak(tab: Page, language: 'de' | 'en'): Promise<void> {
  const { origin } = new URL(tab.url());
  await tab.context().addCookies([{ name: 'bestellfix_locale', value: language, url: origin }]);
}
async function violations(tab: Page, only?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page: tab });
  const { violations: found } = await (only ? axe.withRules([only]) : axe).analyze();
  return found.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${impact}): ${node.html.slice(0, 200)}`),
  );
}
const overflow = (tab: Page) =>
  tab.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

/** Walks by Tab and returns what can be used by mouse but was not reached, or shows no focus. */
async function unreachable(tab: Page): Promise<string[]> {
  const count = await tab.evaluate(() => {
    const usable = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea'),
    ].filter(
      (one) =>
        !one.matches(':disabled, [tabindex="-1"], [type=hidden]') &&
        one.checkVisibility({ visibilityProperty: true }),
    );
    for (const one of usable) one.dataset.usable = 'yes';
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof HTMLElement)) return;
      const { outlineStyle, boxShadow } = getComputedStyle(target);
      target.dataset.usable = outlineStyle === 'none' && boxShadow === 'none' ? 'unseen' : 'reached';
    });
    (document.activeElement as HTMLElement | null)?.blur();
    // A date has a stop for each of its parts.
    const dates = document.querySelectorAll('[type=date], [type=datetime-local]').length;
    return usable.length + 8 * dates + document.querySelectorAll('[tabindex="0"]').length;
  });
  for (let press = 0; press < count + 2; press++) await tab.keyboard.press('Tab');
  return tab.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-usable=yes], [data-usable=unseen]')].map(
      (one) =>
        `${one.dataset.usable === 'yes' ? 'not reached' : 'focus not seen'}: ${one.outerHTML.slice(0, 160)}`,
    ),
  );
}

/** All that is wrong with a page: light and dark, wide and narrow, English and German. */
async function faults(tab: Page, path: string): Promise<string[]> {
  const found: string[] = [];
  const note = (when: string, list: readonly string[]) => found.push(...list.map((one) => `${when}: ${one}`));
  await tab.setViewportSize(WIDE);
  await tab.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await open(tab, path);
  await tab.addStyleTag({ content: FEW_ROWS });
  note('light', await violations(tab));
  note('keyboard', await unreachable(tab));
  note('English', await leaks(tab, 'en'));
  await expect(tab.locator('html')).toHaveAttribute('lang', 'en');
  await dress(tab, 'dark');
  note('dark', await violations(tab, 'color-contrast'));

  await tab.setViewportSize(NARROW);
  await speak(tab, 'de');
  await reload(tab);
  const over = await overflow(tab);
  if (over > 0) note('phone', [`${over} px too wide`]);
  await tab.addStyleTag({ content: FEW_ROWS });
  await expect(tab.locator('html')).toHaveAttribute('lang', 'de');
  note('German', await leaks(tab, 'de'));
  note('phone, dark', await violations(tab));
  await dress(tab, 'light');
  note('phone, light', await violations(tab, 'color-contrast'));
  await speak(tab, 'en');
  return found;
}

for (const path of [...ROUTES.map((route) => route.path), ...MORE]) {
  test(`${path} for every eye, screen and tongue`, async ({ browser }) => {
    const isPublic = ROUTES.some((route) => route.path === path && route.isPublic);
    const tab = isPublic ? await openBrowser(browser) : page;
    const complained = isPublic ? complaints(tab) : problems;
    expect(await faults(tab, path)).toEqual([]);
    // The browser itself notes the status of the page that is none.
    expect(complained.filter((line) => !line.includes('/no/such/page'))).toEqual([]);
    if (isPublic) await tab.context().close();
  });
}

test('what opens over a page is accessible too', async () => {
  await speak(page, 'en');
  const check = async () => {
    await dress(page, 'light');
    expect(await violations(page)).toEqual([]);
    await dress(page, 'dark');
    expect(await violations(page, 'color-contrast')).toEqual([]);
  };
  await page.setViewportSize(WIDE);
  await open(page, '/inventory/ingredients');
  await page.getByRole('button', { name: 'New ingredient' }).first().click();
  await check();
  await open(page, '/inventory/stock/enter');
  await page
    .getByRole('main')
    .getByRole('button', { name: /ingredient/i })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  await check();
  await open(page, '/integrations/lightspeed/items?search=Cola');
  await page
    .getByRole('button', { name: /^Change/ })
    .first()
    .click();
  await check();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await check();
  await page.setViewportSize(NARROW);
  await open(page, '/overview');
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await check();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(problems.filter((line) => !line.includes('/no/such/page'))).toEqual([]);
});

test('a storage unit is made by keyboard alone', async () => {
  await page.setViewportSize(WIDE);
  await open(page, '/inventory/storage-units');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  const button = page.getByRole('button', { name: 'New storage unit' }).first();
  for (let press = 0; press < 5 && !(await button.evaluate((one) => one === document.activeElement)); press++)
    await page.keyboard.press('Tab');
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('By hand of keys');
  await page.keyboard.press('Enter');
  await expect(page.getByText('By hand of keys')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('another company’s person finds nothing of it', async ({ browser }) => {
  const stranger = await openBrowser(browser);
  await signUp(stranger, 'Mallory');
  await createCompany(stranger, 'Elsewhere');
  for (const { path } of ROUTES.filter((route) => route.isDynamic)) {
    await visit(stranger, fillRoute(path, ids));
    await expect(stranger.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  }
  const foreign = [COMPANY, ...Object.values(ids)];
  for (const { path } of ROUTES.filter((route) => !route.isDynamic && !route.isPublic)) {
    await visit(stranger, path);
    await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible();
    const html = await stranger.content();
    expect(
      foreign.filter((word) => html.includes(word)),
      path,
    ).toEqual([]);
  }
  for (const query of [
    `transfer=${ids.transfers}`,
    `ingredient=${ids.ingredients}`,
    `storage_unit=${ids['storage-units']}`,
  ]) {
    await visit(stranger, `/inventory/ledger?${query}`);
    await expect(stranger.getByText('No entries').first()).toBeVisible();
  }
  await stranger.context().close();
});

test('a viewer sees everything and no button that would write', async ({ browser }) => {
  const viewer = await signInAs(browser, viewerEmail);
  const found: string[] = [];
  // Anyone may found a company of their own.
  for (const { path } of ROUTES.filter((route) => !route.isPublic && route.path !== '/companies/new')) {
    await open(viewer, path);
    await expect(viewer.getByRole('heading', { name: 'Page not found' })).toBeHidden();
    const writing = viewer
      .getByRole('main')
      .locator('button:enabled, [role=switch]:enabled, textarea:enabled:not([readonly])');
    const buttons = await writing.evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 160)));
    found.push(...buttons.map((button) => `${path}: ${button}`));
  }
  expect(found).toEqual([]);
  await viewer.context().close();
});
