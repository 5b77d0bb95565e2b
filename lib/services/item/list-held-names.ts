import type { z } from 'zod';
import type { thingInput } from '@/lib/contracts/common';
import type { HeldNames } from '@/lib/contracts/held-names';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { loadHeldNames } from './load-held-names';

/** Names that lines of booked days wait under, until a person says what they are (R38); most sales first. */
export async function listHeldNames(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<HeldNames> {
  const companyId = await requireThing(ctx, 'integration', input, 'read');
  const rows = await loadHeldNames(ctx.db, companyId, input.id);
  return {
    data: rows.map((row) => ({
      item_id: row.itemId,
      sku: row.sku,
      name: row.name,
      mapped_name: row.mappedName,
      lines: row.lines,
      quantity: row.quantity,
      net_value: row.netValue,
      first_day: row.firstDay,
      last_day: row.lastDay,
      is_held: row.isHeld,
    })),
    next_cursor: null,
  };
}
