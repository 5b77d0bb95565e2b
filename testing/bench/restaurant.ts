import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Database } from '@/db/client';
import { insertRuleVersion, type ModifierRuleRow } from '@/db/queries/modifier-rules';
import { lightspeedItems } from '@/db/schema/lightspeed';
import { companies } from '@/db/schema/people';
import { LOCATIONS } from '@/lib/lightspeed/simulator/world';
import type { TokenVault } from '@/lib/ports';
import { insertMenu, type MenuRows } from '@/testing/fixtures/insert-menu';
import { ITEMS, MODIFIERS } from './sales';

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

/**
 * Modifiers with a rule for every parent and for one of them: in turn they remove, add, replace and scale, as
 * a burger kitchen says it.
 */
export async function insertModifiers(db: Database, { companyId, itemIds, ingredientIds }: Restaurant) {
  const [item] = await db
    .select()
    .from(lightspeedItems)
    .where(eq(lightspeedItems.companyId, companyId))
    .limit(1);
  if (!item) throw new Error('the restaurant sells nothing');
  const none = { parentItemId: null, parentAccountingGroup: null, ingredientId: null, recipeId: null };
  const nothing = {
    ...none,
    replacesIngredientId: null,
    quantity: null,
    unit: null,
    factor: null,
    share: null,
  };
  const of = (index: number) => ingredientIds[index % INGREDIENTS] as string;
  const effects = (n: number): ModifierRuleRow[] => [
    { ...nothing, effect: 'removes', ingredientId: of(n), share: '1' },
    { ...nothing, effect: 'adds', ingredientId: of(n), quantity: '0.02' },
    { ...nothing, effect: 'replaces', replacesIngredientId: of(n), ingredientId: of(n + 1), factor: '1' },
    { ...nothing, effect: 'scales', factor: '1.5' },
  ];
  for (let n = 0; n < MODIFIERS; n++) {
    const id = v7();
    const row = { ...item, id, lightspeedId: `m${n}`, sku: `modifier-${n}`, name: `Modifier ${n}` };
    // The database makes what it searches by itself.
    const { searchText: _, ...values } = row as typeof row & { searchText?: string };
    await db.insert(lightspeedItems).values({ ...values, itemType: 'SUB_ITEM' });
    const forAll = effects(n)[n % 4] as ModifierRuleRow;
    const exception = {
      ...(effects(n + 1)[(n + 1) % 4] as ModifierRuleRow),
      parentItemId: itemIds[n] as string,
    };
    const version = { companyId, itemId: id, version: 1, effectiveFrom: null, createdBy: 'bench' };
    await insertRuleVersion(db, version, [forAll, exception]);
  }
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
