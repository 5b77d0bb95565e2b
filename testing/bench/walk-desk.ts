import type { Page } from 'playwright';
import type { ItemSuggestions } from '@/lib/contracts/suggestions';
import { compare, exact, roundHalfEven } from '@/lib/core/quantity';
import { type BaseUnit, convert } from '@/lib/core/units';
import { connectSimulator } from '@/lib/demo/connect-simulator';
import { INGREDIENTS } from '@/lib/demo/ingredients';
import { IGNORED, mappingOf } from '@/lib/demo/mappings';
import { demoRestaurant } from '@/lib/demo/restaurant';
import { finishMigrations } from '@/lib/demo/seed-demo';
import { idOf, inventoryIds, seedInventory } from '@/lib/demo/seed-inventory';
import type { ServiceContext } from '@/lib/services/context';
import { deleteMapping } from '@/lib/services/item/delete-mapping';
import { getItem } from '@/lib/services/item/get-item';
import { listDesk } from '@/lib/services/item/list-desk';
import { setIgnored } from '@/lib/services/item/set-ignored';
import { suggestMappings } from '@/lib/services/item/suggest-mappings';
import { syncItems } from '@/lib/services/item/sync-items';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listLocations } from '@/lib/services/location/list-locations';
import { syncLocations } from '@/lib/services/location/sync-locations';
import type { Person } from './person';

/** From which confidence on many are accepted in one act, as the desk proposes. */
const SURE = 0.95;
const PATH = '/integrations/lightspeed/items';
/** Letters after which a person looks for another way. */
const MOST_LETTERS = 12;
/** More than the demo restaurant has open. */
const MOST_ROWS = 140;

/** What the demo restaurant takes for an item; `null`: no stock. */
type Truth = { name: string; quantity: string; base: BaseUnit | null } | null;
export interface Known {
  name: string;
  truth: Truth;
  offer: ItemSuggestions;
}

/** The demo restaurant, connected, with its 90 days read and nothing mapped; the integration's id. */
export async function seedUnmapped(page: Page, ctx: ServiceContext, company_id: string): Promise<string> {
  await seedInventory(ctx, company_id);
  const kitchen = await inventoryIds(ctx, company_id);
  const { id } = await connectSimulator(ctx, company_id);
  await syncLocations(ctx, { id });
  await syncItems(ctx, { id });
  const { data } = await listLocations(ctx, { id, limit: 500 });
  for (const place of demoRestaurant.storageUnits) {
    const location = data.find(({ name }) => name === place.location);
    if (!location) continue;
    await linkStorageUnit(ctx, { id: location.id, storage_unit_id: idOf(kitchen.units, place.name) });
    // Over the API, whose process sends its events to the job server.
    const answer = await page.request.post(`/api/v1/locations/${location.id}/activate`, {
      headers: { 'sec-fetch-site': 'same-origin' },
      data: {},
    });
    if (!answer.ok()) throw new Error(`not activated: ${await answer.text()}`);
  }
  await finishMigrations(ctx, company_id);
  return id;
}

/** Every item with what it is to be, and what is offered for it before anything is decided. */
export async function readKnown(ctx: ServiceContext, id: string): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  for (let cursor: string | undefined; ; ) {
    const page = await suggestMappings(ctx, { id, limit: 500, ...(cursor && { cursor }) });
    for (const offer of page.data) {
      const sku = offer.sku ?? '';
      const mapping = mappingOf(offer);
      const target = mapping?.ingredient ?? mapping?.recipe;
      const truth =
        mapping && target
          ? { name: target, quantity: mapping.quantity, base: BASE.get(mapping.ingredient ?? '') ?? null }
          : null;
      // The demo restaurant leaves the dish of the day open, and this person too.
      if (truth || IGNORED.includes(sku)) known.set(offer.item_id, { name: offer.name, truth, offer });
    }
    if (page.next_cursor === null) return known;
    cursor = page.next_cursor;
  }
}

const BASE = new Map(INGREDIENTS.map(([name, unit]) => [name, unit]));

function isRight({ truth, offer }: Known, one = offer.suggestions[0]): boolean {
  if (offer.verdict === 'ignore' || truth === null) return offer.verdict === 'ignore' && truth === null;
  return one !== undefined && offer.verdict === 'map' && isSame(one, truth);
}

function isSame(one: ItemSuggestions['suggestions'][number], truth: NonNullable<Truth>): boolean {
  if (one.mapped_object_name !== truth.name || (one.unit === null) !== (truth.base === null)) return false;
  const amount = exact(one.quantity);
  const inBase = one.unit && truth.base ? convert(amount, one.unit, truth.base) : amount;
  return inBase !== null && compare(inBase, exact(truth.quantity)) === 0;
}

/**
 * Decides these items, given as the desk ranks them, each as the demo restaurant decides it, until
 * `isEnough`. What is offered rightly and surely is accepted in one act, after a look at each; what is
 * offered wrongly is put right. How many that one act took.
 */
