import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { companyForeignKey, companyId, createdAt, id, moment } from './columns';
import { recipes, storageUnits } from './inventory';
import { lightspeedItems, lightspeedLocations } from './lightspeed';
import { salesSnapshots } from './sales';

/** PostgreSQL's 64-bit transaction id. */
const customXid = customType<{ data: string }>({ dataType: () => 'xid8' });

/**
 * A 90-day migration (R29, R30). One pending or running per location, decided by the partial unique index.
 */
export const migrations = pgTable(
  'migrations',
  {
    id: id(),
    companyId: companyId(),
    locationId: uuid('location_id').notNull(),
    status: text('status', { enum: ['pending', 'running', 'completed', 'cancelled', 'failed'] })
      .notNull()
      .default('pending'),
    fromDay: date('from_day', { mode: 'string' }).notNull(),
    toDay: date('to_day', { mode: 'string' }).notNull(),
    daysTotal: integer('days_total').notNull(),
    /** Where days go that stand in another storage unit than the location's present one (R32). */
    storageUnit: text('storage_unit', { enum: ['present', 'kept'] })
      .notNull()
      .default('present'),
    currentDay: date('current_day', { mode: 'string' }),
    requestedBy: text('requested_by').notNull(),
    cancelRequestedAt: moment('cancel_requested_at'),
    errorCode: text('error_code'),
    errorDay: date('error_day', { mode: 'string' }),
    /**
     * Rises each time the job is sent again: the event's id, and the fence behind which an earlier worker
     * stops.
     */
    dispatchCount: integer('dispatch_count').notNull().default(0),
    dispatchedAt: moment('dispatched_at'),
    /** When a worker last said it lives. */
    heartbeatAt: moment('heartbeat_at'),
    /** Consecutive failed tries of `currentDay` and when the next is due; they outlive a restart. */
    dayFailures: integer('day_failures').notNull().default(0),
    retryAt: moment('retry_at'),
    createdAt: createdAt(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    unique('migrations_company_id_key').on(t.companyId, t.id),
    uniqueIndex('migrations_active_key').on(t.locationId).where(sql`status in ('pending','running')`),
    index('migrations_location_idx').on(t.companyId, t.locationId, t.createdAt),
    index('migrations_active_idx').on(t.status).where(sql`status in ('pending','running')`),
    companyForeignKey('migrations_location_fk', t.companyId, t.locationId, lightspeedLocations),
    check('migrations_storage_unit_check', sql`storage_unit in ('present','kept')`),
    check('migrations_status_check', sql`status in ('pending','running','completed','cancelled','failed')`),
  ],
);

/**
 * The record of one transfer run (R28). `finishedAt` null = at work, or interrupted until recovery says
 * so.
 */
export const transferLogs = pgTable(
  'transfer_logs',
  {
    id: id(),
    companyId: companyId(),
    locationId: uuid('location_id').notNull(),
    storageUnitId: uuid('storage_unit_id'),
    businessDay: date('business_day', { mode: 'string' }),
    trigger: text('trigger', { enum: ['manual', 'automatic', 'migration'] }).notNull(),
    migrationId: uuid('migration_id'),
    /** Of a day booked anew because this item's mapping, or this recipe, was changed for past days. */
    causeItemId: uuid('cause_item_id'),
    causeRecipeId: uuid('cause_recipe_id'),
    /** Or this setting of the company. */
    causeSetting: text('cause_setting', { enum: ['void_reasons', 'packaging'] }),
    forceRefresh: boolean('force_refresh').notNull().default(true),
    snapshotId: uuid('snapshot_id'),
    success: boolean('success').notNull().default(false),
    noData: boolean('no_data').notNull().default(false),
    isComplete: boolean('is_complete').notNull().default(true),
    stats: jsonb('stats'),
    unmappedItems: jsonb('unmapped_items').notNull().default([]),
    heldNames: jsonb('held_names').notNull().default([]),
    skippedLines: jsonb('skipped_lines').notNull().default([]),
    failedLines: jsonb('failed_lines').notNull().default([]),
    warnings: jsonb('warnings').notNull().default([]),
    entriesWritten: integer('entries_written').notNull().default(0),
    entriesReversed: integer('entries_reversed').notNull().default(0),
    errorCode: text('error_code'),
    errorDetails: jsonb('error_details'),
    /**
     * When the mapping and recipe versions were read that the plan used, and, of items sold on the day only
     * since, when theirs were: what a nightly re-read plans a booked day with (R32). Null of runs that
     * failed, and of rows older than this.
     */
    versionsAt: timestamp('versions_at', { withTimezone: true, mode: 'string' }),
    /**
     * What of `plan_changes` the plan knew, where it was of the whole day, in present versions, and the days
     * that depend on it are planned too; null of others. See db/queries/unchanged-days.ts.
     */
    planSeen: text('plan_seen'),
    laterItems: jsonb('later_items').$type<Record<string, string>>(),
    requestedBy: text('requested_by').notNull(),
    startedAt: moment('started_at').notNull().default(sql`clock_timestamp()`),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    unique('transfer_logs_company_id_key').on(t.companyId, t.id),
    // What entries refer to: the run and its location at once.
    unique('transfer_logs_location_id_key').on(t.companyId, t.locationId, t.id),
    index('transfer_logs_location_idx').on(t.companyId, t.locationId, t.startedAt, t.id),
    index('transfer_logs_day_idx').on(t.companyId, t.locationId, t.businessDay),
    index('transfer_logs_by_day_idx').on(
      t.companyId,
      t.locationId,
      sql`coalesce(business_day, '-infinity'::date)`,
    ),
    index('transfer_logs_open_idx').on(t.startedAt).where(sql`finished_at is null`),
    companyForeignKey('transfer_logs_location_fk', t.companyId, t.locationId, lightspeedLocations),
    companyForeignKey('transfer_logs_storage_unit_fk', t.companyId, t.storageUnitId, storageUnits),
    companyForeignKey('transfer_logs_snapshot_fk', t.companyId, t.snapshotId, salesSnapshots),
    companyForeignKey('transfer_logs_migration_fk', t.companyId, t.migrationId, migrations),
    companyForeignKey('transfer_logs_cause_item_fk', t.companyId, t.causeItemId, lightspeedItems),
    companyForeignKey('transfer_logs_cause_recipe_fk', t.companyId, t.causeRecipeId, recipes),
    check('transfer_logs_cause_check', sql`num_nonnulls(cause_item_id, cause_recipe_id, cause_setting) <= 1`),
    check('transfer_logs_cause_setting_check', sql`cause_setting in ('void_reasons','packaging')`),
    check('transfer_logs_trigger_check', sql`"trigger" in ('manual','automatic','migration')`),
  ],
);

/**
 * Transactions that changed what days are planned from: mappings, recipes, rules, names, the catalogue. Kept
 * by triggers, so that no code can forget it; a row a transaction, and none waits for another.
 */
export const planChanges = pgTable(
  'plan_changes',
  { companyId: companyId(), xid: customXid('xid').notNull() },
  (t) => [primaryKey({ columns: [t.companyId, t.xid] })],
);

/** One row a finished day: progress lives here, so a resumed migration knows what is done. */
export const migrationDays = pgTable(
  'migration_days',
  {
    companyId: companyId(),
    migrationId: uuid('migration_id').notNull(),
    businessDay: date('business_day', { mode: 'string' }).notNull(),
    outcome: text('outcome', { enum: ['transferred', 'no_data'] }).notNull(),
    transferLogId: uuid('transfer_log_id'),
    entriesWritten: integer('entries_written').notNull().default(0),
    unmappedItemIds: jsonb('unmapped_item_ids').notNull().default([]),
    finishedAt: moment('finished_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.migrationId, t.businessDay] }),
    companyForeignKey('migration_days_migration_fk', t.companyId, t.migrationId, migrations),
    companyForeignKey('migration_days_transfer_log_fk', t.companyId, t.transferLogId, transferLogs),
    check('migration_days_outcome_check', sql`outcome in ('transferred','no_data')`),
  ],
);

/**
 * One row a location and ended business day: the nightly transfer's state (R32). The unique key makes a
 * planner that runs twice, or late, end in one transfer a night. `missed`: it came due while the location was
 * paused or had no storage unit; a person may run it.
 */
export const nightlyRuns = pgTable(
  'nightly_runs',
  {
    id: id(),
    companyId: companyId(),
    locationId: uuid('location_id').notNull(),
    businessDay: date('business_day', { mode: 'string' }).notNull(),
    status: text('status', { enum: ['pending', 'running', 'done', 'failed', 'skipped', 'missed'] })
      .notNull()
      .default('pending'),
    attempts: integer('attempts').notNull().default(0),
    notBefore: moment('not_before').notNull(),
    /**
     * Who asked for a missed or failed night to be run; such a one runs also while the location is paused.
     */
    requestedBy: text('requested_by'),
    transferLogId: uuid('transfer_log_id'),
    errorCode: text('error_code'),
    /** When it was last sent, or its worker last said that it lives; null = to be sent. */
    dispatchedAt: moment('dispatched_at'),
    /**
     * Part of the job's id: sent again under the same number, a job that is still waiting at the job server
     * stays one.
     */
    dispatchCount: integer('dispatch_count').notNull().default(0),
    /** When it was first sent under that number. */
    sentAt: moment('sent_at'),
    /** The days read again and what was found (R32): those without news leave no log of their own. */
    rereads: jsonb('rereads').$type<{ unchanged: string[]; changed: string[]; failed: string[] }>(),
    createdAt: createdAt(),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    unique('nightly_runs_day_key').on(t.locationId, t.businessDay),
    index('nightly_runs_due_idx').on(t.notBefore).where(sql`status in ('pending','running')`),
    index('nightly_runs_company_idx').on(t.companyId, t.locationId, t.businessDay),
    index('nightly_runs_finished_idx').on(t.finishedAt),
    companyForeignKey('nightly_runs_location_fk', t.companyId, t.locationId, lightspeedLocations),
    companyForeignKey('nightly_runs_transfer_log_fk', t.companyId, t.transferLogId, transferLogs),
    check(
      'nightly_runs_status_check',
      sql`status in ('pending','running','done','failed','skipped','missed')`,
    ),
  ],
);
