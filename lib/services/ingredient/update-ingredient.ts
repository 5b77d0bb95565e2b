import type { z } from 'zod';
import { lockLedger } from '@/db/locks';
import { findIngredient, isBaseUnitUsed, updateIngredientRow } from '@/db/queries/ingredients';
import { listUses } from '@/db/queries/uses';
import { type IngredientWriteResult, updateIngredientInput } from '@/lib/contracts/ingredients';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { type Changed, keepFallbacks, revalue } from '../ledger/revalue';
import { factsOfIngredient } from './facts-of-ingredient';
import { toIngredient } from './to-ingredient';
import { toUse } from './to-use';

/**
 * Changes what is given. A base unit that anything already counts in stays (base_unit_in_use); what an active
 * recipe or a mapping uses cannot become inactive (ingredient_in_use). The row lock keeps a recipe from being
 * saved in between. Another standard cost values what was used before anything was received anew (R23), from
 * the first open day on. Throws name_taken | base_unit_in_use | ingredient_in_use.
 */
export async function updateIngredient(
  ctx: ServiceContext,
  raw: z.input<typeof updateIngredientInput>,
): Promise<IngredientWriteResult> {
  const companyId = await requireThing(ctx, 'ingredient', raw, 'manage');
  return writeIngredient(ctx, companyId, raw);
}

/** The same for whoever may; `details`: what else the audit log says. */
export async function writeIngredient(
  ctx: ServiceContext,
  companyId: string,
  raw: z.input<typeof updateIngredientInput>,
  details: Readonly<Record<string, unknown>> = {},
): Promise<IngredientWriteResult> {
  const input = updateIngredientInput.parse(raw);
  try {
    return await ctx.db.transaction(async (tx) => {
      const isCostGiven = input.standard_cost !== undefined;
      const lockedUntil = isCostGiven ? await lockLedger(tx, companyId, 'change') : null;
      const before = await findIngredient(tx, companyId, input.id, 'update');
      if (!before) throw new DomainError('not_found', 'no such ingredient', { thing: 'ingredient' });
      const unitChanges = input.base_unit !== undefined && input.base_unit !== before.baseUnit;
      if (unitChanges && (await isBaseUnitUsed(tx, companyId, input.id))) {
        throw new DomainError('base_unit_in_use', undefined, { field: 'base_unit' });
      }
      if (input.is_active === false && before.isActive) {
        const uses = await listUses(tx, companyId, { ingredientId: input.id });
        if (uses.length > 0)
          throw new DomainError('ingredient_in_use', undefined, { used_by: uses.map(toUse) });
      }
      const row = await updateIngredientRow(tx, companyId, input.id, {
        ...(input.name !== undefined && { name: input.name }),
        ...(input.base_unit !== undefined && { baseUnit: input.base_unit }),
        ...(input.allergens !== undefined && { allergens: input.allergens }),
        ...(isCostGiven && { standardCost: input.standard_cost }),
        ...(input.minimum_quantity !== undefined && { minimumQuantity: input.minimum_quantity }),
        ...(input.is_active !== undefined && { isActive: input.is_active }),
      });
      const changed: Changed = new Map();
      const write = { companyId, createdBy: actorName(ctx.actor), lockedUntil };
      if (isCostGiven) await keepFallbacks(tx, write, [input.id], changed);
      const revalued = await revalue(tx, write, changed);
      await writeAudit(tx, ctx, {
        companyId,
        action: 'ingredient.update',
        subjectType: 'ingredient',
        subjectId: input.id,
        before: factsOfIngredient(before),
        after: factsOfIngredient(row ?? before),
        details: { ...details, ...(isCostGiven && { revalued }) },
      });
      return { ...toIngredient(row ?? before), revalued_entries: revalued };
    });
  } catch (error) {
    return onViolation(error, { ingredients_name_key: 'name_taken' });
  }
}
