import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import {
  expect,
  join,
  openBrowser,
  openCompany,
  PASSWORD,
  said,
  signInAs,
  signUp,
  test,
  visit,
  words,
} from './support/app';

test('what is kept is said to everybody in their language, and owners set for how long', async ({
  browser,
}) => {
  const company = await openCompany(browser, { person: 'Olga', company: 'Olgas Ofen' });
  const { page } = company;
  await visit(page, '/settings');
  await page.getByRole('link', { name: 'Open privacy' }).click();
  await expect(page.getByRole('heading', { name: 'Privacy', level: 1 })).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'What the till answered for a business day' });
  await expect(row).toContainText('400 days');
  const field = page.getByRole('textbox', { name: 'Days for answers of the till' });
  await field.fill('12');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('A whole number from 40 to 3650.')).toBeVisible();
  await field.fill('100');
  await page.getByRole('button', { name: 'Save' }).click();
  await said(page, 'Saved.');
  await expect(row).toContainText('100 days');
  await expect(page.getByRole('row').filter({ hasText: 'Ledger entries' })).toContainText(
    'As long as the company is here',
  );

  const email = await signUp(await openBrowser(browser), 'Vera');
  await join(company, email, 'viewer');
  const viewer = await signInAs(browser, email, 'de');
  const t = words('de');
  await visit(viewer, '/settings/privacy');
  await expect(viewer.getByRole('heading', { name: t('privacy.title'), level: 1 })).toBeVisible();
  await expect(viewer.getByRole('row').filter({ hasText: 'Was die Kasse' })).toContainText('100 Tage');
  await expect(viewer.getByRole('button', { name: t('common.save') })).toHaveCount(0);
  expect(company.problems).toEqual([]);
  await viewer.context().close();
  await page.context().close();
});

const archive = async (page: Page, name: string) => {
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  const bytes = readFileSync(await (await started).path());
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([file, data]) => [file, strFromU8(data)]));
};

test('a company and a person take along what is kept of them; a company is deleted and kept', async ({
  browser,
}) => {
  const company = await openCompany(browser, { person: 'Rosa', company: 'Rosas Rast' });
  const { page, ctx, companyId, email } = company;
  await visit(page, '/settings/privacy');
  const files = await archive(page, 'Export company');
  expect(files['companies.csv']).toContain('Rosas Rast');
  expect(files['README.md']).toContain('Alles, was über Rosas Rast aufbewahrt wird');
  const mine = await archive(page, 'Export my data');
  expect(mine['users.csv']).toContain(email);
  expect(mine['ledger_entries.csv']).toBeUndefined();

  await page.getByRole('button', { name: 'Delete company' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Rosas Rast?' });
  await dialog.getByLabel('Type the name: Rosas Rast').fill('Rosas');
  await dialog.getByLabel('Your password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Delete company' }).click();
  await expect(dialog.getByText('This is not the name of the company.')).toBeVisible();
  await dialog.getByLabel('Type the name: Rosas Rast').fill('Rosas Rast');
  await dialog.getByRole('button', { name: 'Delete company' }).click();
  await said(page, 'The company goes in seven days.');
  await expect(page.getByText('Rosas Rast is deleted on')).toBeVisible();
  await page.getByRole('button', { name: 'Keep the company' }).click();
  await said(page, 'The company stays.');
  await expect(page.getByText('Rosas Rast is deleted on')).toHaveCount(0);
  const told = await ctx.db.execute(
    sql`select kind from mails where company_id = ${companyId} and address = ${email} and kind = 'companyDeletion'`,
  );
  expect(told).toHaveLength(2);
  expect(company.problems).toEqual([]);
  await page.context().close();
});

test('an account is deleted at once, but not the only owner’s', async ({ browser }) => {
  const company = await openCompany(browser, { person: 'Otto', company: 'Ottos Ort' });
  const remove = async (page: Page, language: 'de' | 'en') => {
    const t = words(language);
    await visit(page, '/settings/privacy');
    await page.getByRole('button', { name: t('privacy.person.delete') }).click();
    const dialog = page.getByRole('dialog', { name: t('privacy.person.deleteTitle') });
    await dialog.getByLabel(t('privacy.person.password')).fill(PASSWORD);
    await dialog.getByRole('button', { name: t('privacy.person.delete') }).click();
    return dialog;
  };
  await expect(await remove(company.page, 'en')).toContainText('You are the only owner of a company.');
  const email = await signUp(await openBrowser(browser), 'Mara');
  await join(company, email, 'viewer');
  const page = await signInAs(browser, email, 'de');
  await visit(page, '/settings/privacy');
  await expect(page.getByRole('link', { name: words('de')('privacy.export.company') })).toHaveCount(0);
  await remove(page, 'de');
  await expect(page).toHaveURL(/sign-in/);
  const left = await company.ctx.db.execute(sql`select 1 from users where email = ${email}`);
  expect(left).toHaveLength(0);
  await visit(company.page, '/settings/audit');
  await expect(company.page.getByText(/Deleted account #[0-9a-f]{6}/).first()).toBeVisible();
  await page.context().close();
  await company.page.context().close();
});
