import { expect, openCompany, said, test, visit } from './support/app';
import { seedConnected } from './support/restaurant';

test('a connection is ended after a question, and what was set up stays', async ({ browser }) => {
  const { page, ctx, companyId } = await openCompany(browser, { person: 'Dora', company: 'Doras Diner' });
  await seedConnected(ctx, companyId);
  await visit(page, '/integrations/lightspeed');
  await page.getByRole('button', { name: 'Disconnect Lightspeed' }).click();
  const question = page.getByRole('alertdialog', { name: 'Disconnect Lightspeed?' });
  await expect(question).toContainText('No day is transferred from now on');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Disconnect Lightspeed' }).click();
  await question.getByRole('button', { name: 'Disconnect Lightspeed' }).click();
  await said(page, 'Disconnected. Everything else is kept.');
  await expect(page.getByText('Disconnected: Lightspeed is not asked any more')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reauthorize' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Disconnect Lightspeed' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Show locations' }).click();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.context().close();
});
