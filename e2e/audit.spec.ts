import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { apiOf, expect, join, openBrowser, openCompany, signInAs, signUp, test, visit } from './support/app';

/** An owner reads who did what, and takes it away; others do not. */

let page: Page;
let company: Awaited<ReturnType<typeof openCompany>>;

test.beforeAll(async ({ browser }) => {
  company = await openCompany(browser, { person: 'Olga', company: 'Olgas Bar' });
  ({ page } = company);
  const api = apiOf(page);
  const own = { company_id: company.companyId };
  const { id } = await api.post<{ id: string }>('/ingredients', { ...own, name: 'Gin', base_unit: 'l' });
  await api.post('/recipes', { ...own, name: 'Gin tonic', lines: [{ ingredient_id: id, quantity: '0.04' }] });
  await api.put('/period-lock', { ...own, locked_until: '2024-12-31' });
});
test.afterAll(async () => {
  await page.context().close();
});

test('says who did what, with before and after, and is filtered and exported', async () => {
  await visit(page, '/settings');
  await page.getByRole('link', { name: 'Open audit log' }).click();
  await expect(page.getByRole('heading', { name: 'Audit log', level: 1 })).toBeVisible();
  const row = (text: string) => page.getByRole('row').filter({ hasText: text });
  await expect(row('Created an ingredient: Gin')).toContainText('Olga');
  await expect(row('Locked a period')).toContainText('Locked up to: nothing → 2024-12-31');
  await expect(row('Created the company')).toContainText(/127\.0\.0\.1|::1/);
  await page.getByLabel('Kind').selectOption({ label: 'Ingredients, recipes, imports' });
  await expect(row('Locked a period')).toHaveCount(0);
  await expect(row('Created a recipe: Gin tonic')).toBeVisible();
  await page.getByLabel('Person').selectOption({ label: 'Automatic' });
  await expect(page.getByText('Nothing recorded')).toBeVisible();
  await page.getByLabel('Person').selectOption({ label: 'Olga' });
  await expect(row('Created a recipe: Gin tonic')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv).toContain('Created an ingredient');
  expect(csv).not.toContain('Locked a period');
});

test('is for owners', async ({ browser }) => {
  const other = await openBrowser(browser);
  const email = await signUp(other, 'Mira');
  await other.context().close();
  await join(company, email, 'manager');
  const manager = await signInAs(browser, email);
  await visit(manager, '/settings/audit');
  await expect(manager.getByText('The audit log is for owners')).toBeVisible();
  await visit(manager, '/settings');
  await expect(manager.getByRole('link', { name: 'Open audit log' })).toHaveCount(0);
  await manager.context().close();
});
