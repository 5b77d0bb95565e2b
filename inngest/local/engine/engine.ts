import type { Sql } from 'postgres';
import type { FunctionConfig } from '../function-config';
import type { Outcome } from '../protocol';
import { Events } from './events';
import { findFunction, nextScheduleAt, replaceFunctions, retriesOf, takeDueSchedules } from './functions';
import { type Claim, DISCOVER, Queue } from './queue';
import { Runs } from './runs';
import { DAY_MS, type InngestEvent, type Now, type RunRow, type Tx } from './state';
import { Steps, toError } from './steps';

/** Calls in a row without an answer, after which a call that may have begun counts as failed. */
const MAX_LOSSES = 10;
const MAX_LOSS_PAUSE_MS = 5000;
const MAX_RETRY_PAUSE_MS = 600_000;

type EngineOptions = {
  sql: Sql;
  now: Now;
  leaseMs: number;
  /** The wait before the first retry of an error; it doubles each time. */
  retryBaseMs: number;
  instance: number;
};

/**
 * The state machine of runs. Every public method is one transaction, or one that claims; no method calls an
 * app. A result is accepted only while its lease token stands, so that work done twice counts once.
 */
export class Engine {
  private readonly sql: Sql;
  private readonly now: Now;
  private readonly retryBaseMs: number;
  private readonly queue: Queue;
  private readonly runs: Runs;
  private readonly events: Events;
  private readonly steps: Steps;

  constructor({ sql, now, leaseMs, retryBaseMs, instance }: EngineOptions) {
    this.sql = sql;
    this.now = now;
    this.retryBaseMs = retryBaseMs;
    this.queue = new Queue({ now, leaseMs, instance });
    this.runs = new Runs(now, this.queue, (tx, event) => this.events.accept(tx, event));
    this.events = new Events(now, this.runs);
    this.steps = new Steps(now, this.queue, this.runs);
  }

  /**
   * Replaces the functions of an app. Returns whether anything changed. Throws on a configuration the server
   * cannot honour.
   */
  register(appId: string, appUrl: string, functions: unknown[]): Promise<boolean> {
    return this.transaction((tx) => replaceFunctions(tx, this.now, { id: appId, url: appUrl }, functions));
  }

  /** Stores events and starts, wakes and cancels what they concern. */
  async ingest(events: InngestEvent[]): Promise<void> {
    await this.transaction(async (tx) => {
      for (const event of events) await this.events.accept(tx, event);
      await notifyServers(tx);
    });
  }

  /** Leases up to `count` due items of these apps (see `Queue.claim`). */
  claim(count: number, apps: string[]) {
    return this.transaction((tx) => this.queue.claim(tx, count, apps));
  }

  renew(tokens: string[]): Promise<void> {
    return this.queue.renew(this.sql, tokens);
  }

  release(tokens: string[]): Promise<void> {
    return this.queue.release(this.sql, tokens);
  }

  /** Gives up the leases of servers whose session lock in `lockSpace` is gone; how many. */
  releaseOrphans(lockSpace: number): Promise<number> {
    return this.queue.releaseOrphans(this.sql, lockSpace);
  }

  /**
   * The body of the call that a claim stands for, and which app it is for; null when its run is already over.
   */
  async request(claim: Claim): Promise<{ appId: string; query: string; body: object } | null> {
    const [run] = await this.sql<(RunRow & { app_id: string; config: string })[]>`
      select r.*, f.app_id, f.config from inngest_local.runs r join inngest_local.functions f on f.id = r.fn_id
      where r.id = ${claim.run_id} and r.status = 'running'`;
    if (!run) return null;
    const rows = await this.sql<
      { id: string; op: string; status: 'pending' | 'data' | 'error'; result: string | null }[]
    >`
      select id, op, status, result from inngest_local.steps where run_id = ${claim.run_id}
      order by finished_order nulls last`;
    const done = rows.filter((row) => row.status !== 'pending');
    const steps = Object.fromEntries(done.map((row) => [row.id, toMemo(row)]));
    const event = JSON.parse(run.event) as InngestEvent;
    const stack = done.map((row) => row.id);
    return {
      appId: run.app_id,
      query: new URLSearchParams({ fnId: run.fn_id, stepId: claim.step_id }).toString(),
      body: {
        version: -1,
        event,
        events: [event],
        steps,
        ctx: {
          // No fn_id: naming it would make the SDK write checkpoints to an API that is not part of the
          // published spec.
          run_id: run.id,
          attempt: claim.attempt,
          max_attempts: retriesOf(JSON.parse(run.config) as FunctionConfig) + 1,
          disable_immediate_execution: done.length < rows.length,
          use_api: false,
          stack: { stack, current: stack.length },
        },
      },
    };
  }

  /** A due timer: a sleep is over, or the wait for an event or an invoked function has timed out. */
  async fireTimer(claim: Claim): Promise<void> {
    await this.transaction(async (tx) => {
      if (!(await this.lock(tx, claim))) return;
      const { run_id, step_id } = claim;
      const [step] = await tx<{ op: string }[]>`
        select op from inngest_local.steps where run_id = ${run_id} and id = ${step_id}`;
      if (step?.op === 'InvokeFunction')
        await this.runs.resolveStep(tx, run_id, step_id, 'error', {
          name: 'InngestInvokeTimeoutError',
          message: 'Timed out waiting for the invoked function to complete',
        });
      else await this.runs.resolveStep(tx, run_id, step_id, 'data', null);
      await this.queue.removeTimer(tx, run_id, step_id);
      await notifyServers(tx);
    });
  }

