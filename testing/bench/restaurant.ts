import { v7 } from 'uuid';
import type { Database } from '@/db/client';
import { ingredients, recipeLines, recipes, recipeVersions, storageUnits } from '@/db/schema/inventory';
import {
  itemMappingVersions,
  lightspeedIntegrations,
  lightspeedItems,
  lightspeedLocations,
} from '@/db/schema/lightspeed';
import { companies } from '@/db/schema/people';
import { LOCATIONS } from '@/lib/lightspeed/simulator/world';
import type { TokenVault } from '@/lib/ports';
import { sealTokens } from '@/lib/services/integration/sealed-tokens';
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
  const [companyId, integrationId, locationId, unitId] = [v7(), v7(), v7(), v7()];
  const own = { companyId };
  const createdBy = 'bench';
  await db.insert(companies).values({ id: companyId, name: 'Bench' });
  await db.insert(storageUnits).values({ id: unitId, ...own, name: 'Cellar' });
  const ingredientIds = Array.from({ length: INGREDIENTS }, () => v7());
  await db.insert(ingredients).values(
    ingredientIds.map((id, index) => ({
      id,
      ...own,
      name: `Ingredient ${index}`,
      baseUnit: 'kg' as const,
    })),
  );
  const ingredientOf = (index: number) => ingredientIds[index % INGREDIENTS] as string;

  let count = 0;
  const recipe = async (lines: { ingredientId?: string; subRecipeId?: string; trimPercent?: string }[]) => {
    const [id, recipeVersionId] = [v7(), v7()];
    await db.insert(recipes).values({ id, ...own, name: `Recipe ${count++}` });
    await db
      .insert(recipeVersions)
      .values({ id: recipeVersionId, ...own, recipeId: id, version: 1, createdBy });
    await db
      .insert(recipeLines)
      .values(
        lines.map((line, position) => ({ ...own, recipeVersionId, position, quantity: '0.125', ...line })),
      );
    return id;
  };
  const targets: { recipeId?: string; ingredientId?: string }[] = [];
  for (let index = 0; index < ITEMS; index++) {
    if (!isDish(index)) {
      targets.push({ ingredientId: ingredientOf(index) });
      continue;
    }
    const base = await recipe([
      { ingredientId: ingredientOf(index) },
      { ingredientId: ingredientOf(index + 7), trimPercent: '12.5' },
    ]);
    const middle = await recipe([
      { subRecipeId: base },
      { ingredientId: ingredientOf(index + 19), trimPercent: '10' },
    ]);
    targets.push({
      recipeId: await recipe([{ subRecipeId: middle }, { ingredientId: ingredientOf(index + 31) }]),
    });
  }

  const zurich = LOCATIONS[0];
  const external = { ...own, integrationId, businessId: '1' };
  const issued = { ...tokens, expiresIn: 3600, scope: '' };
  await db.insert(lightspeedIntegrations).values({
    id: integrationId,
    ...own,
    name: 'Till',
    tokenCiphertext: sealTokens(vault, companyId, integrationId, issued),
    accessExpiresAt: new Date(Date.now() + 3_600_000),
  });
  await db.insert(lightspeedLocations).values({
    id: locationId,
    ...external,
    lightspeedId: zurich?.id ?? '',
    businessName: 'Group',
    name: 'Lakeside',
    timezone: zurich?.timezone ?? '',
    storageUnitId: unitId,
    isActivated: true,
  });
  const itemIds = targets.map(() => v7());
  await db.insert(lightspeedItems).values(
    itemIds.map((id, index) => ({
      id,
      ...external,
      lightspeedId: String(index),
      sku: `sku-${index}`,
      name: `Item ${index}`,
    })),
  );
  await db.insert(itemMappingVersions).values(
    targets.map((target, index) => ({
      ...own,
      itemId: itemIds[index] as string,
      version: 1,
      state: 'mapped' as const,
      quantity: '1',
      createdBy,
      ...target,
    })),
  );
  return { companyId, locationId, itemIds, ingredientIds };
}
