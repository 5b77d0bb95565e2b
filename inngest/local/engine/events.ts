import { resolveTime } from '../duration';
import { compileExpression } from '../expression';
import type { FunctionConfig } from '../function-config';
import { listFunctions } from './functions';
import type { Runs } from './runs';
import { DAY_MS, type InngestEvent, json, type Now, type RunRow, type Tx } from './state';

/** What an event does: it cancels, wakes and starts runs. */
export class Events {
  private readonly now: Now;
  private readonly runs: Runs;

  constructor(now: Now, runs: Runs) {
    this.now = now;
    this.runs = runs;
  }

  /** An event whose name and id were seen in the last 24 hours does nothing. */
  async accept(tx: Tx, event: InngestEvent): Promise<void> {
    const stored = await tx`
      insert into inngest_local.events (name, id, payload, received_at)
      values (${event.name}, ${event.id}, ${json(event)}, ${this.now()})
      on conflict (name, id) do update set payload = excluded.payload, received_at = excluded.received_at
      where events.received_at < ${this.now() - DAY_MS}`;
    if (stored.count === 0) return;
    const functions = await listFunctions(tx);
    // Cancel and wake first: an event never cancels or wakes a run that it starts itself.
    await this.cancelRuns(tx, event, functions);
    await this.wakeWaits(tx, event);
    for (const fn of functions)
      if (fn.active && isTriggered(fn, event)) await this.runs.start(tx, fn, event, null);
  }

  private async cancelRuns(tx: Tx, event: InngestEvent, functions: FunctionConfig[]): Promise<void> {
    const cancelling = functions.filter((fn) => fn.cancel?.some((cancel) => cancel.event === event.name));
    if (cancelling.length === 0) return;
    const runs = await tx<RunRow[]>`
      select * from inngest_local.runs
      where status = 'running' and fn_id = any(${cancelling.map((fn) => fn.id)}) order by id for update`;
    for (const run of runs) {
      const rules = cancelling.find((fn) => fn.id === run.fn_id)?.cancel ?? [];
      const isMeant = rules.some(
        (rule) =>
          rule.event === event.name &&
          (!rule.timeout || this.now() <= resolveTime(rule.timeout, run.created_at)) &&
          matches(rule.if, run.event, event),
      );
      if (isMeant) await this.runs.finish(tx, run, 'cancelled', null);
    }
  }

  private async wakeWaits(tx: Tx, event: InngestEvent): Promise<void> {
    const waits = await tx<{ run_id: string; step_id: string; expression: string | null; event: string }[]>`
      select w.*, r.event from inngest_local.waits w join inngest_local.runs r on r.id = w.run_id
      where w.event_name = ${event.name} and r.status = 'running' order by r.id for update of r`;
    for (const wait of waits)
      if (matches(wait.expression, wait.event, event))
        await this.runs.resolveStep(tx, wait.run_id, wait.step_id, 'data', event);
  }
}

/** Whether an expression over the run's event (`event`) and the new one (`async`) holds; true without one. */
const matches = (expression: string | null | undefined, runEvent: string, event: InngestEvent) =>
  !expression || compileExpression(expression)({ event: JSON.parse(runEvent), async: event }) === true;

const isTriggered = (fn: FunctionConfig, event: InngestEvent) =>
  fn.triggers.some(
    (trigger) =>
      'event' in trigger &&
      (trigger.event === event.name ||
        (trigger.event.endsWith('*') && event.name.startsWith(trigger.event.slice(0, -1)))) &&
      (!trigger.expression || compileExpression(trigger.expression)({ event }) === true),
  );
