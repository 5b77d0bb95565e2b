import type { Browser, Page } from '@playwright/test';
import { mapMenu } from '@/lib/demo/map-menu';
import { idOf } from '@/lib/demo/seed-inventory';
import { listItems } from '@/lib/services/item/list-items';
import { createLedgerBatch } from '@/lib/services/ledger/create-ledger-batch';
import { activateLocation } from '@/lib/services/location/activate-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listLocations } from '@/lib/services/location/list-locations';
import { cancelMigration } from '@/lib/services/migration/cancel-migration';
import { createApiKey } from '@/lib/services/people/create-api-key';
import { createWebhook } from '@/lib/services/webhook/create-webhook';
import { violations } from './accessible';
import {
  actAs,
  complaints,
  createCompany,
  expect,
  join,
  leaks,
  openBrowser,
  reload,
  signUp,
  test,
  visit,
} from './app';
import { transferDaysWithSales } from './days-with-sales';
import { seedConnected } from './restaurant';
import { fillRoute, pageRoutes } from './routes';

/** Pages that look different by their query. */
const MORE = [
  '/setup?chapter=bring_in',
  '/setup?chapter=connect',
  '/setup?chapter=map',
  '/setup?chapter=run',
  '/inventory/stock/enter?type=WASTE',
  '/inventory/ledger?reversed=true&type=ISSUE',
  '/integrations/lightspeed?error=lightspeed_auth_failed',
  '/integrations/lightspeed/items?state=unmapped',
  '/integrations/lightspeed/items?search=nothing-like-this',
  '/no/such/page',
];
export const ROUTES = pageRoutes();
export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 390, height: 844 };
export const COMPANY = 'Gasthaus Ohnegleichen';

/** One id for each kind of thing that has a page, by the folder before `[id]`. */
export type Ids = Readonly<Record<string, string>>;
export interface CompanyOfPages {
  /** Signed in as the owner. */
  page: Page;
  /** What the page complained about. */
  problems: string[];
  viewerEmail: string;
  ids: Ids;
}

/**
 * A company with a day of sales, a count, a viewer and an API key, so that each page has something to show.
 */
export async function companyOfPages(browser: Browser): Promise<CompanyOfPages> {
  const viewer = await openBrowser(browser);
  const viewerEmail = await signUp(viewer, 'Vera');
  await viewer.context().close();

  const page = await openBrowser(browser, { viewport: WIDE });
  const problems = complaints(page);
  await signUp(page, 'Otto');
  await createCompany(page, COMPANY);
  const { ctx, companyId: company_id } = await actAs(page);
  const { ids: inventory, integrationId: id } = await seedConnected(ctx, company_id);
  await mapMenu(ctx, { id, company_id }, inventory);
  const { data } = await listLocations(ctx, { id, limit: 10, include_archived: false });
  const location = data.find((one) => one.name === 'Harbour Lisbon');
  if (!location) throw new Error('the simulator has another restaurant');
  const storage_unit_id = idOf(inventory.units, 'Lager Lissabon');
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
    lines: [{ ingredient_id: idOf(inventory.ingredients, 'Cheddar'), counted_quantity: '5' }],
  });
  await join({ ctx, companyId: company_id }, viewerEmail, 'viewer');
  await createApiKey(ctx, { company_id, name: 'Till printer', role: 'viewer' });
  const webhook = await createWebhook(ctx, {
    company_id,
    url: 'https://hooks.example.com/in',
    kinds: ['night_failed', 'names_held'],
  });
  const items = await listItems(ctx, { id, state: 'ingredient', limit: 1 });
  const ids = {
    items: items.data[0]?.id ?? '',
    company: company_id,
    locations: location.id,
    transfers: sold.logId,
    counts: count.batch_id,
    ledger: ledgerId,
    recipes: idOf(inventory.recipes, 'Classic Burger'),
    ingredients: idOf(inventory.ingredients, 'Cheddar'),
    'storage-units': storage_unit_id,
    webhooks: webhook.id,
  };
  return { page, problems, viewerEmail, ids };
}

/** Of rows that are alike the first stand for the rest; a hundred of them would be looked at for minutes. */
const FEW_ROWS = 'main tbody tr:nth-child(n+8), main li:nth-child(n+14) { display: none }';

/** Opens a page of the company and waits until it has said all. */
export async function open(tab: Page, path: string, ids: Ids): Promise<void> {
  await visit(tab, fillRoute(path, ids));
  await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(tab.locator('[aria-busy=true]')).toHaveCount(0);
}
export async function dress(tab: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await tab.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(tab.locator('html')).toHaveClass(colorScheme);
}
export async function speak(tab: Page, language: 'de' | 'en'): Promise<void> {
  const { origin } = new URL(tab.url());
  await tab.context().addCookies([{ name: 'bestellfix_locale', value: language, url: origin }]);
}
export const overflow = (tab: Page) =>
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
async function faults(tab: Page, path: string, ids: Ids): Promise<string[]> {
  const found: string[] = [];
  const note = (when: string, list: readonly string[]) => found.push(...list.map((one) => `${when}: ${one}`));
  await tab.setViewportSize(WIDE);
  await tab.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await open(tab, path, ids);
  await tab.addStyleTag({ content: FEW_ROWS });
  note('light', await violations(tab));
  note('keyboard', await unreachable(tab));
  note('English', await leaks(tab, 'en'));
  await expect(tab.locator('html')).toHaveAttribute('lang', 'en');
  await dress(tab, 'dark');
  note('dark', await violations(tab, { only: 'color-contrast' }));

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
  note('phone, light', await violations(tab, { only: 'color-contrast' }));
  await speak(tab, 'en');
  return found;
}

/**
 * One test for each page whose path is selected: accessible, fits a phone, both languages, keyboard, and
 * nothing it does is against its own policy, of which the browser would complain. Two
 * files share the pages, so that two browsers share the work.
 */
export function testPages(company: () => CompanyOfPages, isSelected: (path: string) => boolean): void {
  for (const path of [...ROUTES.map((route) => route.path), ...MORE].filter(isSelected)) {
    test(`${path} for every eye, screen and tongue`, async ({ browser }) => {
      const { page, problems, ids } = company();
      const isPublic = ROUTES.some((route) => route.path === path && route.isPublic);
      const tab = isPublic ? await openBrowser(browser) : page;
      const complained = isPublic ? complaints(tab) : problems;
      expect(await faults(tab, path, ids)).toEqual([]);
      // The browser itself notes the status of the page that is none.
      expect(complained.filter((line) => !line.includes('/no/such/page'))).toEqual([]);
      if (isPublic) await tab.context().close();
    });
  }
}

/** Inventory has about as many pages as all the rest. */
export const isInventory = (path: string) => path.startsWith('/inventory');
