import {
  expect,
  join,
  openBrowser,
  openCompany,
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
