import { sql } from 'drizzle-orm';
import type { Page } from 'playwright';
import { openDatabase } from '@/db/client';
import { connectSimulator } from '@/lib/demo/connect-simulator';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { syncItems } from '@/lib/services/item/sync-items';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { millis, note, row, title } from './print';
import { signUp, withProduct } from './product';

const THROTTLE = 4;
const RUNS = 3;
const DAYS = 30;
const LINES_A_DAY = 800;
const SOLD_ITEMS = 3000;
/** First rows, a task while scrolling, an act to the next paint: milliseconds; and layout shift. */
const LIMITS = { first: 1000, task: 50, act: 100, shift: 0.05 } as const;
const PATH = '/integrations/lightspeed/items';

/** What a person waits for at the desk of a large catalogue, of a production build, CPU throttled (R43). */
export function benchDesk(items: number): Promise<void> {
  return withProduct(async ({ page, ownerUrl }) => {
    await seed(page, ownerUrl, items);
    for (const [width, height] of [
      [1280, 800],
      [390, 844],
    ] as const) {
      title(`Desk of ${items} items at ${width} px, CPU ÷ ${THROTTLE}, median of ${RUNS}`);
      await page.setViewportSize({ width, height });
      await measure(page);
    }
  }, observe);
}

interface Seen {
  firstRow: number | null;
  tasks: number[];
  acts: number[];
  shift: number;
}

/** Runs in the page, before anything of it. */
function observe(): void {
  const seen: Seen = { firstRow: null, tasks: [], acts: [], shift: 0 };
  Object.assign(window, { seen });
  const watch = (type: string, take: (entry: never) => void, more = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as never);
    }).observe({ type, buffered: true, ...more });
  watch('longtask', (entry: PerformanceEntry) => seen.tasks.push(entry.duration));
  watch('layout-shift', (entry: PerformanceEntry & { value: number; hadRecentInput: boolean }) => {
    if (!entry.hadRecentInput) seen.shift += entry.value;
  });
  watch(
    'event',
    (entry: PerformanceEventTiming) => {
      if (entry.interactionId) seen.acts.push(entry.duration);
    },
    { durationThreshold: 16 },
  );
  const look = () => {
    if (document.querySelector('[id^="desk-"][role=row]')) seen.firstRow = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function seed(page: Page, ownerUrl: string, items: number): Promise<void> {
  const { ctx, company_id } = await signUp(page);
  for (let index = 0; index < 200; index += 1) {
    await createIngredient(ctx, { company_id, name: `Ingredient ${index}`, base_unit: 'kg' });
  }
  const { id } = await connectSimulator(ctx, company_id);
  await syncLocations(ctx, { id });
  await syncItems(ctx, { id });
  const owner = openDatabase(ownerUrl, { max: 1, name: 'bestellfix-bench' });
  await owner.execute(sql`
    insert into lightspeed_items (id, company_id, integration_id, business_id, lightspeed_id, sku, name, item_type, accounting_group, price)
    select gen_random_uuid(), company_id, id, (select business_id from lightspeed_locations limit 1), 'b' || n, 'b' || n,
           'Item ' || md5(n::text), 'ITEM', 'Group ' || n % 40, (n % 3000) / 100.0
    from lightspeed_integrations, generate_series(1, ${items}::int) n`);
  await owner.execute(sql`
    insert into sales_snapshots (id, company_id, location_id, business_day, version, content_hash, raw, account_count, line_count,
                                 data_complete, has_repeats, fetched_at, confirmed_at)
    select gen_random_uuid(), l.company_id, l.id, current_date - d, 1, 'bench', '{}', 1, ${LINES_A_DAY}::int, true, false, now(), now()
    from (select * from lightspeed_locations limit 1) l, generate_series(1, ${DAYS}::int) d`);
  await owner.execute(sql`
    insert into sale_lines (company_id, snapshot_id, seq, account_id, account_type, account_cancelled, line_id, sku, name, quantity, net_value)
    select company_id, id, n, 'A', 'SALE', false, 'L' || n, 'b' || 1 + (n * 7919 + extract(day from business_day)::int * 31) % ${SOLD_ITEMS}::int,
           'x', 1, 1 + n % 90
    from sales_snapshots, generate_series(1, ${LINES_A_DAY}::int) n`);
  // What the database does after rows are loaded is done before anything is measured.
  for (const what of ['vacuum (analyze)', 'checkpoint']) await owner.execute(sql.raw(what));
  await owner.$client.end({ timeout: 5 });
}

async function measure(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const found = new Map<string, number[]>();
  const keep = (what: string, value: number) => found.set(what, [...(found.get(what) ?? []), value]);
  const grid = page.getByRole('grid');
  for (let run = 0; run < RUNS; run += 1) {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
    await page.goto(PATH);
    await grid.and(page.locator('[aria-busy=false]')).waitFor({ timeout: 120_000 });
    const loaded = await page.evaluate(() => performance.now());
    const { firstRow } = await take(page);
    keep('first rows', firstRow ?? Number.NaN);
    keep('all rows', loaded);
    await page.getByRole('button', { name: /^Never sold/ }).click();
    await take(page);
    await grid.hover();
    for (let step = 0; step < 60; step += 1) await page.mouse.wheel(0, 4000);
    keep('longest task while scrolling', Math.max(0, ...(await take(page)).tasks));
    const act = async (what: string, run: () => Promise<unknown>) => {
      await take(page);
      await run();
      keep(`act: ${what}`, Math.max(0, ...(await take(page)).acts));
    };
    await page.getByRole('button', { name: /^To review/ }).click();
    await grid.focus();
    for (const key of ['ArrowDown', 'PageDown', 'i', 'u', ' ', 'Escape', 'e'])
      await act(key === ' ' ? 'Space' : key, () => page.keyboard.press(key));
    await page.keyboard.press('Escape');
    const search = page.getByRole('searchbox');
    await search.focus();
    for (const key of ['a', '1']) await act(`search ${key}`, () => page.keyboard.press(key));
    await search.fill('');
    for (const head of ['Item', 'Net'])
      await act(`sort by ${head}`, () =>
        page.getByRole('columnheader', { name: head }).getByRole('button').click(),
      );
    await act('segment', () => page.getByRole('button', { name: /^Never sold/ }).click());
    keep('layout shift × 1000', (await take(page)).shift * 1000);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  }
  await cdp.detach();
  for (const [what, list] of found) {
    const middle = list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
    row(what, `${millis(middle)}, at most ${millis(Math.max(...list))}`);
    const limit =
      what === 'first rows'
        ? LIMITS.first
        : what.startsWith('act')
          ? LIMITS.act
          : what.startsWith('longest')
            ? LIMITS.task
            : null;
    if (limit !== null && middle > limit) note(`more than ${limit} ms`);
  }
}

/** What was seen since the last time, once it is painted and reported. */
async function take(page: Page): Promise<Seen> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
    const { seen } = window as unknown as { seen: Seen };
    const copy = { ...seen, tasks: [...seen.tasks], acts: [...seen.acts] };
    seen.tasks.length = 0;
    seen.acts.length = 0;
    return copy;
  });
}
