import type { z } from 'zod';
import { listFindings } from '@/db/queries/item-findings';
import { listItemRows } from '@/db/queries/items';
import type { Page } from '@/lib/contracts/common';
import { type Item, listItemsInput } from '@/lib/contracts/lightspeed';
import { groupBy } from '@/lib/core/group-by';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { BY_NAME, readPage } from '../pagination';
import { toItem } from './to-item';

/** The integration's items by name, with what each takes from stock (R13). */
export async function listItems(
  ctx: ServiceContext,
  raw: z.input<typeof listItemsInput>,
): Promise<Page<Item>> {
  const companyId = await requireThing(ctx, 'integration', raw, 'read');
  const input = listItemsInput.parse(raw);
  const { rows, next_cursor } = await readPage(input, BY_NAME, (page) =>
    listItemRows(ctx.db, companyId, {
      integrationId: input.id,
      state: input.state,
      search: input.search,
      includeArchived: input.include_archived,
      ...page,
    }),
  );
  const ids = rows.map((row) => row.id);
  const findingsOf = groupBy(await listFindings(ctx.db, companyId, ids), ({ itemId }) => itemId);
  return { data: rows.map((row) => toItem(row, findingsOf.get(row.id))), next_cursor };
}
