import type { z } from 'zod';
import { selectItems } from '@/db/queries/items';
import type { Page } from '@/lib/contracts/common';
import { type Item, listItemsInput } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { decodeNameCursor, encodeNameCursor } from '../name-cursor';
import { toItem } from './to-item';

/** The integration's items by name, with what each takes from stock (R13). */
export async function listItems(
  ctx: ServiceContext,
  raw: z.input<typeof listItemsInput>,
): Promise<Page<Item>> {
  const input = listItemsInput.parse(raw);
  const companyId = await requireThing(ctx, 'integration', input, 'read');
  const rows = await selectItems(ctx.db, companyId, {
    integrationId: input.id,
    state: input.state,
    search: input.search,
    includeArchived: input.include_archived,
    limit: input.limit + 1,
    after: decodeNameCursor(input.cursor),
  });
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    data: page.map(toItem),
    next_cursor: last ? encodeNameCursor({ name: last.name_key, id: last.id }) : null,
  };
}
