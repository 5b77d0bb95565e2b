import type { z } from 'zod';
import { type ChangePreview, previewChangeInput } from '@/lib/contracts/changes';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { lookAtChange } from './look-at-change';

/**
 * What a mapping, a recipe or a re-run would change in the ledger, from kept sales, without changing
 * anything. Throws what making the change would throw, and period_locked.
 */
export async function previewChange(
  ctx: ServiceContext,
  raw: z.input<typeof previewChangeInput>,
): Promise<ChangePreview> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input = previewChangeInput.parse(raw);
  return (await lookAtChange(ctx, input, () => false)).preview;
}
