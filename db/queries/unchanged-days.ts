import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { transferLogs } from '@/db/schema/transfers';
import { findRow, listRows } from './rows';

/**
 * Which transactions are done by now, and of which server these are: a database that was restored from a dump
 * counts them anew.
 */
export const planSeen = sql`(select system_identifier from pg_control_system()) || ' ' || pg_current_snapshot()`;

/**
 * Whether who read then (`seen`: as `planSeen` gave it) saw all changes that are committed by now. Exact: a
 * change counts as seen only where that snapshot saw it, and of another server's nothing is known.
 */
export const isAllSeen = (companyId: string, seen: SQL) => {
  const snapshot = sql`split_part(${seen}, ' ', 2)::pg_snapshot`;
  return sql`split_part(${seen}, ' ', 1) = (select system_identifier::text from pg_control_system())
    and not exists (
      select from plan_changes c
      where c.company_id = ${companyId} and c.xid >= pg_snapshot_xmin(${snapshot}) and not pg_visible_in_snapshot(c.xid, ${snapshot}))`;
};

interface DayRun {
  locationId: string;
  businessDay: string;
  /** Null: whichever the day stands in. */
  storageUnitId: string | null;
}

/**
 * The day's last run, if a run now could only come to the same: it was of the newest answer, whose bytes are
 * known, of the whole day, in versions that are still the present ones, and into this unit. Exact also for
 * what is committed this moment.
 */
const unchangedRun = (companyId: string, { locationId, businessDay, storageUnitId }: DayRun) => sql`
  select t.id as log_id, s.id as snapshot_id, s.received_hash
  from (
    select * from sales_snapshots n
    where n.company_id = ${companyId} and n.location_id = ${locationId} and n.business_day = ${businessDay}::date
    order by n.version desc limit 1) s
  cross join lateral (
    select * from transfer_logs l
    where l.company_id = ${companyId} and l.location_id = ${locationId} and l.business_day = ${businessDay}::date and l.success
      and l.finished_at is not null
    order by l.finished_at desc, l.started_at desc, l.id desc limit 1) t
  where s.received_hash is not null and s.raw is not null and not s.read_again and t.snapshot_id = s.id and t.is_complete = s.data_complete
    and (${storageUnitId}::uuid is null or t.storage_unit_id = ${storageUnitId}::uuid)
    and ${isAllSeen(companyId, sql`t.plan_seen`)}`;

/** Whether nothing is new of the day, unless the till says otherwise. */
export async function isDayUnchanged(db: Queryable, companyId: string, day: DayRun): Promise<boolean> {
  return (await listRows(db, unchangedRun(companyId, day))).length > 0;
}

/** What the log of a run says of its day. */
type RepeatedRun = Pick<
  typeof transferLogs.$inferSelect,
  'noData' | 'isComplete' | 'stats' | 'unmappedItems' | 'heldNames' | 'failedLines'
>;

/**
 * If the answer's bytes are those of the day's last run, and a run now could only come to the same: leaves
 * the log of a run that wrote nothing, with what the run before it said of the day, and notes that the answer
 * was seen again. One statement; undefined where the day must be planned.
 */
export async function insertRepeatedRun(
  db: Queryable,
  companyId: string,
  run: DayRun & {
    id: string;
    receivedHash: string;
    trigger: string;
    migrationId: string | null;
    requestedBy: string;
    startedAt: Date;
    finishedAt: Date;
  },
): Promise<RepeatedRun | undefined> {
  return findRow<RepeatedRun>(
    db,
    sql`
    with last as (
      select * from (${unchangedRun(companyId, run)}) u where u.received_hash = ${run.receivedHash}),
    seen as (
      update sales_snapshots set confirmed_at = ${run.finishedAt.toISOString()}
      where company_id = ${companyId} and id = (select snapshot_id from last))
    insert into transfer_logs (id, company_id, location_id, storage_unit_id, business_day, "trigger", migration_id, force_refresh, snapshot_id,
      success, no_data, is_complete, stats, unmapped_items, held_names, skipped_lines, failed_lines, warnings, versions_at, later_items,
      plan_seen, requested_by, started_at, finished_at)
    select ${run.id}, company_id, location_id, storage_unit_id, business_day, ${run.trigger}, ${run.migrationId}::uuid, true, snapshot_id,
      true, no_data, is_complete, stats || '{"entries_written": 0, "entries_reversed": 0}', unmapped_items, held_names, skipped_lines, failed_lines,
      warnings - 'booked_on_first_open_day', versions_at, later_items, plan_seen, ${run.requestedBy}, ${run.startedAt.toISOString()}, ${run.finishedAt.toISOString()}
    from transfer_logs where company_id = ${companyId} and id = (select log_id from last)
    returning no_data, is_complete, stats, unmapped_items, held_names, failed_lines`,
  );
}

/**
 * Deletes changes that decide about no run any more, at most so many; how many. Exact: of a run that does not
 * know a change, the next change after it says the same, unless that one was done before the run and this one
 * still under way, so the newest stays and what was under way when a run read. A run notes what it has read
 * after it ended: of runs that read after one that ended `before`, the changes done then are known to all.
 * What another server counted, whose database this was, is ahead of this one's count and would never be
 * known.
 */
export async function deletePlanChanges(
  db: Queryable,
  { companyId, before, limit }: { companyId: string; before: Date; limit: number },
): Promise<number> {
  const now = sql`pg_snapshot_xmax(pg_current_snapshot())`;
  const rows = await db.execute(sql`
    with mine as (
      select split_part(plan_seen, ' ', 2)::pg_snapshot as seen, finished_at from transfer_logs
      where company_id = ${companyId} and plan_seen is not null
        and split_part(plan_seen, ' ', 1) = (select system_identifier::text from pg_control_system())),
    done as (
      select pg_snapshot_xmin(seen) as xid from mine
      where finished_at < ${before.toISOString()}::timestamptz order by 1 desc limit 1),
    newest as (
      select xid from plan_changes where company_id = ${companyId} and xid < ${now} order by xid desc limit 1),
    under_way as (select o.xid from mine cross join lateral pg_snapshot_xip(mine.seen) o (xid))
    delete from plan_changes where company_id = ${companyId} and xid in (
      select xid from plan_changes c where company_id = ${companyId}
        and (xid >= ${now} or (xid < (select xid from newest) and xid < (select xid from done)
          and xid not in (select xid from under_way)))
      order by xid limit ${limit})
    returning xid`);
  return rows.length;
}
