import type { z } from 'zod';
import { deleteMappingInput, type Item } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { getItem } from './get-item';
import { writeMappings } from './write-mappings';

/** The item is unmapped again; what it was mapped to stays as history (R13). */
export async function deleteMapping(
  ctx: ServiceContext,
  raw: z.input<typeof deleteMappingInput>,
): Promise<Item> {
  const companyId = await requireThing(ctx, 'item', raw, 'manage');
  const input = deleteMappingInput.parse(raw);
  await ctx.db.transaction((tx) =>
    writeMappings(tx, ctx, companyId, [{ item_id: input.id, ignored: false }], input.effective_from),
  );
  return getItem(ctx, { id: input.id, company_id: companyId });
}
