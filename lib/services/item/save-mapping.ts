import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { ingredients, recipes } from '@/db/schema/inventory';
import { type Item, saveMappingInput } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { onViolation } from '../violations';
import { getItem } from './get-item';
import { writeMappingVersion } from './write-mapping-version';

/** What one sold item takes from stock (R13). Its target must be an active one of the company. */
export async function saveMapping(ctx: ServiceContext, raw: z.input<typeof saveMappingInput>): Promise<Item> {
  const input = saveMappingInput.parse(raw);
  const companyId = await requireThing(ctx, 'item', input, 'manage');
  const isRecipe = input.mapped_object_type === 'recipe';
  try {
    await ctx.db.transaction(async (tx) => {
      const table = isRecipe ? recipes : ingredients;
      const [target] = await tx
        .select({ isActive: table.isActive })
        .from(table)
        .where(and(eq(table.companyId, companyId), eq(table.id, input.mapped_object_id)))
        .for('share');
      if (!target?.isActive) throw new DomainError(isRecipe ? 'recipe_not_found' : 'ingredient_not_found');
      await writeMappingVersion(tx, ctx, {
        companyId,
        itemId: input.id,
        action: 'item.save_mapping',
        next: {
          state: 'mapped',
          ingredientId: isRecipe ? null : input.mapped_object_id,
          recipeId: isRecipe ? input.mapped_object_id : null,
          quantity: input.quantity,
          isSubtraction: input.is_subtraction,
        },
      });
    });
  } catch (error) {
    return onViolation(error, {
      item_mapping_versions_recipe_fk: 'recipe_not_found',
      item_mapping_versions_ingredient_fk: 'ingredient_not_found',
    });
  }
  return getItem(ctx, { id: input.id, company_id: companyId });
}
