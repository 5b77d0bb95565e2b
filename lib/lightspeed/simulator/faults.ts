import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { type Answer, html, json, unauthorized } from './answer';

export interface Failure {
  /** Which paths fail; every path without it. */
  path?: RegExp;
  times: number;
  /**
   * `timeout`, `cut` and `truncated` do the work and lose the answer, as a broken line does (a refresh token
   * is then spent); a status, `refused` (the line breaks at once), `html`, `empty` and `shape` (JSON of
   * something else) answer instead of doing it. Default 500.
   */
  status?: FaultKind;
  headers?: Record<string, string>;
}
export type FaultKind = number | 'timeout' | 'cut' | 'truncated' | 'refused' | 'html' | 'empty' | 'shape';
type Fault = Omit<Failure, 'path' | 'times'>;

/** Failures asked for, and answers held back. Paths under `/__control/` are spared. */
export class Faults {
  private failures: Failure[] = [];
  private held:
    | { path: RegExp; after: number; answered: Map<string, number>; waiting: (() => void)[] }
    | undefined;
  private readonly otherwise: (path: string) => Fault | undefined;

  /** `otherwise` is asked when no failure waits for a path. */
  constructor(otherwise: (path: string) => Fault | undefined) {
    this.otherwise = otherwise;
  }

  failNext(failure: Failure) {
    this.failures.push({ ...failure });
  }

  clearFailures() {
    this.failures = [];
  }

  /** Answers to `path` wait, after so many to each connection that did not, until `release`. */
  hold(path: RegExp, after = 0) {
    this.release();
    this.held = { path, after, answered: new Map(), waiting: [] };
  }

  release() {
    const waiting = this.held?.waiting ?? [];
    this.held = undefined;
    for (const go of waiting) go();
  }

  /** Takes the failure this request meets, if any. */
  take(path: string): Fault | undefined {
    const found = this.failures.find((failure) => !failure.path || failure.path.test(path));
    if (found && --found.times <= 0) this.failures = this.failures.filter((failure) => failure !== found);
    return found ?? this.otherwise(path);
  }

  /** Resolves when the path may be answered to whoever asks, known by the token. */
  async waitWhileHeld(path: string, token: string): Promise<void> {
    if (!this.held?.path.test(path)) return;
    const { after, answered, waiting } = this.held;
    const before = answered.get(token) ?? 0;
    answered.set(token, before + 1);
    if (before >= after) await new Promise<void>((go) => waiting.push(go));
  }
}

/**
 * What is answered under a fault; `work` is done only where the fault loses the answer and not the request.
 */
export function faultyAnswer(kind: FaultKind, path: string, at: Date, work: () => Answer): Answer {
  if (kind === 'html') return html(200, '<html><body>Scheduled maintenance</body></html>');
  if (kind === 'empty' || kind === 'refused') return { status: 200, body: '' };
  if (kind === 'shape') return json(200, { unexpected: true });
  if (typeof kind !== 'number') return work();
  return kind === 401 ? unauthorized() : errorAnswer(kind, path, at, STATUS_CODES[kind] ?? 'Error');
}

/** The body Lightspeed's gateway gives any failed request. */
export const errorAnswer = (status: number, path: string, at: Date, error: string) =>
  json(status, { timestamp: at.toISOString(), path, status, error, requestId: randomUUID() });
