import type { ItemListing } from '@/db/queries/items';
import type { Item } from '@/lib/contracts/lightspeed';

export function toItem(row: ItemListing): Item {
  const mapped = row.mapped_object_type !== null && row.mapped_object_id !== null;
  return {
    id: row.id,
    lightspeed_id: row.lightspeed_id,
    sku: row.sku,
    name: row.name,
    item_type: row.item_type,
    accounting_group: row.accounting_group,
    price: row.price,
    is_archived: row.is_archived,
    state: row.state,
    mapping: mapped
      ? {
          mapped_object_type: row.mapped_object_type as 'ingredient' | 'recipe',
          mapped_object_id: row.mapped_object_id as string,
          mapped_object_name: row.mapped_object_name ?? '',
          unit: row.unit,
          quantity: row.quantity ?? '0',
          is_subtraction: row.is_subtraction ?? false,
          version: row.version ?? 0,
          effective_from: row.effective_from,
        }
      : null,
    predecessor:
      row.predecessor_id === null
        ? null
        : {
            item_id: row.predecessor_id,
            name: row.predecessor_name ?? '',
            offers:
              row.predecessor_state === null
                ? null
                : {
                    state: row.predecessor_state,
                    mapped_object_name: row.predecessor_target,
                    quantity: row.predecessor_quantity,
                    unit: row.predecessor_unit,
                  },
          },
  };
}
