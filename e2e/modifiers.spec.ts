import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { LedgerEntry } from '@/lib/contracts/ledger';
import type { ItemModifierRules, Modifier } from '@/lib/contracts/modifiers';
import { mapMenu } from '@/lib/demo/map-menu';
import type { ServiceContext } from '@/lib/services/context';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { violations } from './support/accessible';
import { apiOf, expect, openCompany, test, visit } from './support/app';
import { transferDaysWithSales } from './support/days-with-sales';
import { activateLisbon, seedConnected } from './support/restaurant';

/** Modifiers at the desk: said for all parents in one act, with exceptions, by keys (R37). */
const PATH = '/integrations/lightspeed/items?segment=modifiers';
/** Screenshots go here. */
const shots = process.env.E2E_SHOTS;
let page: Page;
let problems: string[];
let ctx: ServiceContext;
let companyId: string;
let integrationId: string;
let locationId: string;
let days: string[];

test.beforeAll(async ({ browser }) => {
  const viewport = { width: 1280, height: 900 };
  const opened = await openCompany(browser, { person: 'Mona', company: 'Modifiers', viewport });
  ({ page, problems, ctx, companyId } = opened);
  const connected = await seedConnected(ctx, companyId);
  ({ integrationId } = connected);
  await mapMenu(ctx, { id: integrationId, company_id: companyId }, connected.ids);
  ({ id: locationId } = await activateLisbon(ctx, connected));
  const sold = await transferDaysWithSales(ctx, locationId, { companyId, count: 6, atLeast: 2 });
  days = sold.map(({ date }) => date);
});
test.afterAll(async () => {
  await page.context().close();
  expect(problems).toEqual([]);
});

const grid = () => page.getByRole('treegrid', { name: 'Modifiers by sales' });
const activeRow = () => page.locator('[data-active]');
const spoken = () => page.getByRole('main').getByRole('status').last();
const dialog = () => page.getByRole('dialog');
const modifiers = async () =>
  (await apiOf(page).get<{ data: Modifier[] }>(`/integrations/lightspeed/${integrationId}/modifiers`)).data;
async function modifier(name: string): Promise<Modifier> {
  const found = (await modifiers()).find((one) => one.name === name);
  if (!found) throw new Error(`nobody said ${name}`);
  return found;
}
const rulesOf = async (id: string) =>
  (await apiOf(page).get<ItemModifierRules>(`/items/${id}/modifier-rules`)).rules;

/** An entry that it makes under a parent, once it is said that it removes cheese. */
async function entryOf(name: string): Promise<string> {
  const { item_id, suggested_rules } = await modifier(name);
  const [{ mapped_object_id } = { mapped_object_id: null }] = suggested_rules;
  const rules = [{ effect: 'removes', mapped_object_type: 'ingredient', mapped_object_id }];
  await apiOf(page).put(`/items/${item_id}/modifier-rules`, { rules });
  for (const date of days) await runTransfer(ctx, { id: locationId, date });
  const entries = await apiOf(page).all<LedgerEntry>(`/ledger/entries?company_id=${companyId}&type=ISSUE`);
  const entry = entries.find(({ source }) => source.item_id === item_id && source.parent_item_id !== null);
  if (!entry) throw new Error('nothing was booked of it');
  return entry.id;
}

async function open(): Promise<void> {
  await visit(page, PATH);
  await grid().focus();
  await expect(activeRow()).toBeVisible();
}
/** Down to the row whose name begins so. */
async function goTo(name: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if ((await activeRow().getByRole('gridcell').first().textContent())?.startsWith(name)) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`no row ${name}`);
}
const speak = (value: 'de' | 'en') =>
  page.context().addCookies([{ name: 'bestellfix_locale', value, url: new URL(page.url()).origin }]);
