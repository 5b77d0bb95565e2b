import type { z } from 'zod';
import { lockLedger } from '@/db/locks';
import { insertIngredient } from '@/db/queries/ingredients';
import { createIngredientInput, type Ingredient } from '@/lib/contracts/ingredients';
import { onViolation } from '@/lib/errors/violations';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { keepFallbacks } from '../ledger/revalue';
import { toIngredient } from './to-ingredient';

/** Throws name_taken. */
export async function createIngredient(
  ctx: ServiceContext,
  raw: z.input<typeof createIngredientInput>,
): Promise<Ingredient> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input = createIngredientInput.parse(raw);
  const companyId = input.company_id;
  try {
    return await ctx.db.transaction(async (tx) => {
      const hasCost = input.standard_cost !== null;
      const lockedUntil = hasCost ? await lockLedger(tx, companyId, 'change') : null;
      const row = await insertIngredient(tx, {
        companyId,
        name: input.name,
        baseUnit: input.base_unit,
        allergens: input.allergens,
        standardCost: input.standard_cost,
        minimumQuantity: input.minimum_quantity,
        isActive: input.is_active,
      });
      if (hasCost) {
        const write = { companyId, createdBy: actorName(ctx.actor), lockedUntil };
        await keepFallbacks(tx, write, [row.id], new Map());
      }
      await writeAudit(tx, ctx, {
        companyId,
        action: 'ingredient.create',
        subjectType: 'ingredient',
        subjectId: row.id,
        details: {
          name: row.name,
          base_unit: row.baseUnit,
          allergens: row.allergens,
          standard_cost: input.standard_cost,
          minimum_quantity: input.minimum_quantity,
        },
      });
      return toIngredient(row);
    });
  } catch (error) {
    return onViolation(error, { ingredients_name_key: 'name_taken' });
  }
}
