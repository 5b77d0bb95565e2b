import type { z } from 'zod';
import { listLocationRows } from '@/db/queries/locations';
import { listLastSoldDays, type SoldDay } from '@/db/queries/setup';
import type { companyInput } from '@/lib/contracts/common';
import type { SalesDay, salesDaysSchema } from '@/lib/contracts/setup';
import { yesterdayAt } from '@/lib/core/business-day';
import { canonical, exact, roundHalfEven } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';

const MAX_LOCATIONS = 500;

/**
 * Of each active location its last day with sales: what was sold, how much of it reached stock, and what it
 * took.
 */
export async function listSalesDays(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof salesDaysSchema>> {
  requireCompany(ctx, input.company_id, 'read');
  const companyId = input.company_id;
  const [locations, days] = await Promise.all([
    listLocationRows(ctx.db, companyId, { includeArchived: false, limit: MAX_LOCATIONS }),
    listLastSoldDays(ctx.db, companyId, await currentDay(ctx, companyId)),
  ]);
  const dayOf = new Map(days.map((day) => [day.locationId, day]));
  const now = ctx.clock.now();
  return {
    data: locations
      .filter((one) => one.isActivated)
      .map((one) => {
        const day = dayOf.get(one.id);
        return {
          location_id: one.id,
          location_name: one.name,
          currency: one.currency,
          storage_unit_id: one.storageUnitId,
          yesterday: yesterdayAt(now, { zone: one.timezone, startOfDayMinutes: one.startOfDayMinutes }),
          day: day ? toDay(day) : null,
        };
      }),
  };
}

function toDay(day: SoldDay): NonNullable<SalesDay['day']> {
  return {
    date: day.date,
    log_id: day.logId,
    net_sales: canonical(day.netSales),
    deducted: canonical(day.deducted),
    ignored: canonical(day.ignored),
    unmapped: canonical(day.unmapped),
    unmapped_items: day.unmappedItems,
    cost_of_goods: roundHalfEven(exact(day.costOfGoods)),
    without_cost: day.withoutCost,
  };
}
