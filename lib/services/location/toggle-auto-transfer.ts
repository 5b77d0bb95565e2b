import type { z } from 'zod';
import { type Location, toggleAutoTransferInput } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { getLocation } from './get-location';
import { writeAutoTransferPaused } from './write-location-settings';

/**
 * Pauses or resumes the nightly transfer; the location stays connected, and nights missed meanwhile are
 * offered (R32).
 */
export async function toggleAutoTransfer(
  ctx: ServiceContext,
  raw: z.input<typeof toggleAutoTransferInput>,
): Promise<Location> {
  const companyId = await requireThing(ctx, 'location', raw, 'manage');
  const input = toggleAutoTransferInput.parse(raw);
  await ctx.db.transaction((tx) =>
    writeAutoTransferPaused(tx, ctx, companyId, { id: input.id, paused: input.auto_transfer_paused }),
  );
  return getLocation(ctx, { id: input.id, company_id: companyId });
}
