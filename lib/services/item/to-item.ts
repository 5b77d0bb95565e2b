import type { ItemListing } from '@/db/queries/items';
import type { Item } from '@/lib/contracts/lightspeed';
import type { Beside } from './beside-items';

export function toItem(row: ItemListing, beside: Beside): Item {
  return {
    id: row.id,
    lightspeed_id: row.lightspeedId,
    sku: row.sku,
    name: row.name,
    docket_name: row.docketName,
    split_from: row.splitFrom,
    ...beside,
    item_type: row.itemType,
    accounting_group: row.accountingGroup,
    price: row.price,
    is_archived: row.isArchived,
    state: row.state,
    mapping:
      row.mappedObjectType !== null && row.mappedObjectId !== null
        ? {
            mapped_object_type: row.mappedObjectType,
            mapped_object_id: row.mappedObjectId,
            mapped_object_name: row.mappedObjectName ?? '',
            unit: row.unit,
            quantity: row.quantity ?? '0',
            is_subtraction: row.isSubtraction ?? false,
            version: row.version ?? 0,
            effective_from: row.effectiveFrom,
          }
        : null,
    predecessor:
      row.predecessorId === null
        ? null
        : {
            item_id: row.predecessorId,
            name: row.predecessorName ?? '',
            offers:
              row.predecessorState === null
                ? null
                : {
                    state: row.predecessorState,
                    mapped_object_name: row.predecessorTarget,
                    quantity: row.predecessorQuantity,
                    unit: row.predecessorUnit,
                  },
          },
  };
}
