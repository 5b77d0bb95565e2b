import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { columnsOf } from './columns-of';
import { listRows } from './rows';

const HOUR_MS = 3_600_000;

/**
 * What is due: never sent; or at work and its worker silent; or sent and not begun, see `sent` and
 * `forgotten`.
 */
export interface DueBefore {
  now: Date;
  /** A worker whose last heartbeat is older counts as dead. */
  silent: Date;
  /** Sent before this and not begun, while none of its company's nights gave a sign since: perhaps lost. */
  sent: Date;
  /** Sent before this and not begun: perhaps lost, whatever the others do. */
  forgotten: Date;
}

const at = (moment: Date) => sql`${moment.toISOString()}::timestamptz`;

/** Companies of whose nights one was at work, ended, or put off for an hour (R32) after `sent`. */
const moving = ({ sent, now }: DueBefore) => sql`(
  select company_id from nightly_runs where status = 'running' and dispatched_at >= ${at(sent)}
  union select company_id from nightly_runs where finished_at >= ${at(sent)}
  union select company_id from nightly_runs where status = 'pending' and attempts > 0
    and not_before >= ${at(new Date(sent.getTime() + HOUR_MS))} and not_before > ${at(now)})`;

const isDue = (before: DueBefore) => {
  const { now, silent, sent, forgotten } = before;
  return sql`n.status in ('pending','running') and n.not_before <= ${at(now)} and (n.dispatched_at is null
    or n.status = 'running' and n.dispatched_at < ${at(silent)}
    or n.status = 'pending' and n.dispatched_at < ${at(sent)} and (n.dispatched_at < ${at(forgotten)} or n.company_id not in ${moving(before)}))`;
};

/**
 * Due nights of all companies, each company's first before any company's second, so that none waits behind a
 * large one. System use only.
 */
export async function listDueNights(db: Queryable, before: DueBefore, limit: number): Promise<string[]> {
  const rows = await listRows<{ id: string }>(
    db,
    sql`
    select n.id from nightly_runs n where ${isDue(before)}
    order by row_number() over (partition by n.company_id order by n.business_day, n.id), n.not_before, n.id
    limit ${limit}`,
  );
  return rows.map((row) => row.id);
}

export interface DueNight {
  id: string;
  companyId: string;
  status: 'pending' | 'running';
  dueMs: number;
  dispatchedMs: number | null;
  /** When it was first sent under its present number. */
  sentMs: number | null;
  dispatchCount: number;
  /** Whether a night of its company gave a sign of life lately. */
  companyMoves: boolean;
}

/**
 * Nights of `ids` that are still due and not being sent by another process, locked to the end of the
 * transaction. In the order of `ids`.
 */
export async function lockDueNights(
  db: Queryable,
  ids: readonly string[],
  before: DueBefore,
): Promise<DueNight[]> {
  const wanted = sql`${sql.param(`{${ids.join(',')}}`)}::uuid[]`;
  const rows = await listRows<DueNight>(
    db,
    sql`
    select n.id, n.company_id, n.status, (extract(epoch from n.not_before) * 1000)::float8 as due_ms,
      (extract(epoch from n.dispatched_at) * 1000)::float8 as dispatched_ms, (extract(epoch from n.sent_at) * 1000)::float8 as sent_ms,
      n.dispatch_count, n.company_id in ${moving(before)} as company_moves
    from nightly_runs n where n.id = any(${wanted}) and ${isDue(before)} for update skip locked`,
  );
  const place = new Map(ids.map((id, index) => [id, index]));
  return [...rows].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}

/** Notes that the job server has them, all in one statement; a new number is a new job. */
export async function markNightsSent(
  db: Queryable,
  nights: readonly { id: string; dispatchCount: number }[],
  now: Date,
): Promise<void> {
  const columns = columnsOf(nights, [
    ['id', 'uuid'],
    ['dispatchCount', 'int'],
  ]);
  await db.execute(sql`
    update nightly_runs n set dispatched_at = ${at(now)}, dispatch_count = r.number,
      sent_at = case when n.dispatched_at is null or r.number > n.dispatch_count then ${at(now)} else n.sent_at end
    from ${columns} as r(id, number) where n.id = r.id`);
}

export async function renumberNight(db: Queryable, companyId: string, id: string): Promise<void> {
  await db.execute(sql`
    update nightly_runs set dispatch_count = dispatch_count + 1, sent_at = dispatched_at
    where company_id = ${companyId} and id = ${id} and status in ('pending','running')`);
}
