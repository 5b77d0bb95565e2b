import type { z } from 'zod';
import { type Item, saveMappingInput } from '@/lib/contracts/lightspeed';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { getItem } from './get-item';
import { writeMappings } from './write-mappings';

/**
 * What one sold item takes from stock (R13). Its target must be an active one of the company. Throws
 * recipe_not_found | ingredient_not_found | unit_mismatch.
 */
export async function saveMapping(ctx: ServiceContext, raw: z.input<typeof saveMappingInput>): Promise<Item> {
  const companyId = await requireThing(ctx, 'item', raw, 'manage');
  const input = saveMappingInput.parse(raw);
  try {
    await ctx.db.transaction((tx) =>
      writeMappings(tx, ctx, companyId, [{ ...input, item_id: input.id }], input.effective_from),
    );
  } catch (error) {
    return onViolation(error, {
      item_mapping_versions_recipe_fk: 'recipe_not_found',
      item_mapping_versions_ingredient_fk: 'ingredient_not_found',
    });
  }
  return getItem(ctx, { id: input.id, company_id: companyId });
}
