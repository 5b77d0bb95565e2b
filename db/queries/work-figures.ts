import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { findRow, listRows } from './rows';

/**
 * Counts over all companies for whoever runs the product; each reads an index of what is open. System use
 * only.
 */
const at = (now: Date) => sql`${now.toISOString()}::timestamptz`;

export interface OpenNights {
  due: number;
  late: number;
  running: number;
  /** Null when none is due. */
  oldestSeconds: number | null;
}

export async function findOpenNights(db: Queryable, now: Date): Promise<OpenNights> {
  const row = await findRow<OpenNights>(
    db,
    sql`
    select count(*) filter (where not_before <= ${at(now)})::int as due,
      count(*) filter (where not_before <= ${at(now)} - interval '1 hour')::int as late,
      count(*) filter (where status = 'running')::int as running,
      extract(epoch from ${at(now)} - min(not_before) filter (where not_before <= ${at(now)}))::float8 as oldest_seconds
    from nightly_runs where status in ('pending','running')`,
  );
  return row ?? { due: 0, late: 0, running: 0, oldestSeconds: null };
}

export interface Counted {
  status: string;
  code: string;
  count: number;
}

export const listEndedNights = (db: Queryable, now: Date): Promise<Counted[]> =>
  listRows<Counted>(
    db,
    sql`
    select status, coalesce(error_code, 'none') as code, count(*)::int as count
    from nightly_runs where finished_at > ${at(now)} - interval '24 hours' group by 1, 2`,
  );

export interface OpenMigrations {
  status: string;
  count: number;
  silentSeconds: number | null;
}

export const listOpenMigrations = (db: Queryable, now: Date): Promise<OpenMigrations[]> =>
  listRows<OpenMigrations>(
    db,
    sql`
    select status, count(*)::int as count, extract(epoch from ${at(now)} - min(heartbeat_at))::float8 as silent_seconds
    from migrations where status in ('pending','running') group by 1`,
  );

export interface Connections {
  status: string;
  count: number;
  ageSeconds: number | null;
  lost: number;
}

export const listConnections = (db: Queryable, now: Date): Promise<Connections[]> =>
  listRows<Connections>(
    db,
    sql`
    select status, count(*)::int as count, extract(epoch from ${at(now)} - min(tokens_renewed_at))::float8 as age_seconds,
      count(*) filter (where refresh_attempt_at < ${at(now)} - interval '10 minutes')::int as lost
    from lightspeed_integrations group by 1`,
  );

export interface Waiting {
  status: string;
  count: number;
  oldestSeconds: number | null;
}

/** `mails` or `webhook_deliveries`: both name what is due the same way. None where the table is not there. */
export async function listWaiting(
  db: Queryable,
  table: 'mails' | 'webhook_deliveries',
  now: Date,
): Promise<Waiting[]> {
  const found = await findRow<{ found: boolean }>(db, sql`select to_regclass(${table}) is not null as found`);
  if (!found?.found) return [];
  return listRows<Waiting>(
    db,
    sql`
    select status, count(*)::int as count,
      extract(epoch from ${at(now)} - min(next_try_at) filter (where next_try_at <= ${at(now)}))::float8 as oldest_seconds
    from ${sql.identifier(table)} where status in ('waiting','sending') group by 1`,
  );
}

export interface Sessions {
  state: string;
  count: number;
  waiting: number;
  waitSeconds: number | null;
}

/** The app's role sees its own sessions, whichever process has them. */
export const listSessions = (db: Queryable): Promise<Sessions[]> =>
  listRows<Sessions>(
    db,
    sql`
    select coalesce(state, 'unknown') as state, count(*)::int as count,
      count(*) filter (where wait_event_type = 'Lock')::int as waiting,
      extract(epoch from clock_timestamp() - min(query_start) filter (where wait_event_type = 'Lock'))::float8 as wait_seconds
    from pg_stat_activity where datname = current_database() and usename = current_user group by 1`,
  );
