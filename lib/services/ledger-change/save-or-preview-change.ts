import type { z } from 'zod';
import { type SavedOrPreview, saveOrPreviewInput } from '@/lib/contracts/changes';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { lookAtChange } from './look-at-change';

/**
 * Saves a mapping or recipe at once where no booked day would change, for then there is nothing to choose;
 * else saves nothing and answers what it would change, to be applied as any preview. The days are planned
 * once. Throws what saving would throw, and period_locked.
 */
export async function saveOrPreviewChange(
  ctx: ServiceContext,
  raw: z.input<typeof saveOrPreviewInput>,
): Promise<SavedOrPreview> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input = saveOrPreviewInput.parse(raw);
  const { preview, isSaved } = await lookAtChange(ctx, input, ({ days_changed }) => days_changed === 0);
  return isSaved ? { saved: true } : { saved: false, preview };
}
