import type { z } from 'zod';
import { findLocation } from '@/db/queries/locations';
import { listOpenNights, requestNights } from '@/db/queries/nights';
import { runMissedNightsInput } from '@/lib/contracts/nights';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import { requireDays } from '../company/require-days';
import { actorName, type ServiceContext } from '../context';
import { sendNights } from './send-nights';

/**
 * Runs missed or failed nights because a person asks, also while the location is paused (R32). Two who ask at
 * once get one run a night. Throws location_not_activated | storage_unit_required.
 */
export async function runMissedNights(
  ctx: ServiceContext,
  raw: z.input<typeof runMissedNightsInput>,
): Promise<{ requested: number }> {
  const companyId = await requireThing(ctx, 'location', raw, 'manage');
  const input = runMissedNightsInput.parse(raw);
  const location = await findLocation(ctx.db, companyId, input.id);
  if (!location?.isActivated) throw new DomainError('location_not_activated');
  if (location.storageUnitId === null) throw new DomainError('storage_unit_required');
  await requireDays(
    ctx,
    companyId,
    Object.fromEntries((input.dates ?? []).map((day, n) => [`dates.${n}`, day])),
  );
  const wanted = input.dates === undefined ? undefined : new Set(input.dates);
  const now = ctx.clock.now();
  const requested = await ctx.db.transaction(async (tx) => {
    const open = await listOpenNights(tx, companyId, input.id);
    const chosen = open.filter((night) => wanted?.has(night.businessDay) ?? true);
    const ids = chosen.map((night) => night.id);
    const rows = await requestNights(tx, companyId, ids, { requestedBy: actorName(ctx.actor), now });
    if (rows.length > 0) {
      await writeAudit(tx, ctx, {
        companyId,
        action: 'location.run_missed_nights',
        subjectType: 'location',
        subjectId: input.id,
        details: { dates: rows.map((row) => row.businessDay).sort() },
      });
    }
    return rows;
  });
  await sendNights(
    ctx,
    requested.map((row) => row.id),
  );
  return { requested: requested.length };
}
