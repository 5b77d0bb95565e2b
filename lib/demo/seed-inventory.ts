import { addDays } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '@/lib/services/context';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { createLedgerEntries } from '@/lib/services/ledger/create-ledger-entries';
import { createRecipe } from '@/lib/services/recipe/create-recipe';
import { listRecipes } from '@/lib/services/recipe/list-recipes';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';
import { demoRestaurant } from './restaurant';

/** Ids by name. */
export interface InventoryIds {
  units: Map<string, string>;
  ingredients: Map<string, string>;
  recipes: Map<string, string>;
}
export function idOf(map: Map<string, string>, name: string): string {
  const id = map.get(name);
  if (id === undefined) throw new DomainError('internal_error', `the demo restaurant has no "${name}"`);
  return id;
}

/** Ingredients and recipes of the demo restaurant; ids by name. */
export async function seedRecipes(
  ctx: ServiceContext,
  company_id: string,
): Promise<Omit<InventoryIds, 'units'>> {
  const ids = { ingredients: new Map<string, string>(), recipes: new Map<string, string>() };
  for (const ingredient of demoRestaurant.ingredients) {
    const created = await createIngredient(ctx, { company_id, is_active: true, ...ingredient });
    ids.ingredients.set(ingredient.name, created.id);
  }
  for (const { name, lines } of demoRestaurant.recipes) {
    const created = await createRecipe(ctx, {
      company_id,
      name,
      is_active: true,
      lines: lines.map((line) => ({
        ingredient_id: line.ingredient === undefined ? null : idOf(ids.ingredients, line.ingredient),
        sub_recipe_id: line.recipe === undefined ? null : idOf(ids.recipes, line.recipe),
        quantity: line.quantity,
        unit: line.unit ?? null,
        trim_percent: line.trim_percent ?? '0',
      })),
    });
    ids.recipes.set(name, created.id);
  }
  return ids;
}

/** What the demo restaurant has in its rooms and on its cards; the browser tests begin with it too. */
export async function seedInventory(ctx: ServiceContext, company_id: string): Promise<void> {
  const units = new Map<string, string>();
  for (const { name, address } of demoRestaurant.storageUnits) {
    units.set(name, (await createStorageUnit(ctx, { company_id, name, address })).id);
  }
  const ids = { units, ...(await seedRecipes(ctx, company_id)) };
  const today = ctx.clock.now().toISOString().slice(0, 10);
  for (const receipt of demoRestaurant.receipts) {
    await createLedgerEntries(ctx, {
      company_id,
      type: 'RECEIPT',
      ingredient_id: idOf(ids.ingredients, receipt.ingredient),
      storage_unit_id: idOf(ids.units, receipt.storage_unit),
      quantity: receipt.quantity,
      unit_cost: receipt.unit_cost,
      date: addDays(today, -receipt.days_ago),
    });
  }
}

export async function inventoryIds(ctx: ServiceContext, company_id: string): Promise<InventoryIds> {
  const all = { company_id, limit: 500, include_archived: false };
  const [units, ingredients, recipes] = await Promise.all([
    listStorageUnits(ctx, all),
    listIngredients(ctx, all),
    listRecipes(ctx, all),
  ]);
  const byName = ({ data }: { data: { id: string; name: string }[] }) =>
    new Map(data.map(({ id, name }) => [name, id]));
  return { units: byName(units), ingredients: byName(ingredients), recipes: byName(recipes) };
}
