import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Now, Tx } from './state';

/**
 * The step id that asks an app to run a function until it finds new steps, rather than one step (SDK spec
 * 5.3.1).
 */
export const DISCOVER = 'step';

/** A queued call or timer that this server holds under a lease. */
export type Claim = {
  run_id: string;
  step_id: string;
  kind: 'call' | 'timer';
  /** Tries that ended with an error of the function. */
  attempt: number;
  /** Calls in a row that got no answer. */
  losses: number;
  generation: number;
  lease_token: string;
};
type Candidate = Claim & { concurrency_keys: string[]; concurrency_limits: number[] };

interface QueueOptions {
  now: Now;
  leaseMs: number;
  /** The number of this server, under which it holds leases. */
  instance: number;
}

/** Calls and timers that wait for their time, and the leases servers hold on them. */
export class Queue {
  private readonly options: QueueOptions;

  constructor(options: QueueOptions) {
    this.options = options;
  }

  /** Queues a call; one that is queued already is marked as overtaken (`generation`). */
  async addCall(tx: Tx, runId: string, stepId: string): Promise<void> {
    await tx`
      insert into inngest_local.queue
        (run_id, step_id, kind, available_at, concurrency_keys, concurrency_limits)
      select id, ${stepId}, 'call', ${this.options.now()}, concurrency_keys, concurrency_limits
      from inngest_local.runs where id = ${runId}
      on conflict (run_id, step_id, kind) do update set generation = queue.generation + 1`;
  }

  async addTimer(tx: Tx, runId: string, stepId: string, at: number): Promise<void> {
    await tx`
      insert into inngest_local.queue (run_id, step_id, kind, available_at)
      values (${runId}, ${stepId}, 'timer', ${at}) on conflict do nothing`;
  }

  async removeTimer(tx: Tx, runId: string, stepId: string): Promise<void> {
    await tx`delete from inngest_local.queue where run_id = ${runId} and step_id = ${stepId} and kind = 'timer'`;
  }

  async removeRun(tx: Tx, runId: string): Promise<void> {
    await tx`delete from inngest_local.queue where run_id = ${runId}`;
  }

  /**
   * Leases up to `count` due items of these apps, none beyond a concurrency limit. `more`: some due items
   * were not looked at; `nextAt`: when the next is due.
   */
  async claim(
    tx: Tx,
    count: number,
    apps: string[],
  ): Promise<{ claims: Claim[]; more: boolean; nextAt: number | null }> {
    await tx`select pg_advisory_xact_lock(hashtext('inngest_local.claim'))`;
    const { instance, leaseMs } = this.options;
    const now = this.options.now();
    const candidates = await this.findDue(tx, now, count * 4, apps);
    const claims = withinLimits(candidates, await this.countLeases(tx, now), count);
    for (const claim of claims)
      await tx`
        update inngest_local.queue
        set lease_owner = ${instance}, lease_token = ${claim.lease_token}, lease_until = ${now + leaseMs}
        where run_id = ${claim.run_id} and step_id = ${claim.step_id} and kind = ${claim.kind}`;
    const [next] = await tx<{ at: number | null }[]>`
      select min(greatest(available_at, coalesce(lease_until, 0))) as at from inngest_local.queue
      where available_at > ${now} or lease_until > ${now}`;
    const more = claims.length > 0 && claims.length < count && candidates.length === count * 4;
    return { claims, more, nextAt: next?.at ?? null };
  }

  /** Whether the lease still stands; locks the item. */
  async holds(tx: Tx, claim: Claim): Promise<boolean> {
    const rows = await tx`
      select 1 from inngest_local.queue where lease_token = ${claim.lease_token} for update`;
    return rows.length > 0;
  }

  /** The same call again at `at`, after an error of the function. */
  async retryAfterError(tx: Tx, claim: Claim, at: number): Promise<void> {
    await tx`
      update inngest_local.queue
      set attempt = attempt + 1, losses = 0, available_at = ${at},
          lease_owner = null, lease_token = null, lease_until = null
      where lease_token = ${claim.lease_token}`;
  }

