import type { z } from 'zod';
import { findHistoryEvent } from '@/db/queries/history';
import { goBackIngredientInput } from '@/lib/contracts/history';
import type { IngredientWriteResult } from '@/lib/contracts/ingredients';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { ingredientAfter } from '../history/ingredient-after';
import { writeIngredient } from './update-ingredient';

/**
 * Makes an ingredient what it was after an event of its history: name, base unit, allergens, standard cost
 * and minimum, as one who types them in again (R55). Whether it is archived stays. Throws not_found |
 * name_taken | base_unit_in_use.
 */
export async function goBackIngredient(
  ctx: ServiceContext,
  raw: z.input<typeof goBackIngredientInput>,
): Promise<IngredientWriteResult> {
  const companyId = await requireThing(ctx, 'ingredient', raw, 'manage');
  const { id, event_id: eventId } = goBackIngredientInput.parse(raw);
  const event = await findHistoryEvent(ctx.db, companyId, { kind: 'ingredient', id, eventId });
  const state = event && ingredientAfter(event);
  if (!state) throw new DomainError('not_found', 'no such event', { thing: 'history_event' });
  return writeIngredient(ctx, companyId, { id, ...state }, { back_to: event.at });
}
