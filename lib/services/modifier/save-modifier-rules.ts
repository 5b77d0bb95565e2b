import type { z } from 'zod';
import { type ItemModifierRules, saveModifierRulesInput } from '@/lib/contracts/modifiers';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { getModifierRules } from './get-modifier-rules';
import { writeModifierRules } from './write-modifier-rules';

/**
 * What an item does as a modifier, for all parents at once (R37); what is booked changes with the next run of
 * its day. Throws recipe_not_found | ingredient_not_found | unit_mismatch | not_found.
 */
export async function saveModifierRules(
  ctx: ServiceContext,
  raw: z.input<typeof saveModifierRulesInput>,
): Promise<ItemModifierRules> {
  const companyId = await requireThing(ctx, 'item', raw, 'manage');
  const { id: itemId, rules, effective_from: effectiveFrom } = saveModifierRulesInput.parse(raw);
  await ctx.db.transaction((tx) => writeModifierRules(tx, ctx, companyId, { itemId, rules, effectiveFrom }));
  return getModifierRules(ctx, { id: itemId, company_id: companyId });
}
