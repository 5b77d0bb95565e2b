import { createHash, randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { z } from 'zod';
import { nextCronTime } from './cron';
import { resolveTime } from './duration';
import { compileExpression } from './expression';
import { type FunctionConfig, functionConfigSchema } from './function-config';

export type InngestEvent = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  user?: unknown;
  v?: unknown;
};

/** The step id that asks an app to run a function until it finds new steps, rather than one step (SDK spec 5.3.1). */
const DISCOVER = 'step';
const MAX_LOSSES = 10;
const DAY = 86_400_000;

type Tx = TransactionSql;

type RunRow = {
  id: string;
  fn_id: string;
  event: string;
  status: 'running' | 'completed' | 'failed' | 'cancelled';
  output: string | null;
  concurrency_keys: string[];
  concurrency_limits: number[];
  parent_run_id: string | null;
  parent_step_id: string | null;
  created_at: number;
};

export type Claim = {
  run_id: string;
  step_id: string;
  kind: 'call' | 'timer';
  attempt: number;
  losses: number;
  generation: number;
  lease_token: string;
};

const opSchema = z.object({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z.record(z.string(), z.unknown()).nullish(),
});
type Op = z.infer<typeof opSchema>;
export const opsSchema = z.union([z.array(opSchema), opSchema.transform((op) => [op])]);

const invokeOptsSchema = z.object({
  function_id: z.string(),
  payload: z
    .object({ data: z.record(z.string(), z.unknown()).nullish(), v: z.unknown().optional() })
    .nullish(),
  timeout: z.string().nullish(),
});

/** What an app's answer to one call means for the run. `lost`: no answer came from the SDK; `reached` if the app may have begun. */
export type Outcome =
  | { type: 'lost'; reason: string; reached: boolean }
  | { type: 'ops'; ops: Op[]; noRetry: boolean; retryAt: number | null }
  | { type: 'completed'; data: unknown }
  | { type: 'failed'; error: unknown; noRetry: boolean; retryAt: number | null };

type EngineOptions = {
  sql: Sql;
  now: () => number;
  leaseMs: number;
  retryBaseMs: number;
  instance: number;
};

function toError(error: unknown): { name: string; message: string; stack?: string } {
  if (error !== null && typeof error === 'object') {
    const e = error as Record<string, unknown>;
    const message = typeof e.message === 'string' ? e.message : e.error;
    return {
      ...e,
      name: typeof e.name === 'string' ? e.name : 'Error',
      message: typeof message === 'string' ? message : JSON.stringify(error),
    };
  }
  return { name: 'Error', message: String(error) };
}

const json = (value: unknown) => JSON.stringify(value ?? null);

/**
 * The state machine of runs. Every public method is one transaction, or one that claims; no method calls an app.
 * A result is accepted only while its lease token stands, so that work done twice counts once.
 */
export class Engine {
  readonly sql: Sql;
  private readonly now: () => number;

  constructor(private readonly options: EngineOptions) {
    this.sql = options.sql;
    this.now = options.now;
  }

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

  private async wakeOthers(tx: Tx) {
    await tx`select pg_notify('inngest_local', '')`;
  }

