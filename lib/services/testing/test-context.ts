import { v7 } from 'uuid';
import type { Database } from '@/db/client';
import type { Role } from '@/lib/contracts/common';
import { createLog } from '@/lib/platform/log';
import { createVault } from '@/lib/platform/vault';
import type { Actor, ServiceContext } from '../context';
import type { Clock, JobDispatcher, JobEvent, PosGateway } from '../ports';

/** A clock that stands still until told otherwise. */
export class FakeClock implements Clock {
  constructor(private at = new Date('2026-03-16T12:00:00Z')) {}
  now(): Date {
    return new Date(this.at);
  }
  set(at: Date | string): void {
    this.at = new Date(at);
  }
  advance(milliseconds: number): void {
    this.at = new Date(this.at.getTime() + milliseconds);
  }
}

/** Keeps what was sent, once per id as the job server does; `failWith` makes it unreachable. */
export class RecordingDispatcher implements JobDispatcher {
  readonly sent: JobEvent[] = [];
  failWith: Error | undefined;
  async send(events: JobEvent[]): Promise<void> {
    if (this.failWith) throw this.failWith;
    for (const event of events) if (!this.sent.some((e) => e.id === event.id)) this.sent.push(event);
  }
}

const noPos = new Proxy({} as PosGateway, {
  get: (_, name) => () => {
    throw new Error(`this test has no point of sale, but ${String(name)} was called`);
  },
});

export const TEST_VAULT_KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;

export interface TestContextOptions {
  clock?: Clock;
  pos?: PosGateway;
  jobs?: JobDispatcher;
  /** Company id → role. */
  memberships: Readonly<Record<string, Role | 'system' | (string & {})>>;
  /** Default a user; `system` acts as a job. */
  kind?: 'user' | 'system' | 'anonymous';
  /** Must exist in `users` where a row refers to it. */
  userId?: string;
}

/** A service context for tests: real database, fake clock, recording dispatcher, throw-away vault. */
export function testContext(
  db: Database,
  options: TestContextOptions,
): ServiceContext & { clock: FakeClock; jobs: RecordingDispatcher } {
  const memberships = new Map<string, string>(Object.entries(options.memberships));
  const kind = options.kind ?? 'user';
  const actor: Actor =
    kind === 'user'
      ? { kind, userId: options.userId ?? v7(), memberships }
      : kind === 'system'
        ? { kind, job: 'test', memberships }
        : { kind, memberships };
  return {
    db,
    actor,
    requestId: `test-${v7()}`,
    log: createLog('silent'),
    clock: (options.clock ?? new FakeClock()) as FakeClock,
    jobs: (options.jobs ?? new RecordingDispatcher()) as RecordingDispatcher,
    vault: createVault(TEST_VAULT_KEYS),
    pos: options.pos ?? noPos,
  };
}
