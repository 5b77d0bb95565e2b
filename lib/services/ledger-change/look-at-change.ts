import type { Transaction } from '@/db/client';
import type { ChangePreview } from '@/lib/contracts/changes';
import type { ServiceContext } from '../context';
import { readKeptAgain } from '../transfer/read-again';
import { prepareChange } from './change-of-setting';
import { planChange } from './plan-change';
import type { ChangeInput } from './to-preview';

class RolledBack extends Error {
  constructor(readonly preview: ChangePreview) {
    super('rolled back on purpose');
  }
}

/**
 * Makes a change in a transaction, plans the kept days once, and commits it only if `isKept` says so of what
 * it would write; else everything is as before. The ledger itself is never written. Throws what saving the
 * change would throw, and period_locked.
 */
export async function lookAtChange(
  ctx: ServiceContext,
  input: ChangeInput,
  isKept: (preview: ChangePreview) => boolean,
) {
  await prepareChange(ctx, input.company_id, input.change);
  return lookAtMade(ctx, input.company_id, async () => input, isKept);
}

/** The same for a change that needs something made first, in the same transaction. */
export async function lookAtMade(
  ctx: ServiceContext,
  companyId: string,
  make: (tx: Transaction) => Promise<ChangeInput>,
  isKept: (preview: ChangePreview) => boolean,
): Promise<{ preview: ChangePreview; isSaved: boolean }> {
  await readKeptAgain(ctx, companyId, null);
  try {
    return await ctx.db.transaction(async (tx) => {
      const { preview } = await planChange(tx, ctx, await make(tx), 'look');
      if (!isKept(preview)) throw new RolledBack(preview);
      return { preview, isSaved: true };
    });
  } catch (error) {
    if (error instanceof RolledBack) return { preview: error.preview, isSaved: false };
    throw error;
  }
}
