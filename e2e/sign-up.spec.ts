import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import { type Stack, startStack } from '@/scripts/stack/stack';
import { startMailServer } from '@/testing/mail/mail-server';
import { violations } from './support/accessible';
import { complaints, createCompany, expect, openBrowser, PASSWORD, test, visit, words } from './support/app';

/** Where mail goes to a mail server: an account by a link, the same answer for all, news of a new device. */

const en = words('en');
const dataDir = mkdtempSync(path.join(tmpdir(), 'bestellfix-e2e-mail-'));
let stack: Stack;
let server: Awaited<ReturnType<typeof startMailServer>>;

test.beforeAll(async () => {
  server = await startMailServer();
  const { PATH, HOME, TMPDIR } = process.env;
  const mail = { SMTP_URL: server.url, MAIL_FROM: 'no-reply@example.com' };
  stack = await startStack({
    dataDir,
    given: { PATH, HOME, TMPDIR, LOG_LEVEL: 'warn', LIMIT_FACTOR: '1000', ...mail },
    app: 'production',
    port: undefined,
    persistent: false,
    simulator: 'unless-given',
    build: false,
    report: () => undefined,
    onUnexpectedEnd: (message) => console.error(message),
  });
});
test.afterAll(async () => {
  await stack.stop();
  await server.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

/** The first address in the newest mail to somebody that says this, once it has come. */
async function linkOf(to: string, says: string): Promise<string> {
  const found = () => server.received.findLast((mail) => mail.to.includes(to) && mail.text.includes(says));
  await expect.poll(found, { timeout: 60_000 }).toBeDefined();
  return /https?:\S+/.exec(found()?.text ?? '')?.[0] ?? '';
}
async function askForAccount(page: Page, email: string): Promise<string> {
  await visit(page, `${stack.appUrl}/sign-up`);
  await expect(page.getByLabel('Password')).toHaveCount(0);
  await page.getByLabel('Name').fill('Ann');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: en('auth.mailed.title') })).toBeVisible();
  return (await page.getByRole('main').innerText()).replace(email, '');
}
async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('an account is opened by its link, and nobody learns who has one', async ({ browser }) => {
  const email = `${v7()}@example.com`;
  const page = await openBrowser(browser);
  const problems = complaints(page);
  const said = await askForAccount(page, email);
  expect(await violations(page)).toEqual([]);
  const link = await linkOf(email, '/welcome#');
  await page.goto('about:blank');
  await visit(page, link);
  expect(await violations(page)).toEqual([]);
  await page.getByLabel(en('auth.welcome.password')).fill('password123');
  await page.getByRole('button', { name: en('auth.welcome.save') }).click();
  await expect(page.getByLabel(en('auth.welcome.password'))).toHaveAccessibleDescription(/leaked passwords/);
  await page.getByLabel(en('auth.welcome.password')).fill(PASSWORD);
  await page.getByRole('button', { name: en('auth.welcome.save') }).click();
  await createCompany(page, 'By mail');
  expect(problems.filter((one) => !one.includes('422'))).toEqual([]);

  const other = await openBrowser(browser);
  expect(await askForAccount(other, email)).toBe(said);
  expect(await linkOf(email, 'There is one already')).toContain('/forgot');
  await visit(other, `${stack.appUrl}/sign-up`);
  await other.context().close();
  await page.context().close();
});

test('who signs in at a new device is told by mail, and comes back to the page that was asked for', async ({
  browser,
}) => {
  const email = `${v7()}@example.com`;
  const page = await openBrowser(browser);
  await askForAccount(page, email);
  await page.goto('about:blank');
  await visit(page, await linkOf(email, '/welcome#'));
  await page.getByLabel(en('auth.welcome.password')).fill(PASSWORD);
  await page.getByRole('button', { name: en('auth.welcome.save') }).click();
  await createCompany(page, 'News');

  const phone = await openBrowser(browser);
  await visit(phone, `${stack.appUrl}/inventory/ingredients?search=salt`);
  await expect(phone).toHaveURL(/\/sign-in\?next=/);
  await signIn(phone, email);
  await expect(phone).toHaveURL(`${stack.appUrl}/inventory/ingredients?search=salt`);
  const devices = await linkOf(email, 'It is the first time from there.');
  expect(devices).toBe(`${stack.appUrl}/settings#devices`);

  const tablet = await openBrowser(browser);
  await visit(tablet, devices);
  await signIn(tablet, email);
  await expect(tablet).toHaveURL(devices);
  await expect(tablet.getByRole('region', { name: en('settings.devices') }).getByRole('row')).toHaveCount(4);
  await tablet.context().clearCookies();
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/\t/evil.example']) {
    await visit(tablet, `${stack.appUrl}/sign-in?next=${encodeURIComponent(next)}`);
    await signIn(tablet, email);
    await expect(tablet.getByRole('heading', { name: 'Setup', level: 1 })).toBeVisible();
    expect(new URL(tablet.url()).origin).toBe(stack.appUrl);
    await tablet.context().clearCookies();
  }
  await Promise.all([page, phone, tablet].map((one) => one.context().close()));
});
