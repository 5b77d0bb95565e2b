import type { CDPSession, Page } from '@playwright/test';
import { violations } from './support/accessible';
import { expect, openBrowser, openCompany, PASSWORD, said, test, visit, words } from './support/app';

/** Signing in by a device that knows its person, with the browser's own virtual authenticator. */

const en = words('en');

/** A device of its own for a page: it knows its person unless told otherwise. */
async function plugIn(page: Page): Promise<{ client: CDPSession; authenticatorId: string }> {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { client, authenticatorId };
}
async function addPasskey(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByRole('button', { name: en('settings.passkeys.add') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(en('settings.passkeys.name')).fill(name);
  await dialog.getByLabel(en('settings.currentPassword')).fill(password);
  await dialog.getByRole('button', { name: en('settings.passkeys.next') }).click();
}
const enter = (page: Page) => page.getByRole('button', { name: en('auth.passkey') }).click();
const home = (page: Page) => page.getByRole('heading', { name: 'Setup', level: 1 });

test('a passkey is added, signs in without a password, is named and removed; a copy is refused', async ({
  browser,
}) => {
  const { page, problems } = await openCompany(browser, { person: 'Pia', company: 'Passkeys' });
  const { client, authenticatorId } = await plugIn(page);
  await visit(page, '/settings');
  await addPasskey(page, 'Phone', 'not the password');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(en('settings.currentPassword'))).toHaveAccessibleDescription(
    en('errors.wrong_password'),
  );
  await dialog.getByLabel(en('settings.currentPassword')).fill(PASSWORD);
  await dialog.getByRole('button', { name: en('settings.passkeys.next') }).click();
  const codes = page.getByRole('region', { name: 'Recovery codes' });
  await expect(codes.getByRole('listitem')).toHaveCount(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  const list = page.getByRole('list', { name: en('settings.passkeys.title') });
  await expect(list.getByText('Phone')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await addPasskey(page, 'Again');
  await expect(dialog.getByText(en('errors.passkey_exists'))).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `${en('settings.passkeys.rename')}: Phone` }).click();
  await dialog.getByLabel(en('settings.passkeys.name')).fill('Old phone');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(list.getByText('Old phone')).toBeVisible();

  const { credentials } = await client.send('WebAuthn.getCredentials', { authenticatorId });
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await enter(page);
  await expect(page.getByText(en('errors.passkey_refused'))).toBeVisible();
  await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await enter(page);
  await expect(home(page)).toBeVisible();

  // Whoever copied the key before it was used again is behind.
  const thief = await openBrowser(browser);
  const other = await plugIn(thief);
  await visit(thief, '/sign-in');
  for (const credential of credentials)
    await other.client.send('WebAuthn.addCredential', {
      authenticatorId: other.authenticatorId,
      credential: { ...credential, signCount: 0 },
    });
  await enter(thief);
  await expect(thief.getByText(en('errors.passkey_refused'))).toBeVisible();
  await thief.context().close();

  await visit(page, '/settings');
  await expect(list.getByText(en('settings.passkeys.lastUsed'))).toBeVisible();
  await page.getByRole('button', { name: `${en('settings.passkeys.remove')}: Old phone` }).click();
  await dialog.getByLabel(en('settings.currentPassword')).fill(PASSWORD);
  await dialog.getByRole('button', { name: en('settings.passkeys.remove') }).click();
  await said(page, en('settings.passkeys.removed'));
  await expect(list).toBeHidden();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await enter(page);
  await expect(page.getByText(en('errors.passkey_refused'))).toBeVisible();
  expect(problems.filter((one) => !/403|422/.test(one))).toEqual([]);
  await page.context().close();
});

test('a passkey opens a company that requires a second factor', async ({ browser }) => {
  const { page } = await openCompany(browser, { person: 'Olga', company: 'Careful keys' });
  await plugIn(page);
  await visit(page, '/settings');
  await addPasskey(page, 'Key ring');
  await expect(page.getByRole('region', { name: 'Recovery codes' })).toBeVisible();
  await page.getByRole('switch', { name: 'Require a second factor' }).click();
  await said(page, 'Saved.');
  await visit(page, '/inventory/ingredients');
  await expect(page.getByRole('heading', { name: 'Ingredients', level: 1 })).toBeVisible();
  await page.context().close();
});
