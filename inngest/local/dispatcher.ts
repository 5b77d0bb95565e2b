import { canonicalJson } from '../signature';
import type { Apps } from './apps';
import { AnswerTooLong, callApp } from './call-app';
import type { JobDatabase } from './database';
import type { Engine } from './engine/engine';
import type { Claim } from './engine/queue';
import type { JobKeys } from './http-api';
import type { Log } from './log';
import { type Outcome, readOutcome } from './protocol';

/** How long calls in flight may go on when the server stops. */
const STOP_GRACE_MS = 10_000;

interface DispatcherOptions {
  engine: Engine;
  apps: Apps;
  database: JobDatabase;
  keys: JobKeys;
  log: Log;
  now: () => number;
  /** Milliseconds after which the queue is read again without a notification. */
  pollMs: number;
  /** How many calls to apps may be open at once. */
  workers: number;
  leaseMs: number;
}

/** Takes due work from the queue, calls the apps and records what they answer. */
export class Dispatcher {
  private readonly options: DispatcherOptions;
  private readonly inFlight = new Map<string, { abort: AbortController; done: Promise<void> }>();
  private isStopping = false;
  private reading: Promise<void> | null = null;
  private readAgain = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: DispatcherOptions) {
    this.options = options;
  }

  /** Lease tokens of the calls in flight. */
  leases(): string[] {
    return [...this.inFlight.keys()];
  }

  /** Reads the queue now, or once more if it is being read. */
  wake(): void {
    if (this.isStopping) return;
    this.readAgain = true;
    this.reading ??= this.readQueue().finally(() => {
      this.reading = null;
      if (this.readAgain) this.wake();
    });
  }

  /** Takes no more work. */
  async stopReading(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.reading;
  }

  /** Calls in flight may end; those that do not are given up, and another server makes them again. */
  async endCalls(): Promise<void> {
    const calls = [...this.inFlight.values()];
    const grace = setTimeout(() => {
      for (const call of calls) call.abort.abort();
    }, STOP_GRACE_MS);
    await Promise.all(calls.map((call) => call.done));
    clearTimeout(grace);
  }

  private async readQueue(): Promise<void> {
    clearTimeout(this.timer);
    const { engine, apps, database, log, now, pollMs, workers } = this.options;
    let wait = pollMs;
    while (this.readAgain && !this.isStopping) {
      this.readAgain = false;
      if (this.inFlight.size >= workers) break;
      try {
        const { claims, more, nextAt } = await engine.claim(workers - this.inFlight.size, apps.ids());
        if (more) this.readAgain = true;
        for (const claim of claims) this.begin(claim);
        wait = Math.max(1, Math.min(pollMs, nextAt === null ? pollMs : nextAt - now()));
      } catch (error) {
        if (this.isStopping) break;
        log.error({ error: String(error) }, 'The queue could not be read');
        await database.restoreSchemaAfter(error);
      }
    }
    if (!this.isStopping) this.timer = setTimeout(() => this.wake(), wait);
  }

  private begin(claim: Claim): void {
    const { engine, log } = this.options;
    const abort = new AbortController();
    const done = this.perform(claim, abort.signal)
      .catch(async (error) => {
        log.error(
          { runId: claim.run_id, error: String(error) },
          'The outcome of a call could not be recorded',
        );
        await engine.release([claim.lease_token]).catch(() => {});
      })
      .finally(() => {
        this.inFlight.delete(claim.lease_token);
        this.wake();
      });
    this.inFlight.set(claim.lease_token, { abort, done });
  }

  private async perform(claim: Claim, signal: AbortSignal): Promise<void> {
    const { engine, apps, log } = this.options;
    if (claim.kind === 'timer') return engine.fireTimer(claim);
    const request = await engine.request(claim);
    const appUrl = request && apps.urlOf(request.appId);
    if (!request || !appUrl) return engine.release([claim.lease_token]);
    const outcome = await this.call(`${appUrl}?${request.query}`, request.body, signal);
    if (outcome === 'given up') return engine.release([claim.lease_token]);
    const { run_id: runId, attempt } = claim;
    if (outcome.type === 'lost' && claim.losses === 0)
      log.warn({ runId, reason: outcome.reason }, 'The app did not answer; the call is made again');
    if (outcome.type === 'failed') log.warn({ runId, attempt, error: outcome.error }, 'A function failed');
    await this.record(claim, outcome);
  }

  private async call(url: string, body: object, signal: AbortSignal): Promise<Outcome | 'given up'> {
    const { keys, now } = this.options;
    try {
      const signingKey = keys.signing;
      const response = await callApp({ method: 'POST', url, body: canonicalJson(body), signingKey, signal });
      return readOutcome(response, keys, now());
    } catch (error) {
      if (signal.aborted) return 'given up';
      const code = (error as NodeJS.ErrnoException).code;
      return error instanceof AnswerTooLong
        ? { type: 'failed', error: { name: 'Error', message: error.message }, noRetry: true, retryAt: null }
        : { type: 'lost', reached: code !== 'ECONNREFUSED', reason: String(error) };
    }
  }

  /**
   * A result is work done: it is offered again while the database is away, for as long as the lease would
   * have lasted.
   */
  private async record(claim: Claim, outcome: Outcome): Promise<void> {
    const { engine, database, leaseMs } = this.options;
    const deadline = Date.now() + leaseMs;
    for (;;) {
      try {
        return await engine.applyOutcome(claim, outcome);
      } catch (error) {
        if (this.isStopping || Date.now() > deadline || !(await database.isAway())) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }
}
