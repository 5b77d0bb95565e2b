import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import type { Location, toggleAutoTransferInput } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { settleNights } from '../night/settle-nights';
import { getLocation } from './get-location';

/**
 * Pauses or resumes the nightly transfer; the location stays connected, and nights missed meanwhile are
 * offered (R32).
 */
export async function toggleAutoTransfer(
  ctx: ServiceContext,
  input: z.infer<typeof toggleAutoTransferInput>,
): Promise<Location> {
  const companyId = await requireThing(ctx, 'location', input, 'manage');
  const paused = input.auto_transfer_paused;
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(lightspeedLocations)
      .set({
        autoTransferPaused: paused,
        // Pausing again what is paused already does not make it younger.
        autoTransferPausedAt: paused
          ? sql`case when ${lightspeedLocations.autoTransferPaused} then ${lightspeedLocations.autoTransferPausedAt} else ${ctx.clock.now().toISOString()}::timestamptz end`
          : null,
      })
      .where(and(eq(lightspeedLocations.companyId, companyId), eq(lightspeedLocations.id, input.id)));
    await settleNights(tx, ctx, companyId, input.id);
    await writeAudit(tx, ctx, {
      companyId,
      action: 'location.toggle_auto_transfer',
      subjectType: 'location',
      subjectId: input.id,
      details: { auto_transfer_paused: paused },
    });
  });
  return getLocation(ctx, { id: input.id, company_id: companyId });
}