  /** The same call again at `at`, because no answer came. */
  async retryAfterLoss(tx: Tx, claim: Claim, at: number): Promise<void> {
    await tx`
      update inngest_local.queue
      set losses = losses + 1, available_at = ${at}, lease_owner = null, lease_token = null, lease_until = null
      where lease_token = ${claim.lease_token}`;
  }

  /**
   * Removes an answered call. One that was overtaken stays: a step finished meanwhile, which the call could
   * not see.
   */
  async finishCall(tx: Tx, claim: Claim): Promise<void> {
    await tx`
      delete from inngest_local.queue
      where lease_token = ${claim.lease_token} and (step_id <> ${DISCOVER} or generation = ${claim.generation})`;
    await tx`
      update inngest_local.queue
      set attempt = 0, losses = 0, available_at = ${this.options.now()},
          lease_owner = null, lease_token = null, lease_until = null
      where lease_token = ${claim.lease_token}`;
  }

  async renew(sql: Sql, tokens: string[]): Promise<void> {
    if (tokens.length === 0) return;
    await sql`
      update inngest_local.queue set lease_until = ${this.options.now() + this.options.leaseMs}
      where lease_token = any(${tokens}::uuid[])`;
  }

  async release(sql: Sql, tokens: string[]): Promise<void> {
    if (tokens.length === 0) return;
    await sql`
      update inngest_local.queue set lease_owner = null, lease_token = null, lease_until = null
      where lease_token = any(${tokens}::uuid[])`;
  }

  /**
   * Gives up the leases of servers whose session lock is gone: killed servers do not make anyone wait for the
   * lease to end.
   */
  async releaseOrphans(sql: Sql, lockSpace: number): Promise<number> {
    const released = await sql`
      update inngest_local.queue set lease_owner = null, lease_token = null, lease_until = null
      where lease_owner is not null and not exists (
        select 1 from pg_locks l where l.locktype = 'advisory' and l.granted and l.objsubid = 2
          and l.classid = ${lockSpace}::int::oid and l.objid = lease_owner::oid
          and l.database = (select oid from pg_database where datname = current_database()))`;
    return released.count;
  }

  /** Due items without a lease, those of a concurrency key that is full left out. */
  private findDue(tx: Tx, now: number, limit: number, apps: string[]) {
    return tx<Candidate[]>`
      with active as (
        select key, count(*)::int as n from inngest_local.queue, unnest(concurrency_keys) key
        where lease_until > ${now} group by key
      )
      select q.* from inngest_local.queue q
      where available_at <= ${now} and (lease_until is null or lease_until <= ${now})
        and (q.kind = 'timer' or exists (
          select 1 from inngest_local.runs r join inngest_local.functions f on f.id = r.fn_id
          where r.id = q.run_id and f.app_id = any(${apps})))
        and not exists (
          select 1 from unnest(q.concurrency_keys, q.concurrency_limits) u (key, at_most)
          join active on active.key = u.key where active.n >= u.at_most)
      order by available_at, run_id limit ${limit}
      for update skip locked`;
  }

  /** Leases held now, by concurrency key. */
  private async countLeases(tx: Tx, now: number): Promise<Map<string, number>> {
    const active = await tx<{ key: string; n: number }[]>`
      select key, count(*)::int as n from inngest_local.queue, unnest(concurrency_keys) key
      where lease_until > ${now} group by key`;
    return new Map(active.map((row) => [row.key, row.n]));
  }
}

/** The first `count` candidates that no limit forbids, each with a lease token; `used` grows with them. */
function withinLimits(candidates: readonly Candidate[], used: Map<string, number>, count: number): Claim[] {
  const claims: Claim[] = [];
  for (const row of candidates) {
    if (claims.length >= count) break;
    const isFull = row.concurrency_keys.some(
      (key, i) => (used.get(key) ?? 0) >= (row.concurrency_limits[i] ?? 0),
    );
    if (isFull) continue;
    for (const key of row.concurrency_keys) used.set(key, (used.get(key) ?? 0) + 1);
    claims.push({ ...row, lease_token: randomUUID() });
  }
  return claims;
}
