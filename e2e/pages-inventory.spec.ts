import { violations } from './support/accessible';
import { expect, test } from './support/app';
import {
  type CompanyOfPages,
  companyOfPages,
  dress,
  isInventory,
  NARROW,
  open,
  overflow,
  speak,
  testPages,
  WIDE,
} from './support/pages';

/** What holds for every page: here those of the inventory, and what opens over a page. */
let company: CompanyOfPages;

test.beforeAll(async ({ browser }) => {
  company = await companyOfPages(browser);
});
test.afterAll(async () => {
  await company.page.context().close();
});

testPages(() => company, isInventory);

test('what opens over a page is accessible too', async () => {
  const { page, problems, ids } = company;
  await speak(page, 'en');
  const check = async () => {
    await dress(page, 'light');
    expect(await violations(page)).toEqual([]);
    await dress(page, 'dark');
    expect(await violations(page, { only: 'color-contrast' })).toEqual([]);
  };
  await page.setViewportSize(WIDE);
  await open(page, '/inventory/ingredients', ids);
  await page.getByRole('button', { name: 'New ingredient' }).first().click();
  await check();
  await open(page, '/inventory/stock/enter', ids);
  await page
    .getByRole('main')
    .getByRole('button', { name: /ingredient/i })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  await check();
  await open(page, '/integrations/lightspeed/items?search=Cola', ids);
  await page
    .getByRole('button', { name: /^Change/ })
    .first()
    .click();
  await check();
  await page.setViewportSize(NARROW);
  await open(page, '/overview', ids);
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await check();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(problems.filter((line) => !line.includes('/no/such/page'))).toEqual([]);
});

test('a storage unit is made by keyboard alone', async () => {
  const { page, ids } = company;
  await page.setViewportSize(WIDE);
  await open(page, '/inventory/storage-units', ids);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  const button = page.getByRole('button', { name: 'New storage unit' }).first();
  for (let press = 0; press < 5 && !(await button.evaluate((one) => one === document.activeElement)); press++)
    await page.keyboard.press('Tab');
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('By hand of keys');
  await page.keyboard.press('Enter');
  await expect(page.getByText('By hand of keys')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});
