import { mkdirSync } from 'node:fs';
import { Webhook as Verifier } from 'standardwebhooks';
import { serviceContext } from '@/lib/runtime/container';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { createLedgerEntries } from '@/lib/services/ledger/create-ledger-entries';
import { lookForNotices } from '@/lib/services/notice/look-for-notices';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { startReceiver } from '@/testing/webhooks/receiver';
import { violations } from './support/accessible';
import { expect, openCompany, test, visit } from './support/app';

const shots = process.env.E2E_SHOTS;

test('a notice reaches a program, signed; its log says what came of it, and it is sent again by hand (R52)', async ({
  browser,
}) => {
  const receiver = await startReceiver((_, response) => void response.writeHead(503).end('not now'));
  const { page, problems, ctx, companyId } = await openCompany(browser, {
    person: 'Hugo',
    company: 'Hook Bar',
  });
  await visit(page, '/settings/webhooks');
  await page.getByRole('button', { name: 'Add address' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill('https://169.254.169.254/latest');
  await dialog.getByRole('button', { name: 'Add address' }).click();
  await expect(dialog.getByText('Nothing can be sent to this address.')).toBeVisible();
  if (shots) await page.screenshot({ path: shot('add') });
  await dialog.getByLabel('Address').fill(receiver.url);
  await dialog.getByRole('button', { name: 'Add address' }).click();
  const secret = await page.locator('code').filter({ hasText: 'whsec_' }).innerText();
  expect(await violations(page)).toEqual([]);
  if (shots) await pictures('list');

  await page.getByRole('link', { name: `127.0.0.1:${receiver.port}` }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  const log = page.getByRole('region', { name: 'Deliveries' });
  // Its job sends it, and the page shows it by itself.
  await expect(log.getByText('It did not take the message.')).toBeVisible({ timeout: 60_000 });
  await expect(log).toContainText('503');
  await expect(log).toContainText('not now');
  receiver.behaviour.answer = (_, response) => void response.end('thank you');
  await log.getByRole('button', { name: 'Send again: Test' }).click();
  await expect(log.getByText('thank you')).toBeVisible({ timeout: 60_000 });
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);

  const unit = await createStorageUnit(ctx, { company_id: companyId, name: 'Cellar' });
  const rum = await createIngredient(ctx, { company_id: companyId, name: 'Rum', base_unit: 'l' });
  for (const [date, unit_cost] of [
    ['2026-02-01', '10'],
    ['2026-02-02', '15'],
  ] as const)
    await createLedgerEntries(ctx, {
      ...{ company_id: companyId, type: 'RECEIPT', ingredient_id: rum.id, storage_unit_id: unit.id },
      ...{ quantity: '10', unit_cost, date },
    });
  await lookForNotices(serviceContext({ kind: 'system', job: 'look-for-notices', memberships: new Map() }));
  await expect(async () => {
    const last = receiver.received.at(-1);
    expect(last?.json.notice?.title.en).toBe('Rum costs 50 % more');
    new Verifier(secret).verify(last?.body ?? '', last?.headers as Record<string, string>);
  }).toPass({ timeout: 60_000 });
  await visit(page, new URL(page.url()).pathname);
  await expect(log.getByRole('row')).toHaveCount(3);
  await expect(log.getByText('A receipt at another unit cost')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  if (shots) await pictures('log');

  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'New secret' }).click();
  await expect(page.locator('code').filter({ hasText: 'whsec_' })).not.toHaveText(secret);
  await expect(page.getByText('The secret before signs until')).toBeVisible();
  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByText('Switched off.')).toBeVisible();
  await expect(log.getByRole('button')).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Add the address of a program')).toBeVisible();
  expect(problems).toEqual([]);
  await receiver.close();

  function shot(name: string): string {
    mkdirSync(shots ?? '', { recursive: true });
    return `${shots}/webhooks-${name}.png`;
  }
  async function pictures(name: string): Promise<void> {
    for (const language of ['de', 'en'])
      for (const width of [1280, 390])
        for (const colorScheme of ['light', 'dark'] as const) {
          const url = new URL(page.url()).origin;
          await page.context().addCookies([{ name: 'bestellfix_locale', value: language, url }]);
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          await page.reload();
          await page.screenshot({
            path: shot(`${name}-${language}-${width}-${colorScheme}`),
            fullPage: true,
          });
        }
    await page.setViewportSize({ width: 1280, height: 720 });
  }
});
