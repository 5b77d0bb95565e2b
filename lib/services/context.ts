import type { Database } from '@/db/client';
import type { Log } from '@/lib/platform/log';
import type { Clock, JobDispatcher, MailSender, PosGateway, TokenVault, WebhookSender } from '@/lib/ports';
import type { HeavyReads } from './heavy-read';

/** Who acts. A system actor is a job, bound to the one company its event names. */
export type Actor =
  | {
      kind: 'user';
      userId: string;
      /** The session it came in by; none in a process that acts for a person. */
      sessionId?: string;
      memberships: ReadonlyMap<string, string>;
      /** Companies of the person that wait for a second factor; no memberships until then (R48). */
      barred?: ReadonlySet<string>;
      /** Of companies where the person is a stock keeper: the storage units (R53). */
      units?: ReadonlyMap<string, readonly string[]>;
    }
  | {
      kind: 'api_key';
      keyId: string;
      scopes: ReadonlySet<string>;
      memberships: ReadonlyMap<string, string>;
    }
  | { kind: 'system'; job: string; memberships: ReadonlyMap<string, string> }
  | { kind: 'anonymous'; memberships: ReadonlyMap<string, string> };

/** What is known of the wire an act came over, and what the settings say of whoever comes over it. */
export interface Wire {
  /** Where it came from, as far as TRUSTED_PROXY_HOPS may be believed; null where that is not known. */
  address: string | null;
  /** What the browser or program calls itself. */
  userAgent: string | null;
  /** The cookie by which a browser is known to have signed in before; null without one. */
  device: string | null;
  /** The secret by which a challenge is this browser's own (R48). */
  browser?: string | null;
  signUp: 'open' | 'invited' | 'closed';
  /** LIMIT_FACTOR */
  limitFactor: number;
}

/** What every service gets as its first argument, the same for browser, API key, job and test. */
export interface ServiceContext {
  db: Database;
  heavyReads: HeavyReads;
  actor: Actor;
  requestId: string;
  /** None for what a job or a script does. */
  wire?: Wire | undefined;
  /** Filled by `requireCompany` when it refuses; the edge writes it into the audit log. */
  refusal?: { of?: { companyId: string; permission: string } | undefined };
  /** Where people open the app, without a slash at its end. */
  appUrl: string;
  log: Log;
  clock: Clock;
  jobs: JobDispatcher;
  vault: TokenVault;
  pos: PosGateway;
  mail: MailSender;
  webhooks: WebhookSender;
}

/** `user:<id>`, `key:<id>` or `job:<name>`: how rows and the audit log name who did it. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.userId}`;
    case 'api_key':
      return `key:${actor.keyId}`;
    case 'system':
      return `job:${actor.job}`;
    case 'anonymous':
      return 'anonymous';
  }
}
