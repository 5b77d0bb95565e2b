import type { Page } from '@playwright/test';
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
  await expectNoWayToAsk(page, 2);
  // The way back: every page that would ask leads to it.
  await visit(page, '/setup?chapter=connect');
  await expectNoWayToAsk(page, 2);
  await page.getByRole('link', { name: 'Connect again' }).first().click();
  await expect(page).toHaveURL(/integrations\/lightspeed#connection$/);
  await page.getByRole('link', { name: 'Show locations' }).click();
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(page.getByText('Disconnected: Lightspeed is not asked any more')).toBeVisible();
  await expectNoWayToAsk(page, 1);
  await expect(page.getByRole('button', { name: 'Run again' })).toHaveCount(0);
  await visit(page, '/integrations/lightspeed');
  await page.getByRole('button', { name: 'Reauthorize' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Sync / })).toHaveCount(2);
  await expect(page.getByRole('link', { name: 'Connect again' })).toHaveCount(0);
  await page.context().close();
});

/** Nothing that fetches can be pressed; in its place stand a sentence and the link, so many times. */
async function expectNoWayToAsk(page: Page, times: number): Promise<void> {
  await expect(page.getByText('Lightspeed is not connected, so nothing can be fetched.')).toHaveCount(times);
  await expect(page.getByRole('link', { name: 'Connect again' })).toHaveCount(times);
  await expect(page.getByRole('button', { name: /^Sync / })).toHaveCount(0);
}
