import type { z } from 'zod';
import { listItemRows } from '@/db/queries/items';
import type { Page } from '@/lib/contracts/common';
import { type Item, listItemsInput } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { BY_NAME, readPage } from '../pagination';
import { besideItems } from './beside-items';
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
  const beside = await besideItems(ctx.db, companyId, rows);
  return { data: rows.map((row) => toItem(row, beside(row))), next_cursor };
}
