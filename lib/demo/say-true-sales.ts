import type { ServiceContext } from '@/lib/services/context';
import { listHeldNames } from '@/lib/services/item/list-held-names';
import { listItems } from '@/lib/services/item/list-items';
import { resolveHeldName } from '@/lib/services/item/resolve-held-name';
import { savePackaging } from '@/lib/services/packaging/save-packaging';
import { saveVoidReasons } from '@/lib/services/void-reason/save-void-reasons';
import { demoRestaurant } from './restaurant';
import { type InventoryIds, idOf } from './seed-inventory';

interface Thing {
  id: string;
  company_id: string;
}

/** Says what goes along with take-away, and what becomes of voided goods. Said again it writes nothing. */
export async function sayTakeAwayAndVoids(
  ctx: ServiceContext,
  thing: Thing,
  ids: Pick<InventoryIds, 'ingredients'>,
): Promise<void> {
  const { company_id } = thing;
  const { data } = await listItems(ctx, { ...thing, include_archived: true, limit: 500 });
  const items = new Map(data.flatMap(({ sku, id }) => (sku === null ? [] : [[sku, id] as const])));
  for (const { sku, group, takes } of demoRestaurant.packaging) {
    await savePackaging(ctx, {
      company_id,
      ...(sku !== undefined && { item_id: idOf(items, sku) }),
      ...(group !== undefined && { accounting_group: group }),
      rules: Object.entries(takes).map(([name, quantity]) => ({
        ingredient_id: idOf(ids.ingredients, name),
        quantity,
      })),
    });
  }
  await saveVoidReasons(ctx, { company_id, reasons: [...demoRestaurant.voidReasons] });
}

/**
 * What the cakes before this season's were, which were sold from its button: other things, each with what it
 * takes (R38). The bar's button waits for whoever looks at the demo.
 */
export async function answerHeldCakes(
  ctx: ServiceContext,
  thing: Thing,
  { ingredients }: Pick<InventoryIds, 'ingredients'>,
): Promise<void> {
  const { data } = await listHeldNames(ctx, thing);
  for (const { item_id, sku, name } of data) {
    const mapping = sku === demoRestaurant.cakes ? demoRestaurant.buttonMappings[name] : undefined;
    if (mapping?.ingredient === undefined) continue;
    await resolveHeldName(ctx, {
      ...thing,
      item_id,
      name,
      mapped_object_type: 'ingredient',
      mapped_object_id: idOf(ingredients, mapping.ingredient),
      quantity: mapping.quantity,
    });
  }
}
