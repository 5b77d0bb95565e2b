import type { z } from 'zod';
import { listDayUnits as listRows } from '@/db/queries/day-units';
import { findLocation } from '@/db/queries/locations';
import { findStorageUnit } from '@/db/queries/storage-units';
import { type DayUnits, listDayUnitsInput } from '@/lib/contracts/transfers';
import { addDays, yesterdayAt } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { MIGRATION_DAYS } from '../migration/start-migration';

/**
 * Where the booked days of a range stand, and where a run would put them: what a person is asked before
 * running days again that stand in another storage unit than the location's present one (R32). Without a
 * range, the days of a migration.
 */
export async function listDayUnits(
  ctx: ServiceContext,
  raw: z.input<typeof listDayUnitsInput>,
): Promise<DayUnits> {
  const companyId = await requireThing(ctx, 'location', raw, 'read');
  const input = listDayUnitsInput.parse(raw);
  const location = await findLocation(ctx.db, companyId, input.id);
  if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
  const rule = { zone: location.timezone, startOfDayMinutes: location.startOfDayMinutes };
  const to = input.to ?? yesterdayAt(ctx.clock.now(), rule);
  const from = input.from ?? addDays(to, 1 - MIGRATION_DAYS);
  const unit =
    location.storageUnitId === null
      ? undefined
      : await findStorageUnit(ctx.db, companyId, location.storageUnitId);
  const rows = await listRows(ctx.db, companyId, input.id, { from, to });
  return {
    present_unit_id: location.storageUnitId,
    present_unit_name: unit?.name ?? null,
    data: rows.map((row) => ({
      storage_unit_id: row.storageUnitId,
      storage_unit_name: row.storageUnitName,
      days: row.days,
      first_day: row.firstDay,
      last_day: row.lastDay,
    })),
  };
}