  /** Applies the outcome of a call to its run. */
  async applyOutcome(claim: Claim, outcome: Outcome): Promise<void> {
    await this.transaction(async (tx) => {
      const run = await this.lock(tx, claim);
      if (!run) return;
      if (outcome.type === 'completed') await this.runs.finish(tx, run, 'completed', outcome.data);
      else if (outcome.type === 'ops') await this.applyOps(tx, run, claim, outcome);
      else if (outcome.type === 'failed') await this.fail(tx, run, claim, outcome);
      else if (!outcome.reached || claim.losses < MAX_LOSSES) {
        const pause = Math.min(100 * 2 ** claim.losses, MAX_LOSS_PAUSE_MS);
        await this.queue.retryAfterLoss(tx, claim, this.now() + pause);
      } else {
        const error = { name: 'Error', message: outcome.reason };
        await this.fail(tx, run, claim, { error, noRetry: false, retryAt: null });
      }
      await notifyServers(tx);
    });
  }

  /**
   * Starts the runs of schedules that are due, one for each however many times were missed, and says when the
   * next is due.
   */
  async fireCrons(): Promise<number | null> {
    return this.transaction(async (tx) => {
      const due = await takeDueSchedules(tx, this.now());
      for (const { fn, event } of due) await this.runs.start(tx, fn, event, null);
      if (due.length > 0) await notifyServers(tx);
      return nextScheduleAt(tx);
    });
  }

  /** Deletes runs that ended and events that came more than a week ago. */
  async prune(): Promise<void> {
    const before = this.now() - 7 * DAY_MS;
    await this.sql`delete from inngest_local.runs where ended_at < ${before}`;
    await this.sql`delete from inngest_local.events where received_at < ${before}`;
  }

  async runsOfEvent(eventId: string) {
    const rows = await this.sql<(RunRow & { ended_at: number | null })[]>`
      select * from inngest_local.runs where event_id = ${eventId} order by created_at`;
    return rows.map((row) => ({
      run_id: row.id,
      function_id: row.fn_id,
      event_id: eventId,
      status: row.status.charAt(0).toUpperCase() + row.status.slice(1),
      output: row.output === null ? null : (JSON.parse(row.output) as unknown),
      run_started_at: new Date(row.created_at).toISOString(),
      ended_at: row.ended_at === null ? null : new Date(row.ended_at).toISOString(),
    }));
  }

  private async applyOps(
    tx: Tx,
    run: RunRow,
    claim: Claim,
    { ops, noRetry, retryAt }: Extract<Outcome, { type: 'ops' }>,
  ): Promise<void> {
    const mayRetry = !noRetry && claim.attempt < retriesOf(await findFunction(tx, run.fn_id));
    const applied = new Set<string>();
    for (const op of ops) {
      const result = await this.steps.apply(tx, { run, op, mayRetry });
      if (result === 'ended') return;
      applied.add(result);
    }
    if (applied.has('retry')) return this.queue.retryAfterError(tx, claim, this.retryTime(claim, retryAt));
    await this.queue.finishCall(tx, claim);
    if (applied.has('progressed')) await this.queue.addCall(tx, run.id, DISCOVER);
  }

  /** A failed call: tried again as often as the function wants, then the run has failed. */
  private async fail(
    tx: Tx,
    run: RunRow,
    claim: Claim,
    failure: { error: unknown; noRetry: boolean; retryAt: number | null },
  ): Promise<void> {
    const mayRetry = !failure.noRetry && claim.attempt < retriesOf(await findFunction(tx, run.fn_id));
    if (mayRetry) await this.queue.retryAfterError(tx, claim, this.retryTime(claim, failure.retryAt));
    else await this.runs.finish(tx, run, 'failed', toError(failure.error));
  }

  private retryTime(claim: Claim, wanted: number | null): number {
    return wanted ?? this.now() + Math.min(this.retryBaseMs * 2 ** claim.attempt, MAX_RETRY_PAUSE_MS);
  }

  /**
   * Locks the run, then the item; null when the lease was lost or the run is over. Runs before items,
   * everywhere: no deadlocks.
   */
  private async lock(tx: Tx, claim: Claim): Promise<RunRow | null> {
    const [run] = await tx<RunRow[]>`select * from inngest_local.runs where id = ${claim.run_id} for update`;
    return (await this.queue.holds(tx, claim)) && run ? run : null;
  }

  /** Deadlocks and serialisation failures are tried again. */
  private async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return (await this.sql
          .begin(async (tx) => {
            const result = await work(tx);
            return { result };
          })
          .then((wrapped) => wrapped.result)) as T;
      } catch (error) {
        const code = (error as { code?: string }).code;
        if ((code !== '40P01' && code !== '40001') || tries >= 5) throw error;
      }
    }
  }
}

/** Tells every server of this database that there is work. */
async function notifyServers(tx: Tx): Promise<void> {
  await tx`select pg_notify('inngest_local', '')`;
}

/**
 * A step's result as an app is told of it (SDK spec 5.2.1): a sleep is null, a wait is the event itself or
 * null.
 */
function toMemo(row: { op: string; status: string; result: string | null }): unknown {
  const result: unknown = JSON.parse(row.result ?? 'null');
  if (row.status === 'error') return { error: result };
  return row.op === 'Sleep' || row.op === 'WaitForEvent' ? result : { data: result };
}
