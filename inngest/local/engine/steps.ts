import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { resolveTime } from '../duration';
import { compileExpression } from '../expression';
import type { Op } from '../protocol';
import { listFunctions } from './functions';
import type { Queue } from './queue';
import type { Runs } from './runs';
import { json, type Now, type RunRow, type Tx } from './state';

const invokeOptsSchema = z.object({
  function_id: z.string(),
  payload: z
    .object({ data: z.record(z.string(), z.unknown()).nullish(), v: z.unknown().optional() })
    .nullish(),
  timeout: z.string().nullish(),
});

/** What one op does to its run: it waits, has a new step result, must be called again, or is over. */
export type Applied = 'waiting' | 'progressed' | 'retry' | 'ended';

/** One op of an answer: the run it belongs to, and whether its error may be tried again. */
export interface AnsweredOp {
  run: RunRow;
  op: Op;
  mayRetry: boolean;
}

/** Steps of runs: what the ops of an answer do to them. */
export class Steps {
  private readonly now: Now;
  private readonly queue: Queue;
  private readonly runs: Runs;

  constructor(now: Now, queue: Queue, runs: Runs) {
    this.now = now;
    this.queue = queue;
    this.runs = runs;
  }

  async apply(tx: Tx, { run, op, mayRetry }: AnsweredOp): Promise<Applied> {
    switch (op.op) {
      case 'StepPlanned':
        if (await this.plan(tx, run, op)) await this.queue.addCall(tx, run.id, op.id);
        return 'waiting';
      case 'StepRun':
      case 'Step':
        return this.memoise(tx, run, op, 'data', op.data);
      case 'StepError':
        return mayRetry ? 'retry' : this.memoise(tx, run, op, 'error', toError(op.error));
      case 'StepFailed':
        return this.memoise(tx, run, op, 'error', toError(op.error));
      case 'StepNotFound':
        return 'retry';
      case 'RunComplete':
        await this.runs.finish(tx, run, 'completed', op.data);
        return 'ended';
      case 'Sleep':
        return this.sleep(tx, run, op);
      case 'WaitForEvent':
        return this.waitForEvent(tx, run, op);
      case 'InvokeFunction':
        return this.invoke(tx, run, op);
      default:
        return this.refuse(tx, run, op, `The local Inngest server does not support ${op.op}`);
    }
  }

  private async sleep(tx: Tx, run: RunRow, op: Op): Promise<Applied> {
    const until = resolveOr(() => resolveTime(textOf(op.opts?.duration) || textOf(op.name), this.now()));
    if (until instanceof Error) return this.refuse(tx, run, op, until.message);
    if (await this.plan(tx, run, op)) await this.queue.addTimer(tx, run.id, op.id, until);
    return 'waiting';
  }

  private async waitForEvent(tx: Tx, run: RunRow, op: Op): Promise<Applied> {
    const opts = op.opts ?? {};
    const expression = typeof opts.if === 'string' ? opts.if : null;
    const until = resolveOr(() => {
      if (expression) compileExpression(expression);
      return resolveTime(textOf(opts.timeout), this.now());
    });
    if (until instanceof Error) return this.refuse(tx, run, op, until.message);
    if (await this.plan(tx, run, op)) {
      await tx`
        insert into inngest_local.waits (run_id, step_id, event_name, expression)
        values (${run.id}, ${op.id}, ${textOf(opts.event) || textOf(op.name)}, ${expression})`;
      await this.queue.addTimer(tx, run.id, op.id, until);
    }
    return 'waiting';
  }

  private async invoke(tx: Tx, run: RunRow, op: Op): Promise<Applied> {
    const invoke = invokeOptsSchema.parse(op.opts ?? {});
    const until = resolveOr(() => (invoke.timeout ? resolveTime(invoke.timeout, this.now()) : null));
    if (until instanceof Error) return this.refuse(tx, run, op, until.message);
    if (!(await this.plan(tx, run, op))) return 'waiting';
    const fn = (await listFunctions(tx)).find((one) => one.id === invoke.function_id && one.active);
    if (!fn) return this.refuse(tx, run, op, `Function ${invoke.function_id} does not exist`);
    if (until !== null) await this.queue.addTimer(tx, run.id, op.id, until);
    const event = {
      id: randomUUID(),
      name: 'inngest/function.invoked',
      data: invoke.payload?.data ?? {},
      ts: this.now(),
    };
    await this.runs.start(tx, fn, event, { runId: run.id, stepId: op.id });
    return 'waiting';
  }

  /** Whether the step is new. */
  private async plan(tx: Tx, run: RunRow, op: Op): Promise<boolean> {
    const inserted = await tx`
      insert into inngest_local.steps (run_id, id, op, status) values (${run.id}, ${op.id}, ${op.op}, 'pending')
      on conflict do nothing`;
    return inserted.count === 1;
  }

  private async memoise(
    tx: Tx,
    run: RunRow,
    op: Op,
    status: 'data' | 'error',
    result: unknown,
  ): Promise<Applied> {
    await tx`
      insert into inngest_local.steps (run_id, id, op, status, result, finished_order)
      values (${run.id}, ${op.id}, ${op.op}, ${status}, ${json(result)}, nextval('inngest_local.step_order'))
      on conflict (run_id, id) do update
      set status = excluded.status, result = excluded.result, finished_order = excluded.finished_order
      where steps.status = 'pending'`;
    return 'progressed';
  }

  private refuse(tx: Tx, run: RunRow, op: Op, message: string): Promise<Applied> {
    return this.memoise(tx, run, op, 'error', { name: 'NonRetriableError', message });
  }
}

/** Any thrown value as the error an app is told of. */
export function toError(error: unknown): { name: string; message: string; stack?: string } {
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

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function resolveOr<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
