import type { z } from 'zod';
import { type SavedMappings, saveMappingsInput } from '@/lib/contracts/mappings';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { writeMappings } from './write-mappings';

/**
 * Decides about many items of an integration in one transaction, whole or not at all (R13); each item leaves
 * an audit row. What is booked already changes with the next run of its day. Throws recipe_not_found |
 * ingredient_not_found | unit_mismatch | not_found, with the item's id.
 */
export async function saveMappings(
  ctx: ServiceContext,
  raw: z.input<typeof saveMappingsInput>,
): Promise<SavedMappings> {
  const companyId = await requireThing(ctx, 'integration', raw, 'manage');
  const { mappings, effective_from } = saveMappingsInput.parse(raw);
  const written = await ctx.db.transaction((tx) =>
    writeMappings(tx, ctx, companyId, mappings, effective_from),
  );
  return { written, unchanged: mappings.length - written };
}
