import type { Page } from '@playwright/test';
import { addDays } from '@/lib/core/business-day';
import { mapMenu } from '@/lib/demo/map-menu';
import type { SimLine, SimSale } from '@/lib/lightspeed/simulator/sales';
import { currentDay } from '@/lib/services/company/current-day';
import type { ServiceContext } from '@/lib/services/context';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { listItems } from '@/lib/services/item/list-items';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { choose, expect, openCompany, said, test, visit, words } from './support/app';
import { activateLisbon, seedConnected } from './support/restaurant';
import { control } from './support/simulator';

/** What a sale really takes, said on screen and seen in the ledger. */
const en = words('en');
/** One that the simulator's own days never have. */
const BURNT = 'Im Ofen vergessen';

let page: Page;
let problems: string[];
let ctx: ServiceContext;
let company_id: string;
let day: string;
/** Of the cola. */
let group: string;

const line = (id: string, sku: string, quantity: string, more: Partial<SimLine> = {}): SimLine => ({
  id,
  sku,
  name: 'Coca-Cola',
  quantity,
  totalNetAmountWithTax: String(Number(quantity) * 5),
  ...more,
});
const bill = (number: string, salesLines: SimLine[], more: Partial<SimSale> = {}): SimSale => ({
  accountReference: `ref-${number}`,
  accountFiscId: number,
  type: 'SALE',
  timeClosed: `${day}T19:00:00Z`,
  salesLines,
  ...more,
});

test.beforeAll(async ({ browser }) => {
  const viewport = { width: 1280, height: 800 };
  const opened = await openCompany(browser, { person: 'Vito', company: 'Casa Vito', viewport });
  ({ page, problems, ctx, companyId: company_id } = opened);
  const connected = await seedConnected(ctx, company_id);
  await mapMenu(ctx, { id: connected.integrationId, company_id }, connected.ids);
  const { data: items } = await listItems(ctx, { id: connected.integrationId, search: '541', limit: 10 });
  group = items.find(({ sku }) => sku === '541')?.accounting_group ?? '';
  await createIngredient(ctx, { company_id, name: 'Takeaway box', base_unit: 'piece', is_active: true });
  const location = await activateLisbon(ctx, connected);
  day = addDays(await currentDay(ctx, company_id), -2);
  await control('setSales', {
    locationId: location.lightspeed_id,
    day,
    sales: [
      bill('A1.1', [line('S1', '541', '3'), line('S2', '541', '-1', { voidReason: BURNT })], {
        dineIn: true,
      }),
      bill('A1.2', [line('S3', '541', '2')], { dineIn: false }),
    ],
  });
  await runTransfer(ctx, { id: location.id, date: day, force_refresh: true });
});
test.afterAll(async () => {
  await control('resetSales');
  await page.context().close();
});

test('what becomes of voided goods is said by reason, and booked as its preview shows', async () => {
  await visit(page, '/settings');
  const heading = page.getByRole('heading', { name: en('settings.voids.title'), level: 2 });
  const card = page.locator('section').filter({ has: heading });
  await expect(card.getByRole('row', { name: BURNT })).toContainText('−1');
  const choice = card.getByLabel(en('settings.voids.outcomeOf').replace('{reason}', BURNT));
  await expect(choice).toHaveValue('returned');
  await choice.selectOption('waste');
  const dialog = page.getByRole('dialog', { name: en('settings.voids.title') });
  await expect(dialog).toContainText('Cola 33 cl');
  await dialog.getByRole('button', { name: en('changes.apply') }).click();
  // What lies behind a dialog is hidden from everybody.
  await expect(dialog).toHaveCount(0);
  await said(page, en('common.saved'));
  await expect(choice).toHaveValue('waste');
  const { data } = await listLedgerEntries(ctx, { company_id, type: 'WASTE' });
  expect(data).toMatchObject([{ quantity: '-1', date: day, source: { void_reason: BURNT } }]);

  await visit(page, `/inventory/ledger/${data[0]?.id}`);
  await expect(page.getByText(BURNT).first()).toBeVisible();
  await expect(page.getByText(en('explanation.wasteReason'))).toBeVisible();
  await visit(page, `/inventory/usage?from=${day}&to=${day}`);
  await expect(page.getByText(en('stock.wasteByReason'))).toBeVisible();
  await expect(page.getByText(BURNT)).toBeVisible();

  // A reason can be said before a till sends it; nothing is booked, so nobody is asked.
  await visit(page, '/settings');
  await card.getByRole('button', { name: en('settings.voids.addButton') }).click();
  await expect(card.getByLabel(en('settings.voids.add'))).toHaveAttribute('aria-invalid', 'true');
  await card.getByLabel(en('settings.voids.add')).fill('Dropped');
  await card.getByRole('button', { name: en('settings.voids.addButton') }).click();
  await expect(card.getByRole('row', { name: 'Dropped' })).toContainText(en('settings.voids.never'));
  expect(problems).toEqual([]);
});

test('packaging is said for bills and groups sold both ways, and booked as its preview shows', async () => {
  await visit(page, '/settings');
  await page.getByRole('link', { name: en('settings.packaging.open') }).click();
  await expect(page.getByRole('heading', { level: 1, name: en('settings.packaging.title') })).toBeVisible();
  const save = page.getByRole('button', { name: en('common.save'), exact: true });
  // What is missing is said at its field.
  await save.click();
  const chooser = page.getByRole('button', { name: en('settings.packaging.ingredient') });
  await expect(chooser).toHaveAttribute('data-invalid', '');
  await choose(page, en('settings.packaging.ingredient'), 'Takeaway box');
  await save.click();
  const dialog = page.getByRole('dialog', { name: en('settings.packaging.title') });
  await expect(dialog).toContainText('Takeaway box');
  await dialog.getByRole('button', { name: en('changes.apply') }).click();
  await expect(dialog).toHaveCount(0);
  await said(page, en('common.saved'));
  const row = page.getByRole('row').filter({ hasText: en('settings.packaging.bill') });
  await expect(row).toContainText('Takeaway box');
  const packed = await packedEntries();
  expect(packed).toMatchObject([
    { quantity: '-1', date: day, source: { item_id: null, sold_quantity: '1' } },
  ]);
  await visit(page, `/inventory/ledger/${packed[0]?.id}`);
  await expect(page.getByText(en('explanation.packedFor.bill'))).toBeVisible();

  // A group that was sold both ways is offered.
  await visit(page, '/settings/packaging');
  const offer = page.getByRole('button', {
    name: en('settings.packaging.addTo').replace('{name}', group),
  });
  await offer.click();
  await choose(page, en('settings.packaging.ingredient'), 'Takeaway box');
  await save.click();
  await dialog.getByRole('button', { name: en('changes.apply') }).click();
  await expect(dialog).toHaveCount(0);
  await said(page, en('common.saved'));
  await expect(offer).toHaveCount(0);
  expect((await packedEntries()).map(({ quantity }) => quantity).sort()).toEqual(['-1', '-2']);

  await row.getByRole('button', { name: /./ }).click();
  await dialog.getByRole('button', { name: en('changes.apply') }).click();
  await expect(dialog).toHaveCount(0);
  await said(page, en('common.saved'));
  await expect(row).toHaveCount(0);
  expect((await packedEntries()).map(({ quantity }) => quantity)).toEqual(['-2']);
  expect(problems).toEqual([]);
});

/** Of the day alone: what else was sold is the simulator's. */
const packedEntries = async () => {
  const { data } = await listLedgerEntries(ctx, { company_id, type: 'ISSUE', limit: 500 });
  return data.filter(({ date, source }) => date === day && source.packaging_rule_id !== null);
};
