import type { Page } from '@playwright/test';
import {
  appUrl,
  createCompany,
  expect,
  openBrowser,
  openCompany,
  PASSWORD,
  reload,
  signInAs,
  test,
  visit,
  words,
} from './support/app';

/** A person comes, goes, comes back, and works in two companies. */

const de = words('de');
let page: Page;
let email: string;

test.beforeAll(async ({ browser }) => {
  ({ page, email } = await openCompany(browser, { person: 'Nora', company: 'Nora Eins' }));
});
test.afterAll(async () => {
  await page.context().close();
});

async function signIn(tab: Page, password: string): Promise<void> {
  await tab.getByLabel('E-mail').fill(email);
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Sign in' }).click();
}

test('signs up, with a sentence for what is missing or taken', async ({ browser }) => {
  const other = await openBrowser(browser);
  await visit(other, '/sign-up');
  await other.getByLabel('E-mail').fill(email.toUpperCase());
  await other.getByLabel('Password').fill('too short');
  await other.getByRole('button', { name: 'Create account' }).click();
  // The browser itself holds a short password back.
  await expect(other.getByLabel('Password')).toBeFocused();
  expect(await other.getByLabel('Password').evaluate((one: HTMLInputElement) => one.validity.tooShort)).toBe(
    true,
  );
  await other.getByLabel('Password').fill('long enough, but taken');
  await other.getByRole('button', { name: 'Create account' }).click();
  await expect(other.getByLabel('E-mail')).toHaveAccessibleDescription(
    /There is already an account with this e-mail\./,
  );
  await expect(other.getByLabel('E-mail')).toBeFocused();
  await other.context().close();
});

test('what is typed before the page is alive counts', async ({ browser }) => {
  const slow = await openBrowser(browser);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await slow.route('**/_next/static/**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await slow.goto(`${appUrl()}/sign-in`, { waitUntil: 'commit' });
  await slow.getByLabel('E-mail').fill(email);
  await slow.getByLabel('Password').fill(PASSWORD);
  release();
  await slow.getByRole('button', { name: 'Sign in' }).click();
  await expect(slow.getByRole('heading', { name: 'Setup', level: 1 })).toBeVisible();
  await slow.context().close();
});

test('signs out, is asked to sign in, and is told of a wrong password in words', async () => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await visit(page, '/settings');
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, 'not the password');
  await expect(page.getByRole('alert').getByText('E-mail or password is wrong.')).toBeVisible();
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { name: de('auth.sign-in') })).toBeVisible();
  await page.getByRole('button', { name: de('auth.sign-in') }).click();
  await expect(page.getByRole('alert').getByText(de('errors.invalid_credentials'))).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await signIn(page, PASSWORD);
  // Back at the page that was asked for.
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  // Signed in already, the door leads inside.
  await visit(page, '/sign-up');
  await expect(page.getByRole('heading', { name: 'Setup', level: 1 })).toBeVisible();
});

test('a session that ended elsewhere is noticed by the page that is still open', async () => {
  await visit(page, '/inventory/storage-units');
  const tab = await page.context().newPage();
  await visit(tab, '/overview');
  await tab.getByRole('button', { name: 'Sign out' }).click();
  await expect(tab.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await tab.close();
  await page.getByRole('button', { name: 'New storage unit' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Too late');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('dialog').getByText('Your session has ended. Sign in again.')).toBeVisible();
});

test('switches between companies and stays where it switched to', async ({ browser }) => {
  const tab = await signInAs(browser, email);
  await visit(tab, '/inventory/storage-units');
  await tab.getByRole('button', { name: 'New storage unit' }).first().click();
  await tab.getByLabel('Name', { exact: true }).fill('Room of one');
  await tab.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(tab.getByText('Room of one')).toBeVisible();

  await tab.getByRole('link', { name: 'New company' }).click();
  await createCompany(tab, 'Nora Zwei');
  const switcher = tab.getByLabel('Company', { exact: true });
  await expect(switcher.getByRole('option', { selected: true })).toHaveText('Nora Zwei');
  await visit(tab, '/inventory/storage-units');
  await expect(tab.getByText('No storage units')).toBeVisible();
  await switcher.selectOption({ label: 'Nora Eins' });
  await expect(tab.getByText('Room of one')).toBeVisible();
  await reload(tab);
  await expect(switcher.getByRole('option', { selected: true })).toHaveText('Nora Eins');
  await tab.context().close();
});

test('a lost device is signed out, the password changed, and a copied cookie opens nothing', async ({
  browser,
}) => {
  const { page: here, email: mine } = await openCompany(browser, {
    person: 'Lost',
    company: 'Lost and found',
  });
  const lost = await signInAs(browser, mine);
  await visit(here, '/settings');
  const rows = here.getByRole('region', { name: 'Signed in on' }).getByRole('row');
  // The head, and two devices.
  await expect(rows).toHaveCount(3);
  await here.getByRole('button', { name: /^Sign out: / }).click();
  await expect(here.getByText('Signed out there.')).toBeVisible();
  await expect(rows).toHaveCount(2);
  await lost.goto(`${appUrl()}/overview`);
  await expect(lost).toHaveURL(/\/sign-in/);
  await lost.context().close();

  const other = await signInAs(browser, mine);
  const current = here.getByLabel('Current password');
  await current.fill('not the password');
  await here.getByLabel('New password').fill('quite another password');
  await here.getByRole('button', { name: 'Change password' }).click();
  await expect(current).toHaveAccessibleDescription('The current password is wrong. Type it again.');
  await expect(current).toBeFocused();
  await current.fill(PASSWORD);
  await here.getByRole('button', { name: 'Change password' }).click();
  await expect(here.getByText('The password is changed; 1 other device was signed out.')).toBeVisible();
  await expect(current).toHaveValue('');
  await other.goto(`${appUrl()}/overview`);
  await expect(other).toHaveURL(/\/sign-in/);

  const copied = await here.context().cookies();
  await here.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(here.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await other.context().addCookies(copied);
  await other.goto(`${appUrl()}/overview`);
  await expect(other).toHaveURL(/\/sign-in/);
  expect(await (await other.request.get(`${appUrl()}/api/auth/session`)).json()).toEqual({});
  await other.context().close();
  await here.getByLabel('E-mail').fill(mine);
  await here.getByLabel('Password').fill('quite another password');
  await here.getByRole('button', { name: 'Sign in' }).click();
  await expect(here.getByRole('heading', { name: 'Setup', level: 1 })).toBeVisible();
  await here.context().close();
});