async function applyByKeys(): Promise<void> {
  await expect(dialog().getByText('Days changed')).toBeVisible();
  await dialog().getByRole('button', { name: 'Apply' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog()).toBeHidden();
}

test('“ohne Käse” is said for all parents, with an exception for one, by keys alone, and undone', async () => {
  const without = await modifier('ohne Käse');
  const parent = without.parents[0]?.name ?? '';
  await open();
  await goTo('ohne Käse');
  await expect(activeRow()).toContainText('→ no Cheddar');
  await page.keyboard.press('Enter');
  await expect(
    dialog()
      .getByText(/× ohne Käse: |– ohne Käse: .* less Cheddar/)
      .first(),
  ).toBeVisible();
  await applyByKeys();
  await expect(spoken()).toContainText('ohne Käse for all: no Cheddar.');
  await expect(grid()).toBeFocused();
  await expect.poll(async () => (await rulesOf(without.item_id))[0]?.effect).toBe('removes');

  await page.keyboard.press('Home');
  await goTo('ohne Käse');
  await expect(activeRow()).toContainText('no Cheddar');
  await page.keyboard.press('ArrowRight');
  await goTo(parent);
  await page.keyboard.press('e');
  await expect(page.getByLabel('What it does', { exact: true })).toBeFocused();
  await page.getByLabel('Share in %').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');
  await applyByKeys();
  await expect(grid()).toBeFocused();
  await expect(spoken()).toContainText(`ohne Käse under ${parent}: 50% less Cheddar.`);
  await expect
    .poll(async () =>
      (await rulesOf(without.item_id)).map((rule) => [rule.parent_item_name, rule.effect, rule.share]),
    )
    .toEqual([
      [parent, 'removes', '0.5'],
      [null, 'removes', '1'],
    ]);
  await page.keyboard.press('u');
  await expect(spoken()).toContainText('Undone');
  await expect.poll(async () => (await rulesOf(without.item_id)).length).toBe(1);
});

test('I says that it takes nothing; Delete takes an exception back; Escape leaves the form', async () => {
  const note = await modifier('medium').catch(() => modifier('gut durch'));
  await open();
  await goTo(note.name);
  await page.keyboard.press('e');
  await expect(page.getByLabel('What it does', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(grid()).toBeFocused();
  await page.keyboard.press('i');
  await expect(spoken()).toContainText(`${note.name} for all: takes nothing.`);
  await expect
    .poll(async () => (await rulesOf(note.item_id)).map(({ effect }) => effect))
    .toEqual(['nothing']);
  await page.keyboard.press('Home');
  await goTo(note.name);
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await rulesOf(note.item_id)).length).toBe(0);
});

test('what an effect needs is said at its field', async () => {
  await open();
  await goTo('ohne Käse');
  await page.keyboard.press('e');
  await page.getByLabel('What it does', { exact: true }).selectOption('Swaps an ingredient');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Choose one.')).toBeVisible();
  await page.getByLabel('What it does', { exact: true }).selectOption('Makes the dish larger or smaller');
  await page.getByLabel('Factor').fill('2000');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('At most 1000.')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('why this number is said as a cook says it', async () => {
  await visit(page, `/inventory/ledger/${await entryOf('ohne Käse')}`);
  await expect(
    page.getByText(/^[\d.]+ × .+ – ohne Käse: [\d.]+ × \d+ g less Cheddar$/).first(),
  ).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await speak('de');
  await page.reload();
  await expect(
    page.getByText(/^[\d,]+ × .+ – ohne Käse: Cheddar [\d,]+ × \d+ g weniger$/).first(),
  ).toBeVisible();
  await speak('en');
});

test('axe finds nothing, wide and narrow', async () => {
  await open();
  await goTo('ohne Käse');
  await page.keyboard.press('ArrowRight');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('e');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await violations(page)).toEqual([]);
  await open();
  await expect(page.getByRole('button', { name: /^Modifiers/, pressed: true })).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1280, height: 900 });
});

if (shots) {
  test('pictures', async () => {
    mkdirSync(shots, { recursive: true });
    const entryId = await entryOf('ohne Käse');
    for (const language of ['de', 'en'] as const) {
      await speak(language);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const shot = (name: string) =>
            page.screenshot({ path: `${shots}/${name}-${language}-${width}-${colorScheme}.png` });
          await visit(page, PATH);
          await page.getByRole('treegrid').focus();
          await shot('segment');
          await goTo('ohne Käse');
          await page.keyboard.press('ArrowRight');
          await shot('open');
          await page.keyboard.press('e');
          await shot('editor');
          await page.keyboard.press('Escape');
          await goTo('Extra Käse');
          await page.keyboard.press('Enter');
          await expect(dialog().getByRole('table').first()).toBeVisible();
          await shot('preview');
          await page.keyboard.press('Escape');
          await visit(page, `/inventory/ledger/${entryId}`);
          await page.screenshot({
            path: `${shots}/why-${language}-${width}-${colorScheme}.png`,
            fullPage: true,
          });
        }
      }
    }
  });
}
