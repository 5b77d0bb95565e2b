import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import { violations } from './support/accessible';
import {
  complaints,
  expect,
  openBrowser,
  openCompany,
  PASSWORD,
  said,
  signUp,
  test,
  visit,
  words,
} from './support/app';

/** What goes by mail: a forgotten password, a confirmed address, an invitation; read in the mailbox. */

const en = words('en');
const NEW = 'quite another password';

/** The link of the newest mail to an address under a subject, once it has been sent. */
async function linkOf(page: Page, address: string, subject: string): Promise<string> {
  const mail = page
    .locator('section')
    .filter({ hasText: address })
    .filter({ has: page.getByRole('heading', { name: subject }) });
  await expect(async () => {
    await page.goto('/mailbox');
    await expect(mail.first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  return (await mail.first().getByRole('link').first().getAttribute('href')) ?? '';
}
/** Opened from the mailbox, so that a page of the same address is loaded anew. */
async function follow(page: Page, link: string): Promise<void> {
  await page.goto('about:blank');
  await visit(page, link);
}

test('a forgotten password: asked for, set anew, and the link works once', async ({ browser }) => {
  const page = await openBrowser(browser);
  const problems = complaints(page);
  const email = await signUp(page, 'Forgetful');
  await page.context().clearCookies();
  await visit(page, '/sign-in');
  await page.getByRole('link', { name: en('auth.forgotten') }).click();
  // The page before has a field of that name too.
  await expect(page.getByRole('heading', { name: en('auth.forgot.title') })).toBeVisible();
  await page.getByLabel('E-mail').fill('not an address');
  await page.getByRole('button', { name: en('auth.forgot.send') }).click();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/whole e-mail address/);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: en('auth.forgot.send') }).click();
  await expect(page.getByRole('heading', { name: en('auth.forgot.sentTitle') })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  const link = await linkOf(page, email, 'Choose a new password');
  await follow(page, link);
  const password = page.getByLabel(en('auth.reset.password'));
  await password.fill('password123');
  await page.getByRole('button', { name: en('auth.reset.save') }).click();
  await expect(password).toHaveAccessibleDescription(/leaked passwords/);
  await password.fill('aaaaaaaaaaaa');
  await page.getByRole('button', { name: en('auth.reset.save') }).click();
  await expect(password).toHaveAccessibleDescription(/easily guessed/);
  await password.fill(NEW);
  await page.getByRole('button', { name: en('auth.reset.save') }).click();
  await expect(page.getByRole('heading', { name: en('auth.reset.doneTitle') })).toBeVisible();

  await follow(page, link);
  await password.fill('yet another password');
  await page.getByRole('button', { name: en('auth.reset.save') }).click();
  await expect(page.getByRole('alert').filter({ hasText: en('errors.link_invalid') })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await visit(page, '/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(NEW);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'New company' })).toBeVisible();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('name and address: one’s own to change, the address by its link', async ({ browser }) => {
  const { page, email, problems } = await openCompany(browser, { person: 'Old Name', company: 'Own' });
  await visit(page, '/settings');
  await expect(page.getByText(en('settings.unconfirmed'))).toBeVisible();
  await page.getByRole('button', { name: en('settings.confirmAgain') }).click();
  await said(page, `A link is on its way to ${email}.`);
  await follow(page, await linkOf(page, email, 'Confirm your address'));
  await page.getByRole('button', { name: en('auth.confirm.confirm') }).click();
  await expect(page.getByRole('heading', { name: en('auth.confirm.doneTitle') })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await visit(page, '/settings');
  await expect(page.getByText(en('settings.confirmed'), { exact: true })).toBeVisible();

  await page.getByRole('button', { name: en('settings.changeName') }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('New Name');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('definition').filter({ hasText: 'New Name' })).toBeVisible();

  const other = `${v7()}@example.com`;
  await page.getByRole('button', { name: en('settings.changeAddress') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(en('settings.newAddress')).fill(other);
  await dialog.getByLabel(en('settings.currentPassword')).fill('not the password');
  await dialog.getByRole('button', { name: en('settings.sendLink') }).click();
  await expect(dialog.getByLabel(en('settings.currentPassword'))).toHaveAccessibleDescription(
    en('errors.wrong_password'),
  );
  await dialog.getByLabel(en('settings.currentPassword')).fill(PASSWORD);
  await dialog.getByRole('button', { name: en('settings.sendLink') }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('definition').filter({ hasText: email })).toBeVisible();
  await follow(page, await linkOf(page, other, 'Confirm your address'));
  await page.getByRole('button', { name: en('auth.confirm.confirm') }).click();
  await expect(page.getByText(`${other} is the address of your account.`)).toBeVisible();
  await visit(page, '/settings');
  await expect(page.getByRole('definition').filter({ hasText: other })).toBeVisible();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('an invitation: by mail, for its address alone, and ownership handed over', async ({ browser }) => {
  const { page, email } = await openCompany(browser, { person: 'Owner', company: 'Inviting' });
  const address = `${v7()}@example.com`;
  await visit(page, '/settings');
  await expect(page.getByText(en('settings.onlyOwner'))).toBeVisible();
  await page.getByRole('button', { name: en('settings.invite') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('button', { name: en('settings.sendInvitation') }).click();
  await expect(dialog.getByLabel('E-mail')).toHaveAccessibleDescription(en('errors.already_member'));
  await dialog.getByLabel('E-mail').fill(address);
  await dialog.getByRole('button', { name: en('settings.sendInvitation') }).click();
  await said(page, en('settings.invitationMade'));
  await expect(
    page.getByRole('region', { name: en('settings.invitations') }).getByText(address),
  ).toBeVisible();
  expect(await violations(page)).toEqual([]);

  const guest = await openBrowser(browser);
  const problems = complaints(guest);
  const link = await linkOf(guest, address, 'Invitation to Inviting');
  // Somebody else opens it.
  const wrong = await signUp(guest, 'Wrong');
  await follow(guest, link);
  await expect(guest.getByText(wrong)).toBeVisible();
  expect(await violations(guest)).toEqual([]);
  await guest.getByRole('button', { name: en('invite.signOut') }).click();
  await expect(guest.getByRole('heading', { name: 'You are invited to Inviting' })).toBeVisible();
  await guest.getByRole('link', { name: en('invite.signUp') }).click();
  await guest.getByLabel('Name').fill('Right');
  await guest.getByLabel('E-mail').fill(address);
  await guest.getByLabel('Password').fill(PASSWORD);
  await guest.getByRole('button', { name: 'Create account' }).click();
  await guest.getByRole('button', { name: 'Join Inviting' }).click();
  await expect(guest.getByRole('navigation', { name: en('nav.label') })).toBeVisible();
  await follow(guest, link);
  await expect(guest.getByRole('heading', { name: en('invite.gone') })).toBeVisible();
  expect(problems).toEqual([]);

  await visit(page, '/settings');
  await expect(page.getByRole('region', { name: en('settings.invitations') })).toBeHidden();
  await page.getByRole('button', { name: `${en('settings.handOver')}: ${address}` }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: en('settings.handOver') })
    .click();
  await expect(page.getByRole('region', { name: en('settings.members') })).toBeHidden();
  await visit(guest, '/settings');
  await expect(guest.getByText(en('settings.onlyOwner'))).toBeVisible();
  await page.context().close();
  await guest.context().close();
});

test('an invitation that was withdrawn opens nothing', async ({ browser }) => {
  const { page } = await openCompany(browser, { person: 'Owner', company: 'Withdrawing' });
  const address = `${v7()}@example.com`;
  await visit(page, '/settings');
  await page.getByRole('button', { name: en('settings.invite') }).click();
  await page.getByRole('dialog').getByLabel('E-mail').fill(address);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: en('settings.sendInvitation') })
    .click();
  const link = await linkOf(page, address, 'Invitation to Withdrawing');
  await visit(page, '/settings');
  await page.getByRole('button', { name: `${en('settings.withdraw')}: ${address}` }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: en('settings.withdraw') })
    .click();
  await expect(page.getByRole('region', { name: en('settings.invitations') })).toBeHidden();
  await follow(page, link);
  await expect(page.getByText(en('invite.goneText'))).toBeVisible();
  await page.context().close();
});
