import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { serviceContext } from '@/lib/runtime/container';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { createLedgerBatch } from '@/lib/services/ledger/create-ledger-batch';
import { lookForNotices } from '@/lib/services/notice/look-for-notices';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { violations } from './support/accessible';
import { apiOf, expect, openCompany, test, visit } from './support/app';

const shots = process.env.E2E_SHOTS;

test('a minimum is set as a cook says it, in German, and what is below it is found (R54)', async ({
  browser,
}) => {
  const { page, problems, ctx, companyId } = await openCompany(browser, {
    person: 'Mina',
    company: 'Minas Küche',
  });
  const company_id = companyId;
  const unit = await createStorageUnit(ctx, { company_id, name: 'Keller' });
  const make = (name: string, base_unit: 'kg' | 'bottle') =>
    createIngredient(ctx, { company_id, name, base_unit });
  const [butter, cola, saffron] = [
    await make('Butter', 'kg'),
    await make('Cola', 'bottle'),
    await make('Safran', 'kg'),
  ];
  await createLedgerBatch(ctx, {
    company_id,
    type: 'ADJUSTMENT',
    storage_unit_id: unit.id,
    date: new Date().toISOString().slice(0, 10),
    lines: [
      { ingredient_id: butter.id, counted_quantity: '1.25' },
      { ingredient_id: cola.id, counted_quantity: '40' },
      { ingredient_id: saffron.id, counted_quantity: '0.002' },
    ],
  });
  const url = new URL(page.url()).origin;
  await page.context().addCookies([{ name: 'bestellfix_locale', value: 'de', url }]);

  await visit(page, '/inventory/ingredients');
  await setMinimum(page, 'Butter', '0');
  await expect(page.getByText('Es muss mehr als 0 sein.')).toBeVisible();
  await page.getByLabel('Mindestbestand', { exact: true }).fill('2,5');
  await picture('minimum-form');
  expect(await violations(page)).toEqual([]);
  await save(page);
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row('Butter')).toContainText('Unter Mindestbestand');
  await expect(row('Butter')).toContainText('1,25 kg vorhanden');

  // In another unit of the dimension; the form says it again as it was said.
  await setMinimum(page, 'Safran', '5', 'g');
  await save(page);
  await expect(row('Safran')).toContainText('5 g');
  await row('Safran').getByRole('button', { name: 'Bearbeiten' }).click();
  await expect(page.getByLabel('Mindestbestand', { exact: true })).toHaveValue('5');
  await expect(page.getByLabel('Einheit des Mindestbestands')).toHaveValue('g');
  await page.getByRole('button', { name: 'Abbrechen' }).click();
  // A bottle has one unit, and there are enough of them.
  await setMinimum(page, 'Cola', '24');
  await expect(page.getByLabel('Einheit des Mindestbestands')).toHaveCount(0);
  await save(page);
  const api = apiOf(page);
  const { data } = await api.get<{ data: { name: string; minimum_quantity: string }[] }>(
    `/ingredients?company_id=${companyId}`,
  );
  expect(data.map((one) => one.minimum_quantity)).toEqual(['2.5', '24', '0.005']);

  await page.getByLabel('Bestand', { exact: true }).selectOption('Unter Mindestbestand');
  await expect(row('Cola')).toHaveCount(0);
  await expect(row('Safran')).toBeVisible();
  await expect(page).toHaveURL(/below_minimum=true/);
  await expect(row('Safran')).toContainText('2 g vorhanden');
  await pictures('ingredients');

  await visit(page, `/inventory/stock?storage_unit=${unit.id}`);
  await expect(row('Butter').getByText('unter Mindestbestand')).toBeVisible();
  await expect(row('Cola').getByText('unter Mindestbestand')).toHaveCount(0);
  await pictures('stock');
  await page.getByRole('definition').getByRole('link', { name: '2', exact: true }).click();
  await expect(page).toHaveURL(/ingredients\?below_minimum=true/);

  await lookForNotices(serviceContext({ kind: 'system', job: 'look-for-notices', memberships: new Map() }));
  await visit(page, '/notices');
  await expect(page.getByRole('list', { name: 'Offen' })).toContainText('Safran: weniger als 5 g');
  await pictures('notices');
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Butter: weniger als 2,5 kg' })
    .getByRole('link', { name: /Zutat ansehen/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Butter');
  await expect(page.getByText('unter Mindestbestand')).toBeVisible();
  await pictures('ingredient');
  expect(problems).toEqual([]);

  async function picture(name: string): Promise<void> {
    if (!shots) return;
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: `${shots}/${name}.png` });
  }
  async function pictures(name: string): Promise<void> {
    if (!shots) return;
    for (const width of [1280, 390])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await picture(`minimum-${name}-${width}-${colorScheme}`);
      }
    await page.setViewportSize({ width: 1280, height: 900 });
  }
});

/** Opens the form of an ingredient and fills the minimum in. */
async function setMinimum(page: Page, name: string, amount: string, unit?: string): Promise<void> {
  await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: 'Bearbeiten' }).click();
  await page.getByLabel('Mindestbestand', { exact: true }).fill(amount);
  if (unit) await page.getByLabel('Einheit des Mindestbestands').selectOption(unit);
  if (amount === '0') await page.getByRole('button', { name: 'Speichern', exact: true }).click();
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Speichern', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}
