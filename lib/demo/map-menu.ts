import type { MappingChoice } from '@/lib/contracts/mappings';
import type { ServiceContext } from '@/lib/services/context';
import { listItems } from '@/lib/services/item/list-items';
import { saveMappings } from '@/lib/services/item/save-mappings';
import { mappingOf } from './mappings';
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
  const items = await listItems(ctx, { ...thing, state: 'unmapped', include_archived: true, limit: 500 });
  const mappings = items.data.flatMap(({ id: item_id, name, sku }): MappingChoice[] => {
    if (sku === null) return [];
    const mapping = mappingOf({ name, sku });
    if (!mapping) return demoRestaurant.ignoredSkus.includes(sku) ? [{ item_id, ignored: true }] : [];
    const isRecipe = mapping.recipe !== undefined;
    return [
      {
        item_id,
        mapped_object_type: isRecipe ? 'recipe' : 'ingredient',
        mapped_object_id: isRecipe
          ? idOf(ids.recipes, mapping.recipe ?? '')
          : idOf(ids.ingredients, mapping.ingredient ?? ''),
        quantity: mapping.quantity,
        unit: null,
        is_subtraction: mapping.is_subtraction,
      },
    ];
  });
  if (mappings.length > 0) await saveMappings(ctx, { id: thing.id, mappings, effective_from: null });
}
