import { type SQL, sql } from 'drizzle-orm';

/** Ids as one parameter, for `= any(…)` and `unnest(…)`. */
export const uuids = (ids: readonly string[]) => sql`${sql.param(`{${ids.join(',')}}`)}::uuid[]`;

/** The condition where there is one, else what is always true. */
export const only = (condition: SQL | undefined | false) => condition || sql`true`;

/**
 * The newest kept answer of each day since a business day, of an integration's locations: id, location_id,
 * business_day, has_repeats (true where it is not known) and next_start_ms (epoch, null where the answer
 * named none).
 */
export const newestAnswers = (companyId: string, integrationId: string, from: string) => sql`
      select distinct on (s.location_id, s.business_day) s.id, s.location_id, s.business_day, coalesce(s.has_repeats, true) as has_repeats,
             (extract(epoch from s.next_start_of_day) * 1000)::float8 as next_start_ms
      from sales_snapshots s
      join lightspeed_locations p on p.company_id = s.company_id and p.id = s.location_id
      where s.company_id = ${companyId} and p.integration_id = ${integrationId} and s.business_day >= ${from}::date
      order by s.location_id, s.business_day, s.version desc`;
