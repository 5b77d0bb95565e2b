import type { z } from 'zod';
import type { thingInput } from '@/lib/contracts/common';
import type { IngredientWriteResult } from '@/lib/contracts/ingredients';
import type { ServiceContext } from '../context';
import { updateIngredient } from './update-ingredient';

/**
 * Its entries stay; what an active recipe or a mapping uses is refused: ingredient_in_use. Throws
 * ingredient_in_use.
 */
export function archiveIngredient(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<IngredientWriteResult> {
  return updateIngredient(ctx, { id: input.id, company_id: input.company_id, is_active: false });
}
