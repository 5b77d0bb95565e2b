import type { z } from 'zod';
import { listOpenNights, type NightlyRunRow } from '@/db/queries/nights';
import type { thingInput } from '@/lib/contracts/common';
import type { MissedNight } from '@/lib/contracts/nights';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';

/**
 * Nights of a location that a person may still want run: missed while it was left alone, or failed (R32).
 * Oldest first.
 */
export async function listMissedNights(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<{ data: MissedNight[] }> {
  const companyId = await requireThing(ctx, 'location', input, 'read');
  const rows = await listOpenNights(ctx.db, companyId, input.id);
  return { data: rows.map(toMissedNight) };
}

export function toMissedNight(row: NightlyRunRow): MissedNight {
  return {
    id: row.id,
    location_id: row.locationId,
    date: row.businessDay,
    reason: row.status === 'failed' ? 'failed' : 'missed',
    error_code: row.errorCode,
    due_at: row.notBefore.toISOString(),
    log_id: row.transferLogId,
  };
}
