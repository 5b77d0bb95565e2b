import { randomUUID } from 'node:crypto';
import { compileExpression } from '../expression';
import type { FunctionConfig } from '../function-config';
import { DISCOVER, type Queue } from './queue';
import { DAY_MS, type InngestEvent, json, type Now, type RunRow, type Tx } from './state';

/** The step of another run that waits for this one. */
type Parent = { runId: string; stepId: string };
type Ending = 'completed' | 'failed' | 'cancelled';

const CANCELLED = { name: 'Error', message: 'The function was cancelled' };

/** Runs from their start to their end. */
export class Runs {
  private readonly now: Now;
  private readonly queue: Queue;
  private readonly emit: (tx: Tx, event: InngestEvent) => Promise<void>;

  /** `emit` takes the events that a run's end gives rise to. */
  constructor(now: Now, queue: Queue, emit: (tx: Tx, event: InngestEvent) => Promise<void>) {
    this.now = now;
    this.queue = queue;
    this.emit = emit;
  }

  /** Starts a run unless its idempotency key or its singleton says otherwise. */
  async start(tx: Tx, fn: FunctionConfig, event: InngestEvent, parent: Parent | null): Promise<void> {
    const evaluate = (expression: string) => json(compileExpression(expression)({ event }));
    const idempotencyKey = fn.idempotency && !parent ? evaluate(fn.idempotency) : null;
    const singletonKey = fn.singleton ? (fn.singleton.key ? evaluate(fn.singleton.key) : '') : null;
    if (idempotencyKey !== null || singletonKey !== null)
      await tx`select pg_advisory_xact_lock(hashtext(${`inngest_local.start ${fn.id}`}))`;
    if (idempotencyKey !== null && (await this.hasStarted(tx, fn, idempotencyKey))) return;
    if (singletonKey !== null && !(await this.makeWay(tx, fn, singletonKey, parent))) return;
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
    await this.queue.addCall(tx, id, DISCOVER);
  }

  /**
   * Memoises a step and calls the function again; does nothing when the run is over or the step already has
   * its result.
   */
  async resolveStep(
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
    await this.queue.removeTimer(tx, runId, stepId);
    await this.queue.addCall(tx, runId, DISCOVER);
  }

  /**
   * Ends a run for good: wakes the run that invoked it and emits
   * `inngest/function.{finished,failed,cancelled}`.
   */
  async finish(tx: Tx, run: RunRow, status: Ending, output: unknown): Promise<void> {
    await tx`
      update inngest_local.runs set status = ${status}, output = ${json(output)}, ended_at = ${this.now()}
      where id = ${run.id}`;
    await this.queue.removeRun(tx, run.id);
    await tx`delete from inngest_local.waits where run_id = ${run.id}`;
    const { parent_run_id: parent, parent_step_id: step } = run;
    if (parent && step && status === 'completed') await this.resolveStep(tx, parent, step, 'data', output);
    else if (parent && step)
      await this.resolveStep(tx, parent, step, 'error', status === 'cancelled' ? CANCELLED : output);
    const event = JSON.parse(run.event) as InngestEvent;
    // A handler of failures that fails must not start itself again.
    if (event.name.startsWith('inngest/function.') && event.name !== 'inngest/function.invoked') return;
    const data = { function_id: run.fn_id, run_id: run.id, event, events: [event] };
    const outcome =
      status === 'completed'
        ? { result: output }
        : { error: status === 'failed' ? output : { ...CANCELLED, name: 'FunctionCancelledError' } };
    const emit = (name: string) =>
      this.emit(tx, { id: `${run.id}-${name}`, name, data: { ...data, ...outcome }, ts: this.now() });
    if (status === 'failed') await emit('inngest/function.failed');
    if (status === 'cancelled') await emit('inngest/function.cancelled');
    await emit('inngest/function.finished');
  }

  /** Whether a run with this key started in the last 24 hours. */
  private async hasStarted(tx: Tx, fn: FunctionConfig, key: string): Promise<boolean> {
    const earlier = await tx`
      select 1 from inngest_local.runs
      where fn_id = ${fn.id} and idempotency_key = ${key} and created_at > ${this.now() - DAY_MS} limit 1`;
    return earlier.length > 0;
  }

  /** Ends the running singleton, or answers false where the new run has to be skipped. */
  private async makeWay(tx: Tx, fn: FunctionConfig, key: string, parent: Parent | null): Promise<boolean> {
    const running = await tx<RunRow[]>`
      select * from inngest_local.runs
      where fn_id = ${fn.id} and status = 'running' and singleton_key = ${key} order by id for update`;
    if (running.length > 0 && fn.singleton?.mode === 'skip') {
      const error = { name: 'Error', message: `Function ${fn.id} is already running` };
      if (parent) await this.resolveStep(tx, parent.runId, parent.stepId, 'error', error);
      return false;
    }
    for (const run of running) await this.finish(tx, run, 'cancelled', null);
    return true;
  }
}
