import type { Page } from '@playwright/test';
import { addDays } from '@/lib/core/business-day';
import { mapMenu } from '@/lib/demo/map-menu';
import { idOf, inventoryIds, seedInventory } from '@/lib/demo/seed-inventory';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { listItems } from '@/lib/services/item/list-items';
import { saveMapping } from '@/lib/services/item/save-mapping';
import { activateLocation } from '@/lib/services/location/activate-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { startMigration } from '@/lib/services/migration/start-migration';
import { createRecipe } from '@/lib/services/recipe/create-recipe';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { expectUsage, type ReferenceItem } from '@/testing/reference/expect-usage';
import { type ReferenceRecipe, sumEntries } from '@/testing/reference/recipe-usage';
import {
  actAs,
  apiOf,
  choose,
  complaints,
  createCompany,
  deskRow,
  expect,
  onItem,
  openBrowser,
  reload,
  said,
  signUp,
  test,
  visit,
} from './support/app';
import { connectAndSync, LISBON } from './support/restaurant';
import { chapterLink, openChapter, setupStep, showsChapter } from './support/setup';
import { holdSales, rawSales, release } from './support/simulator';

/**
 * A stranger walks from sign-up to the ledger; what the 90 days became is computed a second time, apart from
 * the product.
 */

const ZURICH = 'Seeblick Zürich';
const FULL = '90 of 90';
const LINKS = [
  [ZURICH, 'Kitchen store'],
  [LISBON, 'Lager Lissabon'],
] as const;

interface Place {
  id: string;
  lightspeed_id: string;
  name: string;
  storage_unit_id: string | null;
}
interface Entry {
  id: string;
  date: string;
  ingredient_id: string;
  quantity: string;
  storage_unit_id: string;
  reverses_entry_id: string | null;
  source: { item_id: string | null };
}
interface Migration {
  status: string;
  days_done: number;
  entries_written: number;
  started_at: string;
}

let page: Page;
let problems: string[];
let api: ReturnType<typeof apiOf>;
let companyId: string;
let integrationId: string;
let places: Map<string, Place>;
let sales: Awaited<ReturnType<typeof rawSales>>;
/** What the first migration of Zürich wrote. */
let written: Entry[];

test.beforeAll(async ({ browser }) => {
  page = await openBrowser(browser);
  problems = complaints(page);
  api = apiOf(page);
  sales = await rawSales();
});
test.afterAll(async () => {
  await release();
  await page.context().close();
});

const place = (name: string): Place => {
  const found = places.get(name);
  if (!found) throw new Error(`no location ${name}`);
  return found;
};
const step = (title: string) => setupStep(page, title);
const openStep = async (chapter: string, title: string) => {
  await openChapter(page, chapter);
  await step(title)
    .getByRole('link', { name: new RegExp(`: ${title}$`) })
    .click();
};
const openLocation = async (name: string) => {
  await visit(page, '/integrations/lightspeed/locations');
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
};
const status = (text: string | RegExp) =>
  expect(page.getByRole('status').filter({ hasText: text }).first()).toBeVisible({ timeout: 200_000 });
