import type { Page } from 'playwright';
import { minutesOf, Person } from './person';
import { row, title } from './print';
import { signUp, withProduct } from './product';
import { decideAll, rankedIds, readKnown, saved, seedUnmapped } from './walk-desk';

/**
 * How many clicks and keys a person needs at the desk for the most sold items of a restaurant. A driver works
 * the page and counts; times are of the keystroke-level model.
 */
export function benchWalk(items: number): Promise<void> {
  return withProduct(async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    title('Mapping at the desk, as the demo restaurant is mapped');
    await mapping(page, items);
  });
}

async function mapping(page: Page, items: number): Promise<void> {
  const { ctx, company_id } = await signUp(page);
  const id = await seedUnmapped(page, ctx, company_id);
  const known = await readKnown(ctx, id);
  const some = (await rankedIds(ctx, id, known)).slice(0, items);
  const person = new Person(page);
  const atOnce = await decideAll(page, person, known, some);
  await saved(ctx, id, some);
  const { clicks, keys } = person.effort;
  row(
    `${some.length} items, ${atOnce} of them in one act`,
    `${clicks} clicks, ${keys} keys, ${minutesOf(person.effort).toFixed(1)} minutes`,
  );
}
