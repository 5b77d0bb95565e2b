import { replaceMembershipUnits } from '@/db/queries/membership-units';
import { findUserByEmail, insertMembership } from '@/db/queries/people';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { expect, openBrowser, openCompany, signInAs, signUp, test, visit } from './support/app';
import {
  COMPANY,
  type CompanyOfPages,
  companyOfPages,
  isInventory,
  open,
  ROUTES,
  testPages,
} from './support/pages';
import { fillRoute } from './support/routes';

/** What holds for every page: here those outside the inventory, and that they are nobody else’s. */
let company: CompanyOfPages;

test.beforeAll(async ({ browser }) => {
  company = await companyOfPages(browser);
});
test.afterAll(async () => {
  await company.page.context().close();
});

testPages(
  () => company,
  (path) => !isInventory(path),
);

test('another company’s person finds nothing of it', async ({ browser }) => {
  const { ids } = company;
  const { page: stranger } = await openCompany(browser, { person: 'Mallory', company: 'Elsewhere' });
  for (const { path } of ROUTES.filter((route) => route.isDynamic)) {
    await visit(stranger, fillRoute(path, ids));
    await expect(stranger.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  }
  const foreign = [COMPANY, ...Object.values(ids)];
  for (const { path } of ROUTES.filter((route) => !route.isDynamic && !route.isPublic)) {
    // As it is sent: what a page draws, and what it only knows.
    const answer = await stranger.request.get(path);
    const html = await answer.text();
    expect(html, path).toContain('<h1');
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

/** What a stock keeper sees; all else is refused, what is added too (R53). */
const KEEPERS = [
  ...['/inventory/stock', '/inventory/stock/enter', '/inventory/counts', '/inventory/counts/new'],
  ...['/inventory/counts/[batch]', '/settings', '/settings/privacy', '/second-factor', '/companies/new'],
];
test('a stock keeper sees the own storage unit, and every other page refuses (R53)', async ({ browser }) => {
  const { ids } = company;
  const keeper = await openBrowser(browser, { viewport: { width: 390, height: 844 } });
  const email = await signUp(keeper, 'Kim');
  const { db } = serviceContext(ANONYMOUS);
  const user = await findUserByEmail(db, email);
  const of = { companyId: ids.company ?? '', userId: user?.id ?? '' };
  await insertMembership(db, { ...of, role: 'stock_keeper' });
  await replaceMembershipUnits(db, of, [ids['storage-units'] ?? '']);
  await visit(keeper, '/');
  await expect(keeper).toHaveURL(/\/inventory\/stock$/);
  await expect(keeper.getByRole('heading', { name: 'Lager Lissabon' })).toBeVisible();
  await keeper.getByRole('button', { name: 'Menu' }).click();
  await expect(keeper.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveText([
    'Stock',
    'Counts',
    'Settings',
  ]);
  for (const { path } of ROUTES.filter((route) => !route.isPublic)) {
    await open(keeper, path, ids);
    const refused = keeper.getByRole('heading', { name: 'Not for your role' });
    if (KEEPERS.includes(path)) await expect(refused, path).toBeHidden();
    else if (path !== '/') await expect(refused, path).toBeVisible();
    if (process.env.E2E_SHOTS && KEEPERS.includes(path))
      await keeper.screenshot({
        path: `${process.env.E2E_SHOTS}/keeper${path.replaceAll(/[/[\]]/g, '-')}.png`,
        fullPage: true,
      });
  }
  await visit(keeper, '/inventory/stock/enter?type=WASTE');
  await expect(keeper.getByRole('button', { name: 'Book waste' })).toBeVisible();
  await visit(keeper, '/inventory/stock/enter?type=TRANSFER');
  await expect(keeper.getByRole('heading', { name: 'Not for your role' })).toBeVisible();
  await keeper.context().close();
});

test('a viewer sees everything and no button that would write', async ({ browser }) => {
  const { viewerEmail, ids } = company;
  const viewer = await signInAs(browser, viewerEmail);
  const found: string[] = [];
  // Anyone may found a company of their own.
  for (const { path } of ROUTES.filter((route) => !route.isPublic && route.path !== '/companies/new')) {
    await open(viewer, path, ids);
    await expect(viewer.getByRole('heading', { name: 'Page not found' })).toBeHidden();
    const writing = viewer
      .getByRole('main')
      // Which rows are shown, and in which order, is nobody's data; one's own account is one's own.
      .locator(
        'button:enabled:not([aria-pressed], [aria-sort] button, [role=columnheader] button, [data-own] button), [role=switch]:enabled, textarea:enabled:not([readonly])',
      );
    const buttons = await writing.evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 160)));
    found.push(...buttons.map((button) => `${path}: ${button}`));
  }
  expect(found).toEqual([]);
  await viewer.context().close();
});
