import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { listRows } from './rows';

export interface DayUnit {
  storageUnitId: string;
  storageUnitName: string;
  days: number;
  firstDay: string;
  lastDay: string;
}

/**
 * The storage units in which a location's booked days of a range stand, with how many days; those of most
 * days first. Each entry's reversal is looked up by index: without `offset 0` a planner that knows little of
 * a fresh table compares every entry with every other.
 */
export async function listDayUnits(
  db: Queryable,
  companyId: string,
  locationId: string,
  range: { from: string; to: string },
): Promise<DayUnit[]> {
  const rows = await listRows<DayUnit>(
    db,
    sql`
    select p.storage_unit_id, u.name as storage_unit_name, count(distinct p.for_day)::int as days, min(p.for_day)::text as first_day,
      max(p.for_day)::text as last_day
    from ledger_entries p
    join storage_units u on u.company_id = p.company_id and u.id = p.storage_unit_id
    where p.company_id = ${companyId} and p.location_id = ${locationId} and p.for_day between ${range.from}::date and ${range.to}::date
      and p.reverses_entry_id is null
      and not exists (select 1 from ledger_entries r where r.reverses_entry_id = p.id offset 0)
    group by p.storage_unit_id, u.name order by days desc, u.name`,
  );
  return rows;
}