  /** Replaces the functions of an app. Returns whether anything changed. Throws on a configuration the server cannot honour. */
  async register(appId: string, appUrl: string, functions: unknown[]): Promise<boolean> {
    const configs = functions.map((fn) => functionConfigSchema.parse(fn));
    return this.transaction(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtext('inngest_local.register'))`;
      const old = await tx<{ id: string; config: string; app_url: string }[]>`
        select id, config, app_url from inngest_local.functions where app_id = ${appId} and active`;
      const known = new Map(old.map((row) => [row.id, row.config]));
      const unchanged =
        known.size === configs.length && configs.every((config) => known.get(config.id) === json(config));
      // Each server calls its own apps, wherever another's are: the address is kept for those who look.
      if (unchanged && old.some((row) => row.app_url !== appUrl))
        await tx`update inngest_local.functions set app_url = ${appUrl} where app_id = ${appId} and active`;
      if (unchanged) return false;
      await tx`update inngest_local.functions set active = false where app_id = ${appId}`;
      for (const config of configs) {
        await tx`
          insert into inngest_local.functions (id, app_id, app_url, config, active)
          values (${config.id}, ${appId}, ${appUrl}, ${json(config)}, true)
          on conflict (id) do update
          set app_id = excluded.app_id, app_url = excluded.app_url, config = excluded.config, active = true`;
        for (const trigger of config.triggers)
          if ('cron' in trigger)
            await tx`
              insert into inngest_local.crons (fn_id, expression, next_at)
              values (${config.id}, ${trigger.cron}, ${nextCronTime(trigger.cron, this.now())})
              on conflict do nothing`;
      }
      const wanted = configs.flatMap((config) =>
        config.triggers.flatMap((trigger) => ('cron' in trigger ? [`${config.id} ${trigger.cron}`] : [])),
      );
      await tx`
        delete from inngest_local.crons c using inngest_local.functions f
        where f.id = c.fn_id and f.app_id = ${appId} and not (c.fn_id || ' ' || c.expression = any(${wanted}))`;
      return true;
    });
  }

  /** Stores events and starts, wakes and cancels what they concern. An event whose name and id were seen in the last 24 hours does nothing. */
  async ingest(events: InngestEvent[]): Promise<void> {
    await this.transaction(async (tx) => {
      for (const event of events) await this.accept(tx, event);
      await this.wakeOthers(tx);
    });
  }

  private async functions(tx: Tx | Sql): Promise<(FunctionConfig & { active: boolean })[]> {
    const rows = await tx<{ config: string; active: boolean }[]>`
      select config, active from inngest_local.functions order by id`;
    return rows.map((row) => ({ ...(JSON.parse(row.config) as FunctionConfig), active: row.active }));
  }

  private async accept(tx: Tx, event: InngestEvent): Promise<void> {
    const stored = await tx`
      insert into inngest_local.events (name, id, payload, received_at)
      values (${event.name}, ${event.id}, ${json(event)}, ${this.now()})
      on conflict (name, id) do update set payload = excluded.payload, received_at = excluded.received_at
      where events.received_at < ${this.now() - DAY}`;
    if (stored.count === 0) return;
    const functions = await this.functions(tx);

    // Cancel and wake first: an event never cancels or wakes a run that it starts itself.
    const cancelling = functions.filter((fn) => fn.cancel?.some((cancel) => cancel.event === event.name));
    if (cancelling.length > 0) {
      const runs = await tx<RunRow[]>`
        select * from inngest_local.runs
        where status = 'running' and fn_id = any(${cancelling.map((fn) => fn.id)}) order by id for update`;
      for (const run of runs) {
        const rules = cancelling.find((fn) => fn.id === run.fn_id)?.cancel ?? [];
        const hit = rules.some(
          (rule) =>
            rule.event === event.name &&
            (!rule.timeout || this.now() <= resolveTime(rule.timeout, run.created_at)) &&
            (!rule.if || compileExpression(rule.if)({ event: JSON.parse(run.event), async: event }) === true),
        );
        if (hit) await this.finish(tx, run, 'cancelled', null);
      }
    }

    const waits = await tx<{ run_id: string; step_id: string; expression: string | null; event: string }[]>`
      select w.*, r.event from inngest_local.waits w join inngest_local.runs r on r.id = w.run_id
      where w.event_name = ${event.name} and r.status = 'running' order by r.id for update of r`;
    for (const wait of waits) {
      const matches =
        !wait.expression ||
        compileExpression(wait.expression)({ event: JSON.parse(wait.event), async: event }) === true;
      if (matches) await this.resolveStep(tx, wait.run_id, wait.step_id, 'data', event);
    }

    for (const fn of functions) {
      if (!fn.active) continue;
      const triggered = fn.triggers.some(
        (trigger) =>
          'event' in trigger &&
          (trigger.event === event.name ||
            (trigger.event.endsWith('*') && event.name.startsWith(trigger.event.slice(0, -1)))) &&
          (!trigger.expression || compileExpression(trigger.expression)({ event }) === true),
      );
      if (triggered) await this.startRun(tx, fn, event, null);
    }
  }

  private async startRun(
    tx: Tx,
    fn: FunctionConfig,
    event: InngestEvent,
    parent: { runId: string; stepId: string } | null,
  ): Promise<void> {
    const evaluate = (expression: string) => json(compileExpression(expression)({ event }));
    const idempotencyKey = fn.idempotency && !parent ? evaluate(fn.idempotency) : null;
    const singletonKey = fn.singleton ? (fn.singleton.key ? evaluate(fn.singleton.key) : '') : null;
    if (idempotencyKey !== null || singletonKey !== null)
      await tx`select pg_advisory_xact_lock(hashtext(${`inngest_local.start ${fn.id}`}))`;
    if (idempotencyKey !== null) {
      const earlier = await tx`
        select 1 from inngest_local.runs
        where fn_id = ${fn.id} and idempotency_key = ${idempotencyKey} and created_at > ${this.now() - DAY} limit 1`;
      if (earlier.length > 0) return;
    }
    if (singletonKey !== null) {
      const rivals = await tx<RunRow[]>`
        select * from inngest_local.runs
        where fn_id = ${fn.id} and status = 'running' and singleton_key = ${singletonKey} order by id for update`;
      if (rivals.length > 0 && fn.singleton?.mode === 'skip') {
        if (parent)
          await this.resolveStep(tx, parent.runId, parent.stepId, 'error', {
            name: 'Error',
            message: `Function ${fn.id} is already running`,
          });
        return;
      }
      for (const rival of rivals) await this.finish(tx, rival, 'cancelled', null);
    }
    const limits = (fn.concurrency ?? []).filter((rule) => rule.limit > 0);
    const keys = limits.map((rule, index) => {
      const scope = rule.scope && rule.scope !== 'fn' ? rule.scope : `${fn.id} ${index}`;
      return `${scope} ${rule.key ? `${scope === rule.scope ? rule.key : ''} ${evaluate(rule.key)}` : ''}`;
    });
    const id = randomUUID();
    await tx`
      insert into inngest_local.runs
        (id, fn_id, event_id, event, status, idempotency_key, singleton_key, concurrency_keys, concurrency_limits,
         parent_run_id, parent_step_id, created_at)
      values (${id}, ${fn.id}, ${event.id}, ${json(event)}, 'running', ${idempotencyKey}, ${singletonKey}, ${keys},
        ${limits.map((rule) => rule.limit)}, ${parent?.runId ?? null}, ${parent?.stepId ?? null}, ${this.now()})`;
    await this.enqueueCall(tx, id, DISCOVER);
  }

  private async enqueueCall(tx: Tx, runId: string, stepId: string): Promise<void> {
    await tx`
      insert into inngest_local.queue
        (run_id, step_id, kind, available_at, concurrency_keys, concurrency_limits)
      select id, ${stepId}, 'call', ${this.now()}, concurrency_keys, concurrency_limits
      from inngest_local.runs where id = ${runId}
      on conflict (run_id, step_id, kind) do update set generation = queue.generation + 1`;
  }

  private async enqueueTimer(tx: Tx, runId: string, stepId: string, at: number): Promise<void> {
    await tx`
      insert into inngest_local.queue (run_id, step_id, kind, available_at)
      values (${runId}, ${stepId}, 'timer', ${at}) on conflict do nothing`;
  }

  /** Memoises a step and calls the function again; does nothing when the run is over or the step already has its result. */
  private async resolveStep(
    tx: Tx,
    runId: string,
    stepId: string,
    status: 'data' | 'error',
    result: unknown,
  ): Promise<void> {
    const [run] = await tx<{ status: string }[]>`
      select status from inngest_local.runs where id = ${runId} for update`;
    if (run?.status !== 'running') return;
    const updated = await tx`
      update inngest_local.steps
      set status = ${status}, result = ${json(result)}, finished_order = nextval('inngest_local.step_order')
      where run_id = ${runId} and id = ${stepId} and status = 'pending'`;
    if (updated.count === 0) return;
    await tx`delete from inngest_local.waits where run_id = ${runId} and step_id = ${stepId}`;
    await tx`delete from inngest_local.queue where run_id = ${runId} and step_id = ${stepId} and kind = 'timer'`;
    await this.enqueueCall(tx, runId, DISCOVER);
  }

  /** Ends a run for good: wakes the run that invoked it and emits `inngest/function.{finished,failed,cancelled}`. */
  private async finish(
    tx: Tx,
    run: RunRow,
    status: 'completed' | 'failed' | 'cancelled',
    output: unknown,
  ): Promise<void> {
    await tx`
      update inngest_local.runs set status = ${status}, output = ${json(output)}, ended_at = ${this.now()}
      where id = ${run.id}`;
    await tx`delete from inngest_local.queue where run_id = ${run.id}`;
    await tx`delete from inngest_local.waits where run_id = ${run.id}`;
    const cancelled = { name: 'Error', message: 'The function was cancelled' };
    if (run.parent_run_id && run.parent_step_id)
      await this.resolveStep(
        tx,
        run.parent_run_id,
        run.parent_step_id,
        status === 'completed' ? 'data' : 'error',
        status === 'cancelled' ? cancelled : output,
      );
    const event = JSON.parse(run.event) as InngestEvent;
    // A handler of failures that fails must not start itself again.
    if (event.name.startsWith('inngest/function.') && event.name !== 'inngest/function.invoked') return;
    const data = { function_id: run.fn_id, run_id: run.id, event, events: [event] };
    const outcome =
      status === 'completed'
        ? { result: output }
        : { error: status === 'failed' ? output : { ...cancelled, name: 'FunctionCancelledError' } };
    const emit = (name: string) =>
      this.accept(tx, { id: `${run.id}-${name}`, name, data: { ...data, ...outcome }, ts: this.now() });
    if (status === 'failed') await emit('inngest/function.failed');
    if (status === 'cancelled') await emit('inngest/function.cancelled');
    await emit('inngest/function.finished');
  }

  /**
   * Leases up to `count` due items of these apps, none beyond a concurrency limit. `more`: some due items were not looked at; `nextAt`:
   * when the next is due.
   */
  async claim(
    count: number,
    apps: string[],
  ): Promise<{ claims: Claim[]; more: boolean; nextAt: number | null }> {
    return this.transaction(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtext('inngest_local.claim'))`;
      const now = this.now();
      const active = await tx<{ key: string; n: number }[]>`
        select key, count(*)::int as n from inngest_local.queue, unnest(concurrency_keys) key
        where lease_until > ${now} group by key`;
      const used = new Map(active.map((row) => [row.key, row.n]));
      const candidates = await tx<(Claim & { concurrency_keys: string[]; concurrency_limits: number[] })[]>`
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
        order by available_at, run_id limit ${count * 4}
        for update skip locked`;
      const claims: Claim[] = [];
      for (const row of candidates) {
        if (claims.length >= count) break;
        const full = row.concurrency_keys.some(
          (key, i) => (used.get(key) ?? 0) >= row.concurrency_limits[i]!,
        );
        if (full) continue;
        for (const key of row.concurrency_keys) used.set(key, (used.get(key) ?? 0) + 1);
        claims.push({ ...row, lease_token: randomUUID() });
      }
      for (const claim of claims)
        await tx`
          update inngest_local.queue
          set lease_owner = ${this.options.instance}, lease_token = ${claim.lease_token},
              lease_until = ${now + this.options.leaseMs}
          where run_id = ${claim.run_id} and step_id = ${claim.step_id} and kind = ${claim.kind}`;
      const [next] = await tx<{ at: number | null }[]>`
        select min(greatest(available_at, coalesce(lease_until, 0))) as at from inngest_local.queue
        where available_at > ${now} or lease_until > ${now}`;
      const more = claims.length > 0 && claims.length < count && candidates.length === count * 4;
      return { claims, more, nextAt: next?.at ?? null };
    });
  }

  async renew(tokens: string[]): Promise<void> {
    if (tokens.length === 0) return;
    await this.sql`
      update inngest_local.queue set lease_until = ${this.now() + this.options.leaseMs}
      where lease_token = any(${tokens}::uuid[])`;
  }

  async release(tokens: string[]): Promise<void> {
    if (tokens.length === 0) return;
    await this.sql`
      update inngest_local.queue set lease_owner = null, lease_token = null, lease_until = null
      where lease_token = any(${tokens}::uuid[])`;
  }

  /** Gives up the leases of servers whose session lock is gone: killed servers do not make anyone wait for the lease to end. */
  async releaseOrphans(lockSpace: number): Promise<number> {
    const released = await this.sql`
      update inngest_local.queue set lease_owner = null, lease_token = null, lease_until = null
      where lease_owner is not null and not exists (
        select 1 from pg_locks l where l.locktype = 'advisory' and l.granted and l.objsubid = 2
          and l.classid = ${lockSpace}::int::oid and l.objid = lease_owner::oid
          and l.database = (select oid from pg_database where datname = current_database()))`;
    return released.count;
  }

  /** The body of the call that a claim stands for, and which app it is for; null when its run is already over. */
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
          // No fn_id: naming it would make the SDK write checkpoints to an API that is not part of the published spec.
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
      const held = await this.lock(tx, claim);
      if (!held) return;
      const [step] = await tx<{ op: string }[]>`
        select op from inngest_local.steps where run_id = ${claim.run_id} and id = ${claim.step_id}`;
      if (step?.op === 'InvokeFunction')
        await this.resolveStep(tx, claim.run_id, claim.step_id, 'error', {
          name: 'InngestInvokeTimeoutError',
          message: 'Timed out waiting for the invoked function to complete',
        });
      else await this.resolveStep(tx, claim.run_id, claim.step_id, 'data', null);
      await tx`
        delete from inngest_local.queue
        where run_id = ${claim.run_id} and step_id = ${claim.step_id} and kind = 'timer'`;
      await this.wakeOthers(tx);
    });
  }

  /** Locks the run, then the item; null when the lease was lost or the run is over. Runs before items, everywhere: no deadlocks. */
  private async lock(tx: Tx, claim: Claim): Promise<{ run: RunRow } | null> {
    const [run] = await tx<RunRow[]>`select * from inngest_local.runs where id = ${claim.run_id} for update`;
    const [item] = await tx`
      select 1 from inngest_local.queue where lease_token = ${claim.lease_token} for update`;
    if (!run || !item) return null;
    return { run };
  }

  /** Applies the outcome of a call to its run. */
  async settle(claim: Claim, outcome: Outcome): Promise<void> {
    await this.transaction(async (tx) => {
      const held = await this.lock(tx, claim);
      if (!held) return;
      const { run } = held;
      const [row] = await tx<{ config: string }[]>`
        select config from inngest_local.functions where id = ${run.fn_id}`;
      const retries = retriesOf(JSON.parse(row!.config) as FunctionConfig);
      const retry = async (retryAt: number | null) => {
        const at = retryAt ?? this.now() + Math.min(this.options.retryBaseMs * 2 ** claim.attempt, 600_000);
        await tx`
          update inngest_local.queue
          set attempt = attempt + 1, losses = 0, available_at = ${at},
              lease_owner = null, lease_token = null, lease_until = null
          where lease_token = ${claim.lease_token}`;
      };

      if (outcome.type === 'lost' && (!outcome.reached || claim.losses < MAX_LOSSES)) {
        const at = this.now() + Math.min(100 * 2 ** claim.losses, 5000);
        await tx`
          update inngest_local.queue
          set losses = losses + 1, available_at = ${at}, lease_owner = null, lease_token = null, lease_until = null
          where lease_token = ${claim.lease_token}`;
      } else if (outcome.type === 'lost' || outcome.type === 'failed') {
        const failure =
          outcome.type === 'failed'
            ? outcome
            : { error: { name: 'Error', message: outcome.reason }, noRetry: false, retryAt: null };
        if (!failure.noRetry && claim.attempt < retries) await retry(failure.retryAt);
        else await this.finish(tx, run, 'failed', toError(failure.error));
      } else if (outcome.type === 'completed') {
        await this.finish(tx, run, 'completed', outcome.data);
      } else {
        let progressed = false;
        let again = false;
        for (const op of outcome.ops) {
          const result = await this.apply(tx, run, claim, op, outcome, retries);
          if (result === 'ended') return;
          if (result === 'retry') again = true;
          if (result === 'progressed') progressed = true;
        }
        if (again) await retry(outcome.retryAt);
        else {
          // A generation that moved on means that a step finished meanwhile, which this call could not see.
          await tx`
            delete from inngest_local.queue
            where lease_token = ${claim.lease_token} and (step_id <> ${DISCOVER} or generation = ${claim.generation})`;
          await tx`
            update inngest_local.queue
            set attempt = 0, losses = 0, available_at = ${this.now()},
                lease_owner = null, lease_token = null, lease_until = null
            where lease_token = ${claim.lease_token}`;
          if (progressed) await this.enqueueCall(tx, run.id, DISCOVER);
        }
      }
      await this.wakeOthers(tx);
    });
  }

  private async apply(
    tx: Tx,
    run: RunRow,
    claim: Claim,
    op: Op,
    outcome: { noRetry: boolean },
    retries: number,
  ): Promise<'waiting' | 'progressed' | 'retry' | 'ended'> {
    const opts = op.opts ?? {};
    const plan = async () => {
      const inserted = await tx`
        insert into inngest_local.steps (run_id, id, op, status) values (${run.id}, ${op.id}, ${op.op}, 'pending')
        on conflict do nothing`;
      return inserted.count === 1;
    };
    const memoise = async (status: 'data' | 'error', result: unknown) => {
      await tx`
        insert into inngest_local.steps (run_id, id, op, status, result, finished_order)
        values (${run.id}, ${op.id}, ${op.op}, ${status}, ${json(result)}, nextval('inngest_local.step_order'))
        on conflict (run_id, id) do update
        set status = excluded.status, result = excluded.result, finished_order = excluded.finished_order
        where steps.status = 'pending'`;
      return 'progressed' as const;
    };
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    const refuse = (error: unknown) =>
      memoise('error', {
        name: 'NonRetriableError',
        message: error instanceof Error ? error.message : String(error),
      });

    switch (op.op) {
      case 'StepPlanned':
        if (await plan()) await this.enqueueCall(tx, run.id, op.id);
        return 'waiting';
      case 'StepRun':
      case 'Step':
        return memoise('data', op.data);
      case 'StepError':
      case 'StepFailed':
        if (op.op === 'StepError' && !outcome.noRetry && claim.attempt < retries) return 'retry';
        return memoise('error', toError(op.error));
      case 'StepNotFound':
        return 'retry';
      case 'RunComplete':
        await this.finish(tx, run, 'completed', op.data);
        return 'ended';
      case 'Sleep': {
        const until = resolveOr(() => resolveTime(text(opts.duration) || text(op.name), this.now()));
        if (until instanceof Error) return refuse(until);
        if (await plan()) await this.enqueueTimer(tx, run.id, op.id, until);
        return 'waiting';
      }
      case 'WaitForEvent': {
        const expression = typeof opts.if === 'string' ? opts.if : null;
        const until = resolveOr(() => {
          if (expression) compileExpression(expression);
          return resolveTime(text(opts.timeout), this.now());
        });
        if (until instanceof Error) return refuse(until);
        if (await plan()) {
          await tx`
            insert into inngest_local.waits (run_id, step_id, event_name, expression)
            values (${run.id}, ${op.id}, ${text(opts.event) || text(op.name)}, ${expression})`;
          await this.enqueueTimer(tx, run.id, op.id, until);
        }
        return 'waiting';
      }
      case 'InvokeFunction': {
        const invoke = invokeOptsSchema.parse(opts);
        const until = resolveOr(() => (invoke.timeout ? resolveTime(invoke.timeout, this.now()) : null));
        if (until instanceof Error) return refuse(until);
        if (!(await plan())) return 'waiting';
        const fn = (await this.functions(tx)).find((one) => one.id === invoke.function_id && one.active);
        if (!fn) return refuse(`Function ${invoke.function_id} does not exist`);
        if (until !== null) await this.enqueueTimer(tx, run.id, op.id, until);
        const event = {
          id: randomUUID(),
          name: 'inngest/function.invoked',
          data: invoke.payload?.data ?? {},
          ts: this.now(),
        };
        await this.startRun(tx, fn, event, { runId: run.id, stepId: op.id });
        return 'waiting';
      }
      default:
        return refuse(`The local Inngest server does not support ${op.op}`);
    }
  }

  /** Starts the runs of schedules that are due, one for each however many times were missed, and says when the next is due. */
  async fireCrons(): Promise<number | null> {
    return this.transaction(async (tx) => {
      const now = this.now();
      const due = await tx<{ fn_id: string; expression: string; next_at: number; config: string }[]>`
        select c.*, f.config from inngest_local.crons c join inngest_local.functions f on f.id = c.fn_id
        where f.active and c.next_at <= ${now} order by c.fn_id, c.expression for update of c skip locked`;
      for (const cron of due) {
        await tx`
          update inngest_local.crons set next_at = ${nextCronTime(cron.expression, now)}
          where fn_id = ${cron.fn_id} and expression = ${cron.expression}`;
        const hash = createHash('sha1')
          .update(`${cron.fn_id} ${cron.expression} ${cron.next_at}`)
          .digest('hex');
        const event = {
          id: hash,
          name: 'inngest/scheduled.timer',
          data: { cron: cron.expression },
          ts: cron.next_at,
        };
        await this.startRun(tx, JSON.parse(cron.config) as FunctionConfig, event, null);
      }
      if (due.length > 0) await this.wakeOthers(tx);
      const [next] = await tx<{ at: number | null }[]>`
        select min(c.next_at) as at from inngest_local.crons c
        join inngest_local.functions f on f.id = c.fn_id where f.active`;
      return next?.at ?? null;
    });
  }

  /** Deletes runs that ended and events that came more than a week ago. */
  async prune(): Promise<void> {
    const before = this.now() - 7 * DAY;
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
      status: row.status[0]!.toUpperCase() + row.status.slice(1),
      output: row.output === null ? null : (JSON.parse(row.output) as unknown),
      run_started_at: new Date(row.created_at).toISOString(),
      ended_at: row.ended_at === null ? null : new Date(row.ended_at).toISOString(),
    }));
  }
}

/** A step's result as an app is told of it (SDK spec 5.2.1): a sleep is null, a wait is the event itself or null. */
function toMemo(row: { op: string; status: string; result: string | null }): unknown {
  const result: unknown = JSON.parse(row.result ?? 'null');
  if (row.status === 'error') return { error: result };
  return row.op === 'Sleep' || row.op === 'WaitForEvent' ? result : { data: result };
}

function retriesOf(config: FunctionConfig): number {
  return Object.values(config.steps)[0]?.retries?.attempts ?? 3;
}

function resolveOr<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
