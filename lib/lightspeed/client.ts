import { DomainError } from '@/lib/core/domain-error';
import type { Log } from '@/lib/platform/log';
import type { PosAuth } from '@/lib/services/ports';
import { parseJsonKeepingNumbers } from './json';

export type Fetch = typeof fetch;
export type Wait = (milliseconds: number) => Promise<void>;

const MAX_TRIES = 5;
const TIMEOUT_MS = 60_000;
const MAX_WAIT_MS = 60_000;
const REQUESTS_PER_INTEGRATION = 2;

export const sleep: Wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Milliseconds Lightspeed asks for in `Retry-After`, seconds or a date (R10); undefined when it asks for nothing. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Math.min(Number(header) * 1000, MAX_WAIT_MS);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at - now, 0), MAX_WAIT_MS);
}

/** 1, 2, 4, 8 s, half of it random, so that many jobs do not come back together. */
export const backoff = (attempt: number, random = Math.random()) =>
  Math.min(1000 * 2 ** (attempt - 1), MAX_WAIT_MS) * (0.5 + random / 2);

export interface ApiAnswer {
  status: number;
  text: string;
}

export interface ApiClient {
  /** A GET whose 2xx and 400 answers come back; everything else is an error (R10). */
  get(auth: PosAuth, path: string, query: Record<string, string>): Promise<ApiAnswer>;
}

export function apiError(status: number | null, path: string, reason: string, cause?: unknown): DomainError {
  return new DomainError('lightspeed_api_error', `Lightspeed: ${reason}`, { status, path }, { cause });
}

/** Reads a body; what is not JSON is a lightspeed_api_error with status and path, never with the body. */
export function readJson(answer: ApiAnswer, path: string): unknown {
  try {
    return parseJsonKeepingNumbers(answer.text);
  } catch {
    throw apiError(answer.status, path, 'the answer is not JSON');
  }
}

export function createApiClient(options: {
  apiUrl: string;
  log: Log;
  fetch?: Fetch | undefined;
  wait?: Wait | undefined;
}): ApiClient {
  const { apiUrl, log, wait = sleep } = options;
  const lanes = new Map<string, Lane>();

  async function once(path: string, query: Record<string, string>, token: string) {
    const url = `${apiUrl}${path}?${new URLSearchParams(query)}`;
    const response = await (options.fetch ?? fetch)(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      text: await response.text(),
    };
  }

  async function run(auth: PosAuth, path: string, query: Record<string, string>): Promise<ApiAnswer> {
    let token = await auth.accessToken();
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      let pause: number | undefined;
      let failure: DomainError;
      try {
        const answer = await once(path, query, token);
        if ((answer.status >= 200 && answer.status < 300) || answer.status === 400) return answer;
        if (answer.status === 401) {
          if (renewed) {
            throw new DomainError('lightspeed_auth_failed', 'Lightspeed refused a fresh token', {
              status: 401,
              path,
            });
          }
          renewed = true;
          token = await auth.accessToken(token);
          continue;
        }
        failure = apiError(answer.status, path, `answered ${answer.status}`);
        if (answer.status !== 429 && answer.status < 500) throw failure;
        pause = retryAfter(answer.retryAfter, Date.now());
      } catch (error) {
        if (error instanceof DomainError) {
          log.warn({ path, status: error.details?.status, code: error.code }, 'lightspeed request failed');
          throw error;
        }
        failure = apiError(null, path, networkReason(error));
      }
      log.warn(
        { path, attempt, status: failure.details?.status, reason: failure.message },
        'lightspeed request failed',
      );
      if (attempt >= MAX_TRIES) throw failure;
      await wait(pause ?? backoff(attempt));
    }
  }

  return {
    async get(auth, path, query) {
      const lane = lanes.get(auth.integrationId) ?? { running: 0, waiting: [] };
      lanes.set(auth.integrationId, lane);
      await enter(lane);
      try {
        return await run(auth, path, query);
      } finally {
        leave(lane);
        if (lane.running === 0) lanes.delete(auth.integrationId);
      }
    },
  };
}

/** The kind of failure only: a network error's text may quote headers. */
export function networkReason(error: unknown): string {
  const name = error instanceof Error ? error.name : 'error';
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined)?.code : undefined;
  if (name === 'TimeoutError' || name === 'AbortError') return 'timed out';
  return typeof cause === 'string' ? `could not be reached (${cause})` : 'could not be reached';
}

interface Lane {
  running: number;
  waiting: (() => void)[];
}
async function enter(lane: Lane): Promise<void> {
  if (lane.running < REQUESTS_PER_INTEGRATION) {
    lane.running++;
    return;
  }
  await new Promise<void>((resolve) => lane.waiting.push(resolve));
}
/** A waiting request takes over the place, so that `running` never passes the limit. */
function leave(lane: Lane): void {
  const next = lane.waiting.shift();
  if (next) next();
  else lane.running--;
}
