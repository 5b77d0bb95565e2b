import type { z } from 'zod';
import { listAnsweredNames } from '@/db/queries/answered-names';
import type { thingInput } from '@/lib/contracts/common';
import type { HeldNames } from '@/lib/contracts/held-names';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { loadHeldNames } from './load-held-names';

/** Of what was said, the newest: older answers are in the items' history. */
const MOST_ANSWERED = 200;

/**
 * Names that lines of booked days wait under, until a person says what they are (R38), most sales first; and
 * what was said of others.
 */
export async function listHeldNames(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<HeldNames> {
  const companyId = await requireThing(ctx, 'integration', input, 'read');
  const [rows, answered] = await Promise.all([
    loadHeldNames(ctx.db, companyId, input.id),
    listAnsweredNames(ctx.db, companyId, { integrationId: input.id, limit: MOST_ANSWERED }),
  ]);
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
    answered: answered.map((row) => ({
      item_id: row.itemId,
      sku: row.sku,
      name: row.name,
      mapped_name: row.itemName,
      answer: row.answer,
      split_item_id: row.splitItemId,
      split_state: row.splitState,
      first_day: row.firstDay,
      last_day: row.lastDay,
      answered_at: row.answeredAt.toISOString(),
      answered_by: row.answeredBy,
    })),
    next_cursor: null,
  };
}
