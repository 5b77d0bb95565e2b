import type { z } from 'zod';
import { listItemEvents } from '@/db/queries/item-history';
import type { thingInput } from '@/lib/contracts/common';
import type { ItemHistory } from '@/lib/contracts/item-history';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';

const MOST = 100;

/**
 * What was decided about an item and said of its names, by whom and when (R13, R38): the newest hundred,
 * newest first.
 */
export async function getItemHistory(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<ItemHistory> {
  const companyId = await requireThing(ctx, 'item', input, 'read');
  const rows = await listItemEvents(ctx.db, companyId, { itemId: input.id, limit: MOST });
  return {
    data: rows.map(({ action, splitItemId, mappedName, ...row }) => ({
      ...row,
      action: action.replace(/^item\./, ''),
      split_item_id: splitItemId,
      mapped_object_name: mappedName,
    })),
    next_cursor: null,
  };
}
