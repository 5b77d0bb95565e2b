import type { ServiceContext } from '@/lib/services/context';
import { listItems } from '@/lib/services/item/list-items';
import { saveMapping } from '@/lib/services/item/save-mapping';
import { setIgnored } from '@/lib/services/item/set-ignored';
import { demoRestaurant } from './restaurant';
import { type InventoryIds, idOf } from './seed-inventory';

/**
 * Maps the simulator's items that are unmapped yet. What the demo kitchen has no mapping for stays unmapped:
 * the daily specials, as in a restaurant that has just begun.
 */
export async function mapMenu(
  ctx: ServiceContext,
  thing: { id: string; company_id: string },
  ids: Omit<InventoryIds, 'units'>,
): Promise<void> {
  const { company_id } = thing;
  const items = await listItems(ctx, { ...thing, state: 'unmapped', include_archived: true, limit: 500 });
  for (const { id, sku } of items.data) {
    if (sku === null) continue;
    const mapping = demoRestaurant.mappings[sku];
    if (demoRestaurant.ignoredSkus.includes(sku)) await setIgnored(ctx, { id, company_id, ignored: true });
    if (!mapping) continue;
    await saveMapping(ctx, {
      id,
      company_id,
      mapped_object_type: mapping.recipe === undefined ? 'ingredient' : 'recipe',
      mapped_object_id:
        mapping.recipe === undefined
          ? idOf(ids.ingredients, mapping.ingredient ?? '')
          : idOf(ids.recipes, mapping.recipe),
      quantity: mapping.quantity,
      is_subtraction: mapping.is_subtraction,
    });
  }
}
