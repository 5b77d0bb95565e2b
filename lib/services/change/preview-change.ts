import type { z } from 'zod';
import { type ChangePreview, previewChangeInput } from '@/lib/contracts/changes';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { readKeptAgain } from '../transfer/read-again';
import { planChange } from './plan-change';
import type { ChangeInput } from './to-preview';

class Preview extends Error {
  constructor(readonly preview: ChangePreview) {
    super('rolled back on purpose');
  }
}

/**
 * What a mapping, a recipe or a re-run would change in the ledger, from kept sales, without changing
 * anything: the change is made, looked at and rolled back. Throws what making it would throw, and
 * period_locked.
 */
export async function previewChange(
  ctx: ServiceContext,
  raw: z.input<typeof previewChangeInput>,
): Promise<ChangePreview> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input: ChangeInput = previewChangeInput.parse(raw);
  await readKeptAgain(ctx, raw.company_id, null);
  try {
    return await ctx.db.transaction(async (tx) => {
      const { preview } = await planChange(tx, ctx, input, 'look');
      throw new Preview(preview);
    });
  } catch (error) {
    if (error instanceof Preview) return error.preview;
    throw error;
  }
}
