import { and, desc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { migrationDays, migrations } from '@/db/schema/transfers';
import { listRows } from './rows';

export type MigrationRow = typeof migrations.$inferSelect;

export async function insertMigration(db: Queryable, row: typeof migrations.$inferInsert): Promise<void> {
  await db.insert(migrations).values(row);
}

export async function findMigration(db: Queryable, companyId: string, id: string) {
  const rows = await db
    .select()
    .from(migrations)
    .where(and(eq(migrations.companyId, companyId), eq(migrations.id, id)))
    .limit(1);
  return rows[0];
}

/** The row, locked: failures of a day are counted one after the other. */
export async function lockMigration(db: Queryable, companyId: string, id: string) {
  const rows = await db
    .select()
    .from(migrations)
    .where(and(eq(migrations.companyId, companyId), eq(migrations.id, id)))
    .for('update');
  return rows[0];
}

export async function findLatestMigration(db: Queryable, companyId: string, locationId: string) {
  const rows = await db
    .select()
    .from(migrations)
    .where(and(eq(migrations.companyId, companyId), eq(migrations.locationId, locationId)))
    .orderBy(desc(migrations.createdAt), desc(migrations.id))
    .limit(1);
  return rows[0];
}

/**
 * Changes a migration only while it is pending or running: a late worker cannot wake a cancelled one. True
 * when it did.
 */
export async function updateActiveMigration(
  db: Queryable,
  companyId: string,
  id: string,
  change: Partial<typeof migrations.$inferInsert>,
): Promise<boolean> {
  const rows = await db
    .update(migrations)
    .set(change)
    .where(
      and(
        eq(migrations.companyId, companyId),
        eq(migrations.id, id),
        sql`${migrations.status} in ('pending','running')`,
      ),
    )
    .returning({ id: migrations.id });
  return rows.length > 0;
}

export interface MigrationTotals {
  daysDone: number;
  entriesWritten: number;
  /** Distinct ones, so far. */
  unmappedItems: number;
}

/**
 * Days done, entries written and distinct unmapped sales so far of each migration (R31), in one statement.
 */
export async function listMigrationTotals(
  db: Queryable,
  companyId: string,
  migrationIds: readonly string[],
): Promise<Map<string, MigrationTotals>> {
  if (migrationIds.length === 0) return new Map();
  const rows = await listRows<MigrationTotals & { id: string }>(
    db,
    sql`
    select m.id, count(d.business_day)::int as days_done, coalesce(sum(d.entries_written), 0)::int as entries_written,
           (select count(distinct u.value)::int from migration_days n, jsonb_array_elements_text(n.unmapped_item_ids) u
            where n.company_id = ${companyId} and n.migration_id = m.id) as unmapped_items
    from unnest(${sql.param(`{${migrationIds.join(',')}}`)}::uuid[]) as m(id)
    left join migration_days d on d.company_id = ${companyId} and d.migration_id = m.id
    group by m.id`,
  );
  return new Map(rows.map(({ id, ...totals }) => [id, totals]));
}

export async function listFinishedDays(
  db: Queryable,
  companyId: string,
  migrationId: string,
): Promise<Set<string>> {
  const rows = await db
    .select({ day: migrationDays.businessDay })
    .from(migrationDays)
    .where(and(eq(migrationDays.companyId, companyId), eq(migrationDays.migrationId, migrationId)));
  return new Set(rows.map((row) => row.day));
}

/**
 * Notes a finished day, with the entries of all runs that the migration made of it: what one wrote before its
 * process died counts too (R31). A day finished twice, after a crash between its entries and this row, counts
 * once.
 */
export async function insertMigrationDay(
  db: Queryable,
  { locationId, ...day }: Omit<typeof migrationDays.$inferInsert, 'entriesWritten'> & { locationId: string },
): Promise<void> {
  const { companyId, migrationId, businessDay } = day;
  const entriesWritten = sql<number>`(
    select coalesce(sum(l.entries_written), 0)::int from transfer_logs l
    where l.company_id = ${companyId} and l.location_id = ${locationId} and l.business_day = ${businessDay}::date
      and l.migration_id = ${migrationId})`;
  await db
    .insert(migrationDays)
    .values({ ...day, entriesWritten })
    .onConflictDoNothing();
}

export interface StaleMigration {
  id: string;
  companyId: string;
  dispatchCount: number;
  wasSent: boolean;
}

/**
 * Active migrations that were never sent, or that gave no sign of life for `silentMs`: longer while others go
 * on, because then one may only be waiting its turn at the job server. System use only.
 */
export async function listStaleMigrations(
  db: Queryable,
  now: Date,
  silentMs: number,
): Promise<StaleMigration[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const silence = sql`${silentMs} * interval '1 millisecond'`;
  const rows = await listRows<StaleMigration>(
    db,
    sql`
    with active as (
      select id, company_id, dispatch_count, dispatched_at, heartbeat_at,
             greatest(coalesce(dispatched_at, created_at), heartbeat_at, retry_at) as last_touched
      from migrations where status in ('pending','running')),
    pace as (
      select count(*)::float8 as all_active, count(*) filter (where heartbeat_at > ${at} - ${silence})::float8 as active_lately from active)
    select id, company_id, dispatch_count, dispatched_at is not null as was_sent
    from active, pace
    where dispatched_at is null or last_touched < ${at} - ${silence} * (case when active_lately > 0 then greatest(1, 2 * all_active / active_lately) else 1 end)
    order by last_touched limit 500`,
  );
  return rows;
}
