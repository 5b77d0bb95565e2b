import type { z } from 'zod';
import { findLocation, setAutoTransferPaused } from '@/db/queries/locations';
import { type Location, toggleAutoTransferInput } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { recordAutoTransferPause } from '../nightly-transfer/record-auto-transfer-pause';
import { getLocation } from './get-location';

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
  const paused = input.auto_transfer_paused;
  await ctx.db.transaction(async (tx) => {
    const before = await findLocation(tx, companyId, input.id);
    await setAutoTransferPaused(tx, companyId, input.id, paused, ctx.clock.now());
    await recordAutoTransferPause(tx, ctx, companyId, input.id);
    await writeAudit(tx, ctx, {
      companyId,
      action: 'location.toggle_auto_transfer',
      subjectType: 'location',
      subjectId: input.id,
      before: { auto_transfer_paused: before?.autoTransferPaused ?? null },
      after: { auto_transfer_paused: paused },
    });
  });
  return getLocation(ctx, { id: input.id, company_id: companyId });
}