const fact = (label: string) =>
  page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${label}$`) })
    .locator('xpath=following-sibling::dd');
const migrationOf = (name: string) => api.get<Migration>(`/locations/${place(name).id}/migration`);
const entriesOf = (name: string) =>
  api.all<Entry>(
    `/ledger/entries?company_id=${companyId}&type=ISSUE&storage_unit_id=${place(name).storage_unit_id}&include_reversed=true`,
  );
const idsOf = (entries: readonly Entry[]) => entries.map((entry) => entry.id).sort();
const rerun = async () => {
  await page.getByRole('button', { name: 'Run again' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Run again' }).click();
  await said(page, 'Migration started.');
};

const STAGES = [
  'begun',
  'stocked',
  'connected',
  'linked',
  'mapped',
  'migrated',
  'remapped',
  'transferred',
] as const;
type Stage = (typeof STAGES)[number];
/**
 * How far the walk has come in this process; after a failed test the rest runs in another, with another
 * company.
 */
let stage: Stage | undefined;
const arrive = (at: Stage) => {
  stage = at;
};
/**
 * Brings the company to where the tests before leave it, through the services as far as it is not there yet.
 */
async function reach(wanted: Stage): Promise<void> {
  for (const next of STAGES.slice(0, STAGES.indexOf(wanted) + 1)) {
    if (stage !== undefined && STAGES.indexOf(next) <= STAGES.indexOf(stage)) continue;
    await WALK[next]();
    stage = next;
    if (next === wanted) await visit(page, '/setup');
  }
}
const acting = async () => (await actAs(page)).ctx;
const WALK: Record<Stage, () => Promise<void>> = {
  begun: async () => {
    await signUp(page, 'Ada');
    await createCompany(page, 'Trattoria Ada');
    companyId = (await actAs(page)).companyId;
  },
  stocked: async () => {
    const ctx = await acting();
    const mine = { company_id: companyId };
    await createStorageUnit(ctx, { ...mine, name: 'Kitchen store', address: 'Lake Street 1' });
    const kg = { ...mine, base_unit: 'kg', is_active: true } as const;
    await createIngredient(ctx, { ...kg, name: 'House beans' });
    const { id: ingredient_id } = await createIngredient(ctx, { ...kg, name: 'House lemons' });
    const line = {
      ingredient_id,
      sub_recipe_id: null,
      quantity: '250',
      unit: 'g',
      trim_percent: '10',
    } as const;
    await createRecipe(ctx, { ...mine, name: 'House lemonade', is_active: true, lines: [line] });
  },
  connected: async () => {
    const ctx = await acting();
    integrationId = await connectAndSync(ctx, companyId);
  },
  linked: async () => {
    const ctx = await acting();
    await seedInventory(ctx, companyId);
    const { units } = await inventoryIds(ctx, companyId);
    await readPlaces();
    for (const [name, unit] of LINKS)
      await linkStorageUnit(ctx, { id: place(name).id, storage_unit_id: idOf(units, unit) });
    await readPlaces();
  },
  mapped: async () => {
    const ctx = await acting();
    const ids = await inventoryIds(ctx, companyId);
    const thing = { id: integrationId, company_id: companyId };
    const { data } = await listItems(ctx, { ...thing, limit: 500, include_archived: false });
    const map = async (name: string, type: 'ingredient' | 'recipe', target: string, quantity: string) =>
      saveMapping(ctx, {
        id: data.find((item) => item.name === name)?.id ?? '',
        mapped_object_type: type,
        mapped_object_id: target,
        quantity,
        is_subtraction: name.startsWith('ohne'),
      });
    await map('Espresso', 'ingredient', idOf(ids.ingredients, 'House beans'), '0.009');
    await map('Limonade hausgemacht', 'recipe', idOf(ids.recipes, 'House lemonade'), '1');
    await map('ohne Käse', 'ingredient', idOf(ids.ingredients, 'Cheddar'), '0.025');
    await mapMenu(ctx, thing, ids);
  },
  migrated: async () => {
    await activateLocation(await acting(), { id: place(ZURICH).id });
    await completed();
    written = await entriesOf(ZURICH);
  },
  remapped: async () => {
    const { id, mapping } = await itemNamed('Espresso');
    await api.put(`/items/${id}/mapping`, { ...mapping, quantity: '0.0105' });
    await startMigration(await acting(), { id: place(ZURICH).id });
    await completed();
    written = await entriesOf(ZURICH);
  },
  transferred: async () => {
    await runTransfer(await acting(), { id: place(ZURICH).id, date: lastSold(), force_refresh: true });
  },
};
const completed = () =>
  expect.poll(async () => (await migrationOf(ZURICH)).status, { timeout: 200_000 }).toBe('completed');
/** The newest day on which something was sold: the restaurant closes on some. */
const lastSold = () =>
  written
    .map((entry) => entry.date)
    .sort()
    .at(-1) ?? '';
async function readPlaces(): Promise<void> {
  const list = await api.all<Place>(`/integrations/lightspeed/${integrationId}/locations`);
  places = new Map(list.map((one) => [one.name, one]));
}

/** Each day's sums of the ledger against the oracle's, from the till's raw answers; how many sums agreed. */
async function compareWithReference(
  name: string,
  days: readonly string[],
  entries: readonly Entry[],
): Promise<number> {
  const items = await api.all<ReferenceItem>(
    `/integrations/lightspeed/${integrationId}/items?include_archived=true`,
  );
  const recipes = await api.all<ReferenceRecipe>(`/recipes?company_id=${companyId}&include_archived=true`);
  const ledger = sumEntries(entries);
  const { lightspeed_id: locationId } = place(name);
  const sold: { day: string; sales: unknown[] }[] = [];
  for (const day of days) sold.push({ day, sales: await sales(locationId, day) });
  const mappedOn = addDays(new Date().toISOString().slice(0, 10), -1);
  const usage = expectUsage({ locationId, days: sold, items, recipes, mappedOn });
  const differences: string[] = [];
  let compared = 0;
  for (const day of days) {
    const expected = usage.get(day) ?? new Map<string, string>();
    const stands = ledger.get(day) ?? new Map<string, string>();
    for (const id of new Set([...expected.keys(), ...stands.keys()])) {
      compared++;
      if (expected.get(id) !== stands.get(id))
        differences.push(`${day} ${id}: expected ${expected.get(id)}, the ledger says ${stands.get(id)}`);
    }
  }
  for (const day of ledger.keys()) if (!days.includes(day)) differences.push(`${day} is none of the days`);
  expect(differences).toEqual([]);
  return compared;
}
/** The 90 business days of the newest migration, newest first. */
async function daysOf(name: string): Promise<string[]> {
  const logs = await api.all<{ date: string; trigger: string }>(`/locations/${place(name).id}/transfers`);
  const newest =
    logs
      .filter((log) => log.trigger === 'migration')
      .map((log) => log.date)
      .sort()
      .at(-1) ?? '';
  return Array.from({ length: 90 }, (_, index) => addDays(newest, -index));
}

test('signs up, creates a company and finds the wizard', async () => {
  await reach('begun');
  await expect(chapterLink(page, 'Bring in')).toContainText('0 of 3 done');
  await expect(chapterLink(page, 'Run and check')).toContainText('0 of 6 done');
  await showsChapter(page, 'Bring in');
  await expect(step('Create storage units')).toHaveAttribute('aria-current', 'step');
});

test('makes a storage unit, ingredients and a recipe by hand', async () => {
  await reach('begun');
  await openStep('Bring in', 'Create storage units');
  await page.getByRole('button', { name: 'New storage unit' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Kitchen store');
  await page.getByLabel('Address').fill('Lake Street 1');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'Kitchen store', exact: true })).toBeVisible();

  await openStep('Bring in', 'Create ingredients');
  for (const [name, unit] of [
    ['House beans', 'kg'],
    ['House lemons', 'kg'],
  ] as const) {
    await page.getByRole('button', { name: 'New ingredient' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Base unit').selectOption({ label: unit });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('cell', { name, exact: true })).toBeVisible();
  }

  await openStep('Bring in', 'Create recipes');
  await page.getByRole('button', { name: 'New recipe' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('House lemonade');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'House lemonade', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Add line' }).click();
  await choose(page, /Ingredient or sub-recipe/, 'House lemons');
  await page.getByLabel('Quantity').fill('250');
  await page.getByLabel('Unit', { exact: true }).selectOption({ label: 'g' });
  await page.getByLabel('Trim').fill('10');
  await page.getByRole('button', { name: 'Save recipe' }).click();
  await expect(page.getByText('Version 2.')).toBeVisible();
  arrive('stocked');
});

test('remembers where one stopped, also in a new tab', async () => {
  await reach('stocked');
  await openChapter(page, 'Connect');
  await expect(page.getByRole('button', { name: 'Connect with Lightspeed' })).toBeVisible();
  await expect(page.getByText('You stopped here')).toBeVisible();
  await visit(page, '/');
  await expect(chapterLink(page, 'Bring in')).toContainText('Done');
  await showsChapter(page, 'Connect');
  const stopped = step('Connect Lightspeed');
  await expect(stopped.getByText('You stopped here')).toBeVisible();
  await expect(stopped).toHaveAttribute('aria-current', 'step');
  const tab = await page.context().newPage();
  await visit(tab, '/setup');
  await showsChapter(tab, 'Connect');
  await tab.close();
});

test('connects through the consent page; locations and items follow by themselves', async () => {
  await reach('stocked');
  await openChapter(page, 'Connect');
  await page.getByLabel('Name of the connection').fill('Our tills');
  await page.getByRole('button', { name: 'Connect with Lightspeed' }).click();
  await expect(page.getByRole('heading', { name: /Allow Bestellfix/ })).toBeVisible();
  await page.getByRole('button', { name: 'Allow' }).click();
  await showsChapter(page, 'Connect');
  await expect(step('Sync locations')).toContainText('2 locations found: Harbour Lisbon, Seeblick Zürich.');
  await expect(step('Sync items')).toContainText(/1\d\d items found/);
  // Each can be begun again; what is there stays as it is.
  await page.getByRole('button', { name: 'Sync items' }).click();
  await status(/0 added, 0 updated, 0 archived/);
  integrationId = (await api.get<{ id: string }>(`/integrations/lightspeed?company_id=${companyId}`)).id;
  arrive('connected');
});

test('offers each location a storage unit, and links what the manager confirms', async () => {
  await reach('connected');
  const { ctx } = await actAs(page);
  await seedInventory(ctx, companyId);
  await openChapter(page, 'Connect');
  await expect(step('Link locations to storage units')).toContainText('0 of 2 locations linked');
  // One has a namesake; the manager knows better. The other has none, and gets one in one act.
  await expect(
    page.getByRole('button', { name: `Link Hauptlager Zürich to ${ZURICH}`, exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: `Create storage unit “${LISBON}”` }).click();
  await said(page, `${LISBON} is linked.`);
  await page.getByRole('link', { name: `Choose another: ${ZURICH}` }).click();
  await choose(page, /^Storage unit/, 'Kitchen store');
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Unlink' })).toBeVisible();
  await readPlaces();
  expect(place(ZURICH).storage_unit_id).not.toBeNull();
  await openChapter(page, 'Connect');
  await expect(step('Link locations to storage units')).toContainText('2 of 2 locations linked');
  await expect(chapterLink(page, 'Connect')).toContainText('Done');
  arrive('linked');
});

test('maps items to an ingredient, a recipe and a subtraction, ignores one, changes and deletes', async () => {
  await reach('linked');
  await openChapter(page, 'Map');
  await expect(step('Map important items first')).toContainText('once the 90 days are read');
  await openStep('Map', 'Map important items first');
  const row = (name: string) => deskRow(page, name);
  const find = async (name: string) => {
    await page.getByRole('searchbox', { name: 'Search' }).fill(name);
    await expect(row(name)).toBeVisible();
  };
  const save = async (quantity: string) => {
    await page.getByLabel('Quantity', { exact: true }).fill(quantity);
    await page.getByRole('button', { name: 'Save mapping' }).click();
  };
  const map = async (name: string, target: string, quantity: string, subtract = false) => {
    await find(name);
    await onItem(page, name, 'Edit');
    await choose(page, /^Takes from stock/, target);
    // What was suggested may have been in grams.
    const unit = page.getByLabel('Unit', { exact: true });
    if ((await unit.locator('option[value=kg]').count()) > 0) await unit.selectOption('kg');
    if (subtract) await page.getByRole('switch', { name: 'Adds back to stock' }).click();
    await save(quantity);
  };
  const show = (segment: string) => page.getByRole('button', { name: new RegExp(`^${segment}\\b`) }).click();
  /** What was decided has left the items to review. */
  const decided = async (segment: string, name: string, text: string) => {
    await show(segment);
    await expect(row(name).getByText(text, { exact: true })).toBeVisible();
  };
  await map('Espresso', 'House beans', '0.009');
  await decided('Mapped', 'Espresso', '9 g House beans');
  await show('To review');
  await map('Limonade hausgemacht', 'House lemonade', '1');
  await decided('Mapped', 'Limonade hausgemacht', '1 portion House lemonade');
  await show('To review');
  await map('ohne Käse', 'Cheddar', '0,025', true);
  await decided('Mapped', 'ohne Käse', 'adds back 25 g Cheddar');
  await show('To review');
  await find('Saalmiete');
  await onItem(page, 'Saalmiete', 'Ignore');
  await decided('Ignored', 'Saalmiete', 'Ignored');

  // A wrong mapping, changed, deleted, and made again with the rest of the menu.
  await show('To review');
  await map('Cappuccino', 'House beans', '5');
  await decided('Mapped', 'Cappuccino', '5 kg House beans');
  await onItem(page, 'Cappuccino', 'Change');
  await save('0.5');
  await expect(row('Cappuccino').getByText('500 g House beans')).toBeVisible();
  await onItem(page, 'Cappuccino', 'Delete mapping');
  await expect(row('Cappuccino')).toBeHidden();

  const { ctx } = await actAs(page);
  await mapMenu(ctx, { id: integrationId, company_id: companyId }, await inventoryIds(ctx, companyId));
  await visit(page, '/integrations/lightspeed/items?state=subtraction&search=ohne');
  await expect(row('ohne Käse')).toBeVisible();
  arrive('mapped');
});

test('activates and watches the 90 days, over a reload', async () => {
  await reach('mapped');
  await holdSales(place(ZURICH).lightspeed_id, 20);
  await openChapter(page, 'Run and check');
  await page.getByRole('button', { name: `Activate: ${ZURICH}` }).click();
  await said(page, 'Activated. The last 90 days are being read.');
  const progress = page.getByRole('progressbar', { name: `The last 90 days: ${ZURICH}` });
  await expect(progress).toHaveAttribute('value', '20', { timeout: 200_000 });
  // Left while it runs, and entered again.
  await visit(page, '/setup');
  await showsChapter(page, 'Run and check');
  await expect(progress).toHaveAttribute('value', '20');
  await expect(step('Check migration status').getByText('Done', { exact: true })).toBeHidden();
  await openLocation(ZURICH);
  await expect(fact('Days done')).toHaveText('20 of 90', { timeout: 200_000 });
  const bar = page.getByRole('progressbar', { name: 'The last 90 days' });
  await expect(bar).toHaveAttribute('value', '20');
  await reload(page);
  await status('Running');
  await expect(fact('Days done')).toHaveText('20 of 90');
  await expect(fact('Day in work')).not.toHaveText('–');
  await expect(fact('Estimated end')).not.toHaveText('–');
  await release();
  await status('Completed');
  await expect(fact('Days done')).toHaveText(FULL);
  await expect(bar).toHaveAttribute('value', '90');
  // Polling has stopped: the page asks for the status no more.
  let polls = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/migration')) polls++;
  });
  await expect(page.getByRole('cell', { name: 'Migration' }).first()).toBeVisible();
  expect(polls).toBe(0);
  written = await entriesOf(ZURICH);
  arrive('migrated');
});

test('every sum of the 90 days is the independent computation’s', async () => {
  await reach('migrated');
  const days = await daysOf(ZURICH);
  written = await entriesOf(ZURICH);
  const compared = await compareWithReference(ZURICH, days, written);
  console.log(`  ${compared} sums of ${days.length} days compared, 0 differences`);
  expect(compared).toBeGreaterThan(2000);
  expect((await migrationOf(ZURICH)).entries_written).toBe(written.length);
});

test('running it again writes nothing', async () => {
  await reach('migrated');
  await openLocation(ZURICH);
  const earlier = (await migrationOf(ZURICH)).started_at;
  await rerun();
  await expect
    .poll(async () => (await migrationOf(ZURICH)).started_at, { timeout: 200_000 })
    .not.toBe(earlier);
  await status('Completed');
  await expect(fact('Entries written')).toHaveText('0');
  expect(idsOf(await entriesOf(ZURICH))).toEqual(idsOf(written));
});

const itemNamed = async (name: string) => {
  const path = `/integrations/lightspeed/${integrationId}/items?search=${encodeURIComponent(name)}`;
  const item = (await api.all<ReferenceItem & { name: string }>(path)).find((one) => one.name === name);
  if (!item?.mapping) throw new Error(`${name} has no mapping`);
  return { id: item.id, mapping: item.mapping };
};
/**
 * Only this item's entries are new, half of them take an old one back, and the ledger is what the oracle says
 * of the new mapping.
 */
async function expectOnlyItem(itemId: string): Promise<void> {
  const before = new Set(idsOf(written));
  const after = await entriesOf(ZURICH);
  const fresh = after.filter((entry) => !before.has(entry.id));
  expect(new Set(fresh.map((entry) => entry.source.item_id))).toEqual(new Set([itemId]));
  expect(fresh.filter((entry) => entry.reverses_entry_id !== null)).toHaveLength(fresh.length / 2);
  await compareWithReference(ZURICH, await daysOf(ZURICH), after);
  written = after;
}

test('a changed mapping and a re-run change its own item’s entries and no other', async () => {
  await reach('migrated');
  const { id, mapping } = await itemNamed('Espresso');
  await api.put(`/items/${id}/mapping`, { ...mapping, quantity: '0.0105' });
  await openLocation(ZURICH);
  const earlier = (await migrationOf(ZURICH)).started_at;
  await rerun();
  // The page still shows the last migration as completed until this one is under way.
  const ended = async () => {
    const { started_at, status: state } = await migrationOf(ZURICH);
    return started_at === earlier ? 'earlier' : state;
  };
  await expect.poll(ended, { timeout: 200_000 }).toBe('completed');
  await status('Completed');
  await expect(fact('Entries written')).not.toHaveText('0');
  await expectOnlyItem(id);
  arrive('remapped');
});

test('a change made on the page is seen before it is written, and is that item’s alone', async () => {
  await reach('migrated');
  await visit(page, '/integrations/lightspeed/items?search=Cappuccino');
  await onItem(page, 'Cappuccino', 'Change');
  await page.getByLabel('Quantity', { exact: true }).fill('1.25');
  await page.getByRole('button', { name: 'Save mapping' }).click();
  await page.getByRole('button', { name: 'Preview past days' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  const { id, mapping } = await itemNamed('Cappuccino');
  expect(Number(mapping.quantity)).toBe(1.25);
  await expectOnlyItem(id);
});

test('cancelling leaves the finished days and nothing half-done', async () => {
  await reach('migrated');
  await holdSales(place(LISBON).lightspeed_id, 12);
  await openLocation(LISBON);
  await page.getByRole('button', { name: 'Activate' }).click();
  await expect(fact('Days done')).toHaveText('12 of 90', { timeout: 200_000 });
  await page.getByRole('button', { name: 'Cancel migration' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel migration' }).click();
  await status('Cancelled');
  await release();
  // The day that was in work ends, one way or the other, with a log that says how.
  const logs = () =>
    api.all<{ date: string; success: boolean; finished_at: string | null }>(
      `/locations/${place(LISBON).id}/transfers`,
    );
  // Until its answer is kept it has none yet: it may have ended since the logs were read.
  await expect(async () => {
    const all = await logs();
    expect(all.filter((log) => log.finished_at === null)).toEqual([]);
    const done = all.filter((log) => log.success).map((log) => log.date);
    expect([12, 13]).toContain(done.length);
    expect(await migrationOf(LISBON)).toMatchObject({ status: 'cancelled' });
    expect(await compareWithReference(LISBON, done, await entriesOf(LISBON))).toBeGreaterThan(200);
  }).toPass();
});

test('transfers one day by hand and reads the result', async () => {
  await reach('remapped');
  const day = lastSold();
  await openChapter(page, 'Run and check');
  const locations = page.getByRole('navigation', { name: 'Location' });
  if (await locations.isVisible()) {
    await locations.getByRole('link', { name: ZURICH }).click();
    await expect(locations.getByRole('link', { name: ZURICH })).toHaveAttribute('aria-current', 'page');
  }
  const yesterday = (await daysOf(ZURICH))[0] ?? '';
  await expect(page.getByLabel('Business day')).toHaveValue(yesterday);
  await page.getByLabel('Business day').fill(day);
  await page.getByRole('button', { name: 'Transfer', exact: true }).click();
  const result = page.getByRole('region', { name: 'Result' });
  const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', timeZone: 'UTC' }).format(new Date(day));
  await expect(result.getByRole('status')).toContainText(date);
  await expect(result.getByText('Transferred')).toBeVisible();
  await expect(result.getByText(/^\d+ ledger entries stand$/)).toBeVisible();
  await expect(result.getByText('Reconciled')).toBeVisible();
  await expect(result.getByText(/0 written, 0 reversed/)).toBeVisible();
  for (const bucket of ['Deducted', 'Ignored', 'Unmapped', 'No goods moved', 'Failed'])
    await expect(result.getByRole('cell', { name: bucket, exact: true })).toBeVisible();
  await result.getByRole('link', { name: 'Show details' }).click();
  await expect(page.getByRole('heading', { name: 'Where every line of the day went' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sold without a mapping' })).toBeVisible();

  // Long before the till: no sales, and that is a success.
  await openLocation(ZURICH);
  await page.getByLabel('Business day').fill(addDays(day, -900));
  await page.getByRole('button', { name: 'Transfer', exact: true }).click();
  await expect(result.getByText('No sales')).toBeVisible();
  await expect(result.getByText('no ledger entries stand')).toBeVisible();
  arrive('transferred');
});

test('reads the ledger by ingredient, storage unit, type, day and transfer', async () => {
  await reach('remapped');
  const day = lastSold();
  await openChapter(page, 'Run and check');
  await expect(step('Check the inventory ledger').getByText('Looked at')).toBeHidden();
  await openStep('Run and check', 'Check the inventory ledger');
  await expect(page.getByRole('heading', { name: 'Ledger', level: 1 })).toBeVisible();
  const filter = (name: string) => page.getByRole('combobox', { name, exact: true });
  const table = page.getByRole('region', { name: 'Ledger' });
  const rows = table.getByRole('row').filter({ has: page.getByRole('cell') });
  await filter('Ingredient').selectOption({ label: 'House beans' });
  await expect(page).toHaveURL(/ingredient=/);
  await filter('Storage unit').selectOption({ label: 'Kitchen store' });
  await filter('Type').selectOption({ label: 'Sale' });
  await page.getByLabel('From').fill(day);
  await page.getByLabel('To', { exact: true }).fill(day);
  await expect(page).toHaveURL(/to=/);
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('Espresso');
  await filter('Corrections').selectOption({ label: 'Shown' });
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: 'Reversal' })).toHaveCount(1);
  await filter('Type').selectOption({ label: 'Receipt' });
  await expect(page.getByText('No entries')).toBeVisible();

  await openLocation(ZURICH);
  await page
    .getByRole('region', { name: 'Transfer log' })
    .getByRole('row')
    .filter({ hasText: 'Transferred' })
    .first()
    .getByRole('link')
    .first()
    .click();
  await page.getByRole('link', { name: 'Show in ledger' }).click();
  await expect(page.getByText('Entries of one transfer')).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Stock', exact: true })
    .click();
  await expect(page.getByRole('row').filter({ hasText: 'House beans' }).first()).toBeVisible();
});

test('an opening count before the 90 days makes stock known that nobody had counted', async () => {
  await reach('remapped');
  const beans = async () => {
    const rows = await api.all<{ ingredient_name: string; quantity: string; never_counted: boolean }>(
      `/ledger/balances?company_id=${companyId}&storage_unit_id=${place(ZURICH).storage_unit_id}`,
    );
    return rows.find((row) => row.ingredient_name === 'House beans');
  };
  const sold = Number((await beans())?.quantity);
  expect(sold).toBeLessThan(0);
  await visit(page, `/inventory/stock?search=House+beans`);
  const row = page.getByRole('row').filter({ hasText: 'House beans' }).filter({ hasText: 'Kitchen store' });
  await expect(row).toContainText('never counted');
  await openChapter(page, 'Run and check');
  await page.getByRole('link', { name: 'Before the 90 days: Kitchen store' }).click();
  const before = addDays((await daysOf(ZURICH)).at(-1) ?? '', -1);
  await expect(page.getByLabel('Business day')).toHaveValue(before);
  await page.getByLabel('House beans', { exact: true }).fill('100');
  await page.getByRole('button', { name: 'Book count' }).click();
  const asked = page.getByRole('heading', { name: 'Is this right?' });
  const booked = page.getByRole('heading', { name: /^Kitchen store, /, level: 1 });
  await expect(asked.or(booked)).toBeVisible();
  if (await asked.isVisible()) {
    await page.getByRole('button', { name: 'Confirm all' }).click();
    await page.getByRole('button', { name: 'Book count' }).click();
  }
  await expect.poll(async () => (await beans())?.never_counted).toBe(false);
  expect(Number((await beans())?.quantity)).toBeCloseTo(100 + sold, 5);
  await visit(page, `/inventory/stock?search=House+beans`);
  await expect(row).not.toContainText('never counted');
});

test('pauses and resumes the automatic transfer; the setup claims what is done and nothing else', async () => {
  await reach('transferred');
  await openLocation(ZURICH);
  const nightly = page.getByRole('switch', { name: 'Automatic transfer' });
  await expect(nightly).toBeChecked();
  await nightly.click();
  await expect(nightly).not.toBeChecked();
  await said(page, 'Automatic transfer is paused.');
  await openChapter(page, 'Run and check');
  await expect(step('Enable automatic transfer')).toContainText('Resume the automatic transfer');
  await openLocation(ZURICH);
  await nightly.click();
  await expect(nightly).toBeChecked();
  await openChapter(page, 'Run and check');
  await expect(step('Enable automatic transfer').getByText('Works by itself')).toBeVisible();
  await expect(step('Count what is there').getByText('Done', { exact: true })).toBeHidden();
  await expect(page.getByRole('region', { name: 'What came of it' })).toContainText('Net sales');
  await openChapter(page, 'Map');
  await expect(
    page.getByRole('progressbar', { name: 'Net sales of 30 days on items that are decided' }),
  ).toBeVisible();
  expect(problems).toEqual([]);
});
