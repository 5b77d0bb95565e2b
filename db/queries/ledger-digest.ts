import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { listRows } from './rows';
import { only } from './sql-parts';

export interface DigestFilter {
  locationId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  knownAt?: string | undefined;
  /**
   * `name`: locations and items by Lightspeed's id, the rest by name, so that two databases can be compared.
   */
  naming: 'id' | 'name';
}
export interface DayDigest {
  businessDay: string;
  entries: number;
  digest: string;
}

/**
 * SHA-256 per business day over the standing entries, one line each, sorted bytewise:
 * `type|location|item|ingredient|storage unit|quantity|unit cost`, with six decimals and empty where a manual
 * entry has none. Which entry holds a line, when it was written and where it came from are not in it: equal
 * digests mean equal ledgers.
 */
export async function listDayDigests(
  db: Queryable,
  companyId: string,
  filter: DigestFilter,
): Promise<DayDigest[]> {
  const { locationId, from, to, knownAt } = filter;
  const byName = filter.naming === 'name';
  const named = (name: SQL, id: SQL) => sql`coalesce(${byName ? name : sql`${id}::text`}, '')`;
  const rows = await listRows<DayDigest>(
    db,
    sql`
    select business_day::text, count(*)::int as entries,
           encode(sha256(convert_to(string_agg(line, E'\n' order by line collate "C"), 'UTF8')), 'hex') as digest
    from (select e.business_day, concat_ws('|', e.type, ${named(sql`l.lightspeed_id`, sql`e.location_id`)}, ${named(sql`i.lightspeed_id`, sql`e.item_id`)},
                 ${named(sql`g.name`, sql`e.ingredient_id`)}, ${named(sql`u.name`, sql`e.storage_unit_id`)}, e.quantity::text, e.unit_cost::text) as line
          from ledger_entries e
          join ingredients g on g.company_id = e.company_id and g.id = e.ingredient_id
          join storage_units u on u.company_id = e.company_id and u.id = e.storage_unit_id
          left join lightspeed_locations l on l.company_id = e.company_id and l.id = e.location_id
          left join lightspeed_items i on i.company_id = e.company_id and i.id = e.item_id
          where e.company_id = ${companyId} and e.reverses_entry_id is null
            and ${only(locationId ? sql`e.location_id = ${locationId}` : undefined)}
            and ${only(from ? sql`e.business_day >= ${from}::date` : undefined)}
            and ${only(to ? sql`e.business_day <= ${to}::date` : undefined)}
            and ${only(knownAt ? sql`e.recorded_at <= ${knownAt}::timestamptz` : undefined)}
            and not exists (select 1 from ledger_entries r where r.company_id = e.company_id and r.reverses_entry_id = e.id
                            and ${only(knownAt ? sql`r.recorded_at <= ${knownAt}::timestamptz` : undefined)})) standing
    group by business_day order by business_day`,
  );
  return rows;
}
