import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { insertMembership } from '@/db/queries/people';
import { expect, openBrowser, openCompany, PASSWORD, said, test, visit } from './support/app';

/** Beside the password: an authenticator app, recovery codes, and a company that asks for them. */

/** What the app shows, so many steps of 30 seconds from now. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

/** Sets the app up on the page that shows the card; its secret and the recovery codes. */
async function setUpApp(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.getByRole('button', { name: 'Set up app' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Current password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect(dialog.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  const secret = (await dialog.locator('code').innerText()).replace(/\s/g, '');
  await dialog.getByLabel('Code', { exact: true }).fill('12');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/at least 6/i);
  // One step back, so that the codes of now and of the next step are left.
  await dialog.getByLabel('Code', { exact: true }).fill(codeOf(secret, -1));
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  const list = page.getByRole('region', { name: 'Recovery codes' });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  const codes = await list.getByRole('listitem').allInnerTexts();
  return { secret, codes };
}

async function signIn(page: Page, email: string): Promise<void> {
  await visit(page, '/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('an app is set up, asked for at the next sign-in, stood in for by a recovery code, and removed', async ({
  browser,
}) => {
  const { page, email, problems } = await openCompany(browser, { person: 'Fay', company: 'Two factors' });
  await visit(page, '/settings');
  const { secret, codes } = await setUpApp(page);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 codes are left.')).toBeVisible();

  const phone = await openBrowser(browser);
  await signIn(phone, email);
  await expect(phone.getByLabel('Code', { exact: true })).toBeFocused();
  await phone.getByLabel('Code', { exact: true }).fill('000000');
  await phone.getByRole('button', { name: 'Sign in' }).click();
  await expect(phone.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/This code is wrong/);
  await phone.getByLabel('Code', { exact: true }).fill(codeOf(secret));
  await phone.getByRole('button', { name: 'Sign in' }).click();
  await expect(phone.getByRole('heading', { name: 'Setup', level: 1 })).toBeVisible();
  await phone.context().close();

  const lost = await openBrowser(browser);
  await signIn(lost, email);
  await lost.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
  await lost.getByRole('button', { name: 'Sign in' }).click();
  await expect(lost.getByRole('heading', { name: 'Setup', level: 1 })).toBeVisible();
  await visit(lost, '/settings');
  await expect(lost.getByText('9 codes are left.')).toBeVisible();
  await lost.getByRole('button', { name: 'Remove app' }).click();
  await lost.getByRole('dialog').getByLabel('Current password').fill('not the password');
  await lost.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(lost.getByRole('dialog').getByLabel('Current password')).toHaveAccessibleDescription(/wrong/i);
  await lost.getByRole('dialog').getByLabel('Current password').fill(PASSWORD);
  await lost.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await said(lost, 'The app is removed.');
  await expect(lost.getByRole('button', { name: 'Set up app' })).toBeVisible();
  await lost.context().close();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a company that requires it leads members there, and opens once they have it', async ({ browser }) => {
  const owner = await openCompany(browser, { person: 'Olga', company: 'Careful' });
  const member = await openCompany(browser, { person: 'Max', company: 'Careless' });
  const { companyId, ctx } = owner;
  await insertMembership(ctx.db, { companyId, userId: member.userId, role: 'manager' });
  await visit(member.page, '/overview');
  await member.page.getByLabel('Company', { exact: true }).selectOption({ label: 'Careful' });

  await visit(owner.page, '/settings');
  const rule = owner.page.getByRole('switch', { name: 'Require a second factor' });
  await rule.click();
  await said(owner.page, /only be entered with a second factor/);
  await setUpApp(owner.page);
  await rule.click();
  await said(owner.page, 'Saved.');
  await expect(owner.page.getByText('1 member has none yet.')).toBeVisible();

  await visit(member.page, '/inventory/ingredients');
  await expect(member.page).toHaveURL(/\/second-factor$/);
  await expect(member.page.getByText('Careful: only with a second factor')).toBeVisible();
  await setUpApp(member.page);
  await member.page.getByRole('link', { name: 'Go on to your company' }).click();
  await visit(member.page, '/inventory/ingredients');
  await expect(member.page.getByRole('heading', { name: 'Ingredients', level: 1 })).toBeVisible();
  await Promise.all([owner.page, member.page].map((one) => one.context().close()));
});
