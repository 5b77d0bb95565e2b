import { v7 } from 'uuid';
import type { Database } from '@/db/client';
import { companies } from '@/db/schema/people';
import { LOCATIONS } from '@/lib/lightspeed/simulator/world';
import type { TokenVault } from '@/lib/ports';
import { insertMenu, type MenuRows } from '@/testing/fixtures/insert-menu';
import { ITEMS } from './sales';

const INGREDIENTS = 60;
/** Two of three items are dishes; the rest are goods sold as they are. */
const isDish = (index: number) => index % 3 !== 0;

export interface Restaurant {
  companyId: string;
  locationId: string;
  itemIds: string[];
  ingredientIds: string[];
}

/**
 * A company whose 150 items are all mapped: 100 to recipes three deep (four ingredients each), 50 to
 * ingredients.
 */
export async function makeRestaurant(
  db: Database,
  vault: TokenVault,
  tokens: { accessToken: string; refreshToken: string },
): Promise<Restaurant> {
  const companyId = v7();
  await db.insert(companies).values({ id: companyId, name: 'Bench' });
  const ingredientIds = Array.from({ length: INGREDIENTS }, () => v7());
  const zurich = LOCATIONS[0];
  const menu = {
    ingredients: ingredientIds.map((id, index) => ({
      id,
      name: `Ingredient ${index}`,
      baseUnit: 'kg' as const,
    })),
    ...itemsOf(ingredientIds),
    location: { lightspeedId: zurich?.id ?? '', timezone: zurich?.timezone ?? '' },
    tokens,
    accessExpiresAt: new Date(Date.now() + 3_600_000),
  };
  const { locationId } = await insertMenu(db, vault, companyId, menu);
  return { companyId, locationId, itemIds: menu.items.map(({ id }) => id), ingredientIds };
}

/** The items, each mapped, and the recipes that dishes are mapped to. */
function itemsOf(ingredientIds: readonly string[]): Pick<MenuRows, 'items' | 'recipes'> {
  const recipes: MenuRows['recipes'] = [];
  const ingredientOf = (index: number) => ingredientIds[index % INGREDIENTS] as string;
  const recipe = (lines: { ingredientId?: string; subRecipeId?: string; trimPercent?: string }[]) => {
    const id = v7();
    const name = `Recipe ${recipes.length}`;
    recipes.push({ id, name, lines: lines.map((line) => ({ quantity: '0.125', ...line })) });
    return id;
  };
  const dish = (index: number) => {
    const base = recipe([
      { ingredientId: ingredientOf(index) },
      { ingredientId: ingredientOf(index + 7), trimPercent: '12.5' },
    ]);
    const middle = recipe([
      { subRecipeId: base },
      { ingredientId: ingredientOf(index + 19), trimPercent: '10' },
    ]);
    return recipe([{ subRecipeId: middle }, { ingredientId: ingredientOf(index + 31) }]);
  };
  const items = Array.from({ length: ITEMS }, (_, index) => ({
    id: v7(),
    sku: `sku-${index}`,
    name: `Item ${index}`,
    mapping: isDish(index)
      ? { recipeId: dish(index), quantity: '1' }
      : { ingredientId: ingredientOf(index), quantity: '1' },
  }));
  return { items, recipes };
}
