import type { Page } from 'playwright';
import { finishMigrations } from '@/lib/demo/seed-demo';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { minutesOf, Person } from './person';
import { row, title } from './print';
import { actorOf, signUp, withProduct } from './product';
import { decideAll, rankedIds, readKnown, reopen, saved, seedUnmapped } from './walk-desk';
import { bringInAndConnect, countWhatIsThere } from './walk-setup';

/** Of net sales: from here on the setup takes the mapping for done (R43). */
const ENOUGH = 95;
const PLACE = 'Seeblick Zürich';

/**
 * How many clicks and keys a person needs: for 30 items and for all at the desk, and for a whole restaurant
 * from signing up to an opening count. A driver works the pages and counts; times are of the keystroke-level
 * model, and what the machine needs stands beside.
 */
export function benchWalk(): Promise<void> {
  return withProduct(async ({ page }) => {
    const viewport = { width: 1280, height: 800 };
    await page.setViewportSize(viewport);
    await mapping(page);
    // Another person, at another browser.
    const other = await page
      .context()
      .browser()
      ?.newContext({
        baseURL: new URL(page.url()).origin,
        locale: 'en-GB',
        viewport,
      });
    if (other) await wholeSetup(await other.newPage());
  });
}

async function mapping(page: Page): Promise<void> {
  const { ctx, company_id } = await signUp(page);
  const id = await seedUnmapped(page, ctx, company_id);
  title('Mapping at the desk, as the demo restaurant is mapped');
  for (const count of [30, 130]) {
    // Read anew: what was decided before may be remembered.
    const known = await readKnown(ctx, id);
    const some = (await rankedIds(ctx, id, known)).slice(0, count);
    const person = new Person(page);
    const atOnce = await decideAll(page, person, known, some);
    tell(`${some.length} items, ${atOnce} of them in one act`, person);
    await saved(ctx, id, some);
    await reopen(ctx, known.keys());
  }
}

async function wholeSetup(page: Page): Promise<void> {
  title('A restaurant from signing up to an opening count');
  const began = performance.now();
  const person = new Person(page);
  await bringInAndConnect(page, person);
  tell('brought in, connected, activated', person);
  const { ctx, company_id } = await actorOf(page);
  const id = (await getIntegration(ctx, { company_id }))?.id ?? '';
  await finishMigrations(ctx, company_id);
  const known = await readKnown(ctx, id);
  const decided = async () =>
    parseFloat((await page.locator('[data-share="decided"]').textContent()) ?? '') >= ENOUGH;
  await decideAll(page, person, known, await rankedIds(ctx, id, known), decided);
  tell(`and ${ENOUGH} % of net sales decided`, person);
  await countWhatIsThere(page, person, PLACE);
  tell('and counted', person);
  row('the whole run', `${((performance.now() - began) / 60_000).toFixed(1)} minutes of machine time`);
}

function tell(what: string, { effort }: Person): void {
  row(what, `${effort.clicks} clicks, ${effort.keys} keys, ${minutesOf(effort).toFixed(1)} minutes`);
}
