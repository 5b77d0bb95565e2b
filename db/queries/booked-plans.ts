import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { PlanMapping } from '@/lib/core/transfer-plan';
import { columnsOf } from './columns-of';

export interface LocationDay {
  locationId: string;
  businessDay: string;
}
/** The run that a day's books are from: its newest one that ended well. */
export interface BookedPlan extends Record<string, unknown> {
  location_id: string;
  business_day: string;
  log_id: string;
  snapshot_id: string | null;
  is_complete: boolean;
  finished_ms: number;
  /** As text, to the microsecond: versions are written in between. */
  versions_at: string;
  later_items: Record<string, string>;
}

/** Of the days, those that were booked. Older rows did not say when their versions were read: not before they began. */
export async function listBookedPlans(
  db: Queryable,
  companyId: string,
  days: readonly LocationDay[],
): Promise<BookedPlan[]> {
  if (days.length === 0) return [];
  const asked = columnsOf(days, [
    ['locationId', 'uuid'],
    ['businessDay', 'date'],
  ]);
  const rows = await db.execute<BookedPlan>(sql`
    select d.location_id, d.business_day::text, t.id as log_id, t.snapshot_id, t.is_complete,
      (extract(epoch from t.finished_at) * 1000)::float8 as finished_ms, coalesce(t.versions_at, t.started_at)::text as versions_at,
      coalesce(t.later_items, '{}') as later_items
    from ${asked} as d(location_id, business_day)
    cross join lateral (
      select * from transfer_logs l
      where l.company_id = ${companyId} and l.location_id = d.location_id and l.business_day = d.business_day and l.success
        and l.finished_at is not null
      order by l.finished_at desc, l.started_at desc, l.id desc limit 1) t`);
  return [...rows];
}

export async function findBookedPlan(
  db: Queryable,
  companyId: string,
  day: LocationDay,
): Promise<BookedPlan | undefined> {
  return (await listBookedPlans(db, companyId, [day]))[0];
}

/** The database's clock, by which versions are dated. */
export async function readMoment(db: Queryable): Promise<string> {
  const rows = await db.execute<{ at: string }>(sql`select clock_timestamp()::text as at`);
  return rows[0]?.at ?? '';
}

export async function listSkusSold(
  db: Queryable,
  companyId: string,
  snapshotId: string,
): Promise<Set<string>> {
  const rows = await db.execute<{ sku: string }>(sql`
    select distinct sku from sale_lines where company_id = ${companyId} and snapshot_id = ${snapshotId} and sku is not null`);
  return new Set(rows.map((row) => row.sku));
}

/** Each item's mapping version that counts on the day, of those written at a moment. */
export async function loadMappingsWrittenAt(
  db: Queryable,
  companyId: string,
  businessDay: string,
  writtenAt: string,
): Promise<Map<string, PlanMapping>> {
  const rows = await db.execute<{
    item_id: string;
    id: string;
    state: PlanMapping['state'];
    ingredient_id: string | null;
    recipe_id: string | null;
    quantity: string | null;
    is_subtraction: boolean;
    taken_over_from: string | null;
  }>(sql`
    select distinct on (item_id) item_id, id, state, ingredient_id, recipe_id, quantity::text, is_subtraction, taken_over_from
    from item_mapping_versions
    where company_id = ${companyId} and (effective_from is null or effective_from <= ${businessDay}::date)
      and created_at <= ${writtenAt}::timestamptz
    order by item_id, version desc`);
  return new Map(
    rows.map((row) => [
      row.item_id,
      {
        versionId: row.id,
        state: row.state,
        ingredientId: row.ingredient_id,
        recipeId: row.recipe_id,
        quantity: row.quantity,
        isSubtraction: row.is_subtraction,
        takenOverFrom: row.taken_over_from,
      },
    ]),
  );
}
