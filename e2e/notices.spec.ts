import { mkdirSync } from 'node:fs';
import { serviceContext } from '@/lib/runtime/container';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { createLedgerEntries } from '@/lib/services/ledger/create-ledger-entries';
import { lookForNotices } from '@/lib/services/notice/look-for-notices';
import { tellPeople } from '@/lib/services/notice/tell-people';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { violations } from './support/accessible';
import { expect, openCompany, reload, test, visit } from './support/app';

const shots = process.env.E2E_SHOTS;
/** What the job does every ten minutes. */
const job = () => serviceContext({ kind: 'system', job: 'look-for-notices', memberships: new Map() });

test('a receipt at another price is a notice, a mail and a link to the receipt (R45)', async ({
  browser,
}) => {
  const { page, problems, ctx, companyId } = await openCompany(browser, {
    person: 'Nora',
    company: 'Notice Bar',
  });
  await visit(page, '/notices');
  await expect(page.getByText('Nothing to do.')).toBeVisible();

  const unit = await createStorageUnit(ctx, { company_id: companyId, name: 'Cellar' });
  const rum = await createIngredient(ctx, { company_id: companyId, name: 'Rum', base_unit: 'l' });
  const receipt = (date: string, unit_cost: string) =>
    createLedgerEntries(ctx, {
      company_id: companyId,
      type: 'RECEIPT',
      ingredient_id: rum.id,
      storage_unit_id: unit.id,
      quantity: '10',
      unit_cost,
      date,
    });
  await receipt('2026-02-01', '10');
  await receipt('2026-02-02', '15');
  await lookForNotices(job());
  await reload(page);
  const notices = page.getByRole('list', { name: 'Open' });
  await expect(notices.getByRole('listitem')).toHaveCount(1);
  await expect(notices).toContainText('Rum costs 50 % more');
  await expect(notices).toContainText('At stake: 50.00');
  await expect(page.getByRole('link', { name: 'Notices 1 open' })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByLabel('A receipt at another unit cost').selectOption('At once');
  await page.getByLabel('Language of mail').selectOption('Deutsch');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await reload(page);
  await expect(page.getByLabel('A receipt at another unit cost')).toHaveValue('at_once');
  if (shots) await pictures();

  await page.getByLabel('Unit cost moved by more than %').fill('0');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await expect(page.getByText('A whole number from 1 to 1000.')).toBeVisible();

  expect(await tellPeople(job())).toMatchObject({ at_once: 1 });
  expect(await tellPeople(job())).toMatchObject({ at_once: 0 });
  // Its job sends it.
  await expect(async () => {
    await visit(page, '/mailbox');
    expect(await page.getByRole('heading', { name: 'Rum kostet 50 % mehr' }).count()).toBe(1);
  }).toPass();
  // The mailbox holds everybody's mail.
  await page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Rum kostet 50 % mehr' }) })
    .getByRole('link', { name: /notices\/open/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Rum');
  expect(problems).toEqual([]);

  async function pictures(): Promise<void> {
    mkdirSync(shots ?? '', { recursive: true });
    for (const language of ['de', 'en'])
      for (const width of [1280, 390])
        for (const colorScheme of ['light', 'dark'] as const) {
          const url = new URL(page.url()).origin;
          await page.context().addCookies([{ name: 'bestellfix_locale', value: language, url }]);
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          await reload(page);
          const path = `${shots}/notices-${language}-${width}-${colorScheme}.png`;
          await page.screenshot({ path, fullPage: true });
        }
    await page.setViewportSize({ width: 1280, height: 900 });
  }
});
