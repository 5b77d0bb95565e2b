import type { ServiceContext } from '@/lib/services/context';
import { listItems } from '@/lib/services/item/list-items';
import { saveModifierRules } from '@/lib/services/modifier/save-modifier-rules';
import { demoRestaurant } from './restaurant';
import { type InventoryIds, idOf } from './seed-inventory';

/** Says what the demo's modifiers do under their parents. Said again it writes nothing. */
export async function sayModifiers(
  ctx: ServiceContext,
  thing: { id: string; company_id: string },
  ids: Omit<InventoryIds, 'units'>,
): Promise<void> {
  const { data } = await listItems(ctx, { ...thing, include_archived: true, limit: 500 });
  const items = new Map(data.flatMap(({ sku, id }) => (sku === null ? [] : [[sku, id] as const])));
  for (const [sku, said] of Object.entries(demoRestaurant.modifierRules)) {
    const rules = said.map(({ parent, ingredient, recipe, replaces, ...rule }) => ({
      ...rule,
      ...(parent !== undefined && { parent_item_id: idOf(items, parent) }),
      ...(ingredient !== undefined && {
        mapped_object_type: 'ingredient' as const,
        mapped_object_id: idOf(ids.ingredients, ingredient),
      }),
      ...(recipe !== undefined && {
        mapped_object_type: 'recipe' as const,
        mapped_object_id: idOf(ids.recipes, recipe),
      }),
      ...(replaces !== undefined && { replaces_ingredient_id: idOf(ids.ingredients, replaces) }),
    }));
    await saveModifierRules(ctx, { id: idOf(items, sku), company_id: thing.company_id, rules });
  }
}
