import type { z } from 'zod';
import { deleteMappingInput, type Item } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { getItem } from './get-item';
import { NO_TARGET, writeMappingVersion } from './write-mapping-version';

/** The item is unmapped again; what it was mapped to stays as history (R13). */
export async function deleteMapping(
  ctx: ServiceContext,
  raw: z.input<typeof deleteMappingInput>,
): Promise<Item> {
  const companyId = await requireThing(ctx, 'item', raw, 'manage');
  const input = deleteMappingInput.parse(raw);
  await ctx.db.transaction((tx) =>
    writeMappingVersion(tx, ctx, {
      companyId,
      itemId: input.id,
      effectiveFrom: input.effective_from,
      action: 'item.delete_mapping',
      next: { state: 'unmapped', ...NO_TARGET },
    }),
  );
  return getItem(ctx, { id: input.id, company_id: companyId });
}
