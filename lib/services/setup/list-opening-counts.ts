import type { z } from 'zod';
import { listLocationRows } from '@/db/queries/locations';
import { listLatestMigrations } from '@/db/queries/runs';
import type { companyInput } from '@/lib/contracts/common';
import type { openingCountsSchema } from '@/lib/contracts/setup';
import { addDays, yesterdayAt } from '@/lib/core/business-day';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { listStockUnits } from '../stock/list-stock-units';

/** Days of a migration (R29). */
const DAYS = 90;
const MAX_LOCATIONS = 500;

/**
 * Storage units with what of each was never counted, and the day whose end lies before the first day of every
 * migration there is or would be begun today.
 */
export async function listOpeningCounts(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof openingCountsSchema>> {
  requireCompany(ctx, input.company_id, 'read');
  const companyId = input.company_id;
  const now = ctx.clock.now();
  const [units, locations, migrations] = await Promise.all([
    listStockUnits(ctx, { company_id: companyId }),
    listLocationRows(ctx.db, companyId, { includeArchived: false, limit: MAX_LOCATIONS }),
    listLatestMigrations(ctx.db, companyId),
  ]);
  const begun = new Map(migrations.map((one) => [one.locationId, one.fromDay]));
  const firstDayOf = (one: (typeof locations)[number]) => {
    const rule = { zone: one.timezone, startOfDayMinutes: one.startOfDayMinutes };
    return begun.get(one.id) ?? addDays(yesterdayAt(now, rule), 1 - DAYS);
  };
  // A unit no location sells from is counted with the others, so that moves between them are right too.
  const everywhere = locations.map(firstDayOf);
  const fallback = addDays(now.toISOString().slice(0, 10), -DAYS);
  return {
    data: units.data.map((unit) => {
      const here = locations.filter((one) => one.storageUnitId === unit.storage_unit_id).map(firstDayOf);
      const first = (here.length > 0 ? here : everywhere).toSorted()[0] ?? fallback;
      return {
        storage_unit_id: unit.storage_unit_id,
        storage_unit_name: unit.storage_unit_name,
        never_counted: unit.never_counted,
        last_counted: unit.last_counted,
        opening_day: addDays(first, -1),
      };
    }),
  };
}
