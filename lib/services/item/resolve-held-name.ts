import type { z } from 'zod';
import { listNameAnswers } from '@/db/queries/item-names';
import { type NameAnswerInput, type ResolvedHeld, resolveHeldInput } from '@/lib/contracts/held-names';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { bookChange } from '../ledger-change/apply-change';

/**
 * A person says what a name is that an item was sold under (R38), and its days are planned again from their
 * kept sales and booked, in one transaction. What that would change is shown by previewing the same as a
 * change of kind `held_name`. Throws what that does.
 */
export async function resolveHeldName(
  ctx: ServiceContext,
  raw: z.input<typeof resolveHeldInput>,
): Promise<ResolvedHeld> {
  const companyId = await requireThing(ctx, 'integration', raw, 'manage');
  const input = resolveHeldInput.parse(raw);
  const { item_id, name, if_locked } = input;
  const change = { kind: 'held_name' as const, item_id, name, answer: answerOf(input) };
  const booked = await bookChange(ctx, { company_id: companyId, change, if_locked }, null);
  const answers = await listNameAnswers(ctx.db, companyId, [item_id]);
  const split = answers.find((one) => one.name === name)?.splitItemId;
  return { item_id: split ?? item_id, ...booked };
}

function answerOf(input: z.output<typeof resolveHeldInput>): NameAnswerInput {
  const { same, other, ignored, mapped_object_type, mapped_object_id, quantity, unit, is_subtraction } =
    input;
  if (same) return { same };
  if (other) return { other };
  if (ignored) return { ignored };
  if (!mapped_object_type || !mapped_object_id) return { undone: true };
  return { mapped_object_type, mapped_object_id, quantity, unit, is_subtraction };
}