export async function decideAll(
  page: Page,
  person: Person,
  known: ReadonlyMap<string, Known>,
  ids: readonly string[],
  isEnough: () => Promise<boolean> = async () => false,
): Promise<number> {
  await page.goto(PATH);
  const grid = page.getByRole('grid', { name: 'Items by net sales' });
  await grid.and(page.locator('[aria-busy=false]')).waitFor();
  // What is suggested comes after the rows; the arrow before it is of the style sheet.
  await page
    .getByRole('row')
    .filter({ has: page.locator('[class*="→"]') })
    .first()
    .waitFor();
  const open = async () => (await grid.getAttribute('aria-activedescendant'))?.replace('desk-', '') ?? '';
  const of = (id: string) => known.get(id) as Known;
  const goTo = async (id: string) => {
    for (let rows = 0; (await open()) !== id; rows += 1) {
      if (rows > 2 * MOST_ROWS) throw new Error(`${of(id).name} is not among the rows`);
      // Items that sold the same stand by name, and here by what was read first.
      await person.press(rows === MOST_ROWS ? 'Home' : 'ArrowDown');
    }
  };
  const sure = ids.filter((id) => of(id).offer.confidence >= SURE && of(id).offer.verdict !== 'unknown');
  const wrong = sure.filter((id) => !isRight(of(id)));
  person.think(sure.length - wrong.length);
  for (const id of wrong) {
    await person.click(page.locator(`#desk-${id}`));
    await decide(page, person, of(id));
  }
  await person.click(page.getByRole('button', { name: /^Accept \d/ }));
  await grid.focus();
  await person.press('Home');
  for (const id of ids.filter((one) => !sure.includes(one))) {
    if (await isEnough()) break;
    // What this process took for unsure the page may have been sure of: then that one act decided it.
    if (of(id).truth === null && (await stateOf(page, id)) === 'ignored') continue;
    await goTo(id);
    await decide(page, person, of(id));
  }
  return sure.length;
}

async function stateOf(page: Page, id: string): Promise<string> {
  const item = await (await page.request.get(`/api/v1/items/${id}`)).json();
  return item.state as string;
}

async function decide(page: Page, person: Person, known: Known): Promise<void> {
  const { truth, offer } = known;
  person.think();
  if (truth === null) return person.press('i');
  if (isRight(known)) return person.press('Enter');
  const other = offer.suggestions
    .slice(offer.verdict === 'map' ? 1 : 0, 4)
    .findIndex((one) => isSame(one, truth));
  const detail = page.getByRole('region', { name: 'Active item' });
  if (other >= 0) return person.click(detail.getByText('Or:').locator('..').getByRole('button').nth(other));
  await person.press('e');
  const form = detail.getByRole('form');
  const chooser = form.getByRole('button', { name: /^Takes from stock/ });
  const isTarget = offer.verdict === 'map' && offer.suggestions[0]?.mapped_object_name === truth.name;
  if (!isTarget) {
    if (offer.verdict === 'map') await person.press('Shift+Tab');
    await chooser.and(page.locator(':focus')).waitFor();
    await search(page, person, truth.name);
  }
  const quantity = form.getByLabel('Quantity', { exact: true });
  await quantity.and(page.locator(':focus')).waitFor();
  const unit = form.getByLabel('Unit', { exact: true });
  const wanted = inUnit(truth, (await unit.inputValue()) || null);
  if ((await quantity.inputValue()) !== wanted.quantity) {
    // What stands there is marked, to be typed over.
    const isMarked = await quantity.evaluate(
      (input: HTMLInputElement) => input.selectionStart === 0 && input.selectionEnd === input.value.length,
    );
    if (!isMarked) await person.press('Control+a');
    await person.type(wanted.quantity);
  }
  if (wanted.unit !== null && (await unit.inputValue()) !== wanted.unit) {
    await person.click(unit);
    await unit.selectOption(wanted.unit);
    await quantity.focus();
  }
  await person.press('Enter');
  await form.waitFor({ state: 'hidden' });
}

/**
 * In the unit that stands there, as a person says it who reads "200 g" and means 215; else as it is written.
 */
function inUnit({ quantity, base }: NonNullable<Truth>, shown: string | null) {
  const amount = base && shown && convert(exact(quantity), base, shown as BaseUnit);
  return amount
    ? { quantity: roundHalfEven(amount), unit: shown }
    : { quantity, unit: base as string | null };
}

/** Types the name until it is what Enter would take; then goes down to it. */
async function search(page: Page, person: Person, name: string): Promise<void> {
  const input = page.getByRole('dialog').getByRole('combobox');
  const isMarked = async () => {
    const id = await input.getAttribute('aria-activedescendant');
    return id !== null && ((await page.locator(`[id="${id}"]`).textContent()) ?? '').startsWith(name);
  };
  for (const letter of name.slice(0, MOST_LETTERS)) {
    await person.type(letter);
    await input.waitFor();
    if (await isMarked()) break;
  }
  for (let down = 0; down < MOST_LETTERS && !(await isMarked()); down += 1) await person.press('ArrowDown');
  await person.press('Enter');
}

/** The open items as the desk ranks them, without those this person leaves open. */
export async function rankedIds(
  ctx: ServiceContext,
  id: string,
  known: ReadonlyMap<string, Known>,
): Promise<string[]> {
  const { data } = await listDesk(ctx, { id, limit: 1000 });
  return data.flatMap((one) =>
    one.lines > 0 && one.state === 'unmapped' && known.has(one.id) ? [one.id] : [],
  );
}

/** As if nothing had been decided. */
export async function reopen(ctx: ServiceContext, ids: Iterable<string>): Promise<void> {
  for (const id of ids) {
    const { state } = await getItem(ctx, { id });
    if (state === 'ignored') await setIgnored(ctx, { id, ignored: false });
    else if (state !== 'unmapped') await deleteMapping(ctx, { id });
  }
}

/** What is decided at the desk is saved after it is shown. */
export async function saved(ctx: ServiceContext, id: string, ids: readonly string[]): Promise<void> {
  const decided = async () => {
    const { data } = await listDesk(ctx, { id, limit: 1000 });
    return data.every((one) => one.state !== 'unmapped' || !ids.includes(one.id));
  };
  while (!(await decided())) await new Promise((resolve) => setTimeout(resolve, 200));
}
