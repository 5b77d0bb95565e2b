import { DomainError } from '@/lib/core/domain-error';
import { inTurns } from '@/lib/platform/in-turns';
import type { Log } from '@/lib/platform/log';
import type { PosAuth } from '@/lib/ports';
import { parseJsonKeepingNumbers } from './json';
import { readingJson, TooManyValues } from './json-steps';
import { AnswerTooLarge, LARGE, type ReadAnswer, readAnswer } from './read-answer';
import { pauseBefore, retryAfter, sleep, type Wait } from './retry-policy';

type Fetch = typeof fetch;

/** What the outside world gives; tests put their own here. */
export interface ClientDependencies {
  log: Log;
  fetch?: Fetch | undefined;
  /** Before a request is made again (R10). */
  wait?: Wait | undefined;
  /** While an answer stands aside. */
  aside?: Wait | undefined;
  now?: (() => Date) | undefined;
}

const MAX_TRIES = 5;
/** A new token may be refused by chance; refused more often than this, the grant is invalid. */
const MAX_RENEWALS = 2;
const TIMEOUT_MS = 60_000;
/** A token read longer ago than this is read again: another process may have renewed it. */
const TOKEN_AGE_MS = 5000;
/**
 * An answer waits so long to be read for the next request to go out; that one may have to wait for a slot.
 */
const STANDS_ASIDE_MS = 20;

export interface ApiAnswer {
  status: number;
  /** Empty where it is `known`. */
  text: string;
  /** Every number kept as text (R9); undefined where a refusal is not JSON, or it is `known`. */
  body: unknown;
  /** As `ReadAnswer` has it. */
  hash: string;
  /** To be called when a large answer is done with: one at a time is kept in memory. */
  done?: () => void;
}

export interface GetOptions {
  timeoutMs?: number;
  /** Time-outs after which there is no sense in asking again: the caller has another way. */
  maxTimeouts?: number;
  /** The hash of an answer that need not be read again. */
  known?: Promise<string | null>;
  /** As `PosAuth` has it. */
  answered?: PosAuth['answered'];
}

export interface ApiClient {
  /**
   * A GET whose 2xx and 400 answers come back; everything else, a 2xx that is not JSON too, is an error
   * (R10).
   */
  get(auth: PosAuth, path: string, query: Record<string, string>, options?: GetOptions): Promise<ApiAnswer>;
}

export function apiError(
  status: number | null,
  path: string,
  reason: string,
  more: { cause?: unknown; isTimeout?: boolean } = {},
): DomainError {
  const details = { status, path, ...(more.isTimeout && { timed_out: true }) };
  return new DomainError('lightspeed_api_error', `Lightspeed: ${reason}`, details, { cause: more.cause });
}

export const isTimeout = (error: unknown) =>
  error instanceof DomainError && error.details?.timed_out === true;

interface Got {
  /** Null when no answer came; then `lost` says why. */
  status: number | null;
  decode: ReadAnswer['decode'];
  hash: string;
  done: () => void;
  pause: number | undefined;
  token: string;
  lost?: DomainError;
}

const NO_ANSWER = { status: null, decode: async () => '', hash: '', done: () => {}, pause: undefined };

export function createApiClient(options: ClientDependencies & { apiUrl: string }): ApiClient {
  const { apiUrl, log, wait = sleep, aside = sleep, now = () => new Date() } = options;

  async function once(url: string, token: string, timeoutMs: number) {
    const response = await (options.fetch ?? fetch)(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const pause = retryAfter(response.headers.get('retry-after'), now().getTime());
    return { status: response.status, pause, ...(await readAnswer(response)), token };
  }

  /**
   * One request under a request slot (R10). A lost answer is part of the result; without slot or token it
   * throws.
   */
  async function sendWithSlot(
    auth: PosAuth,
    rejected: string | undefined,
    path: string,
    query: Record<string, string>,
    { timeoutMs = TIMEOUT_MS, answered }: GetOptions,
  ): Promise<Got> {
    const { slot, token } = await slotAndToken(auth, rejected, now);
    let got: Got | undefined;
    let isNextSent: Promise<void> | undefined;
    try {
      const url = `${apiUrl}${path}?${new URLSearchParams(query)}`;
      auth.sent?.();
      got = await once(url, token, timeoutMs).catch((error: unknown) => {
        if (error instanceof AnswerTooLarge) throw apiError(null, path, 'the answer is larger than 64 MB');
        const lost = apiError(null, path, networkReason(error), { isTimeout: isAbort(error) });
        return { ...NO_ANSWER, token, lost };
      });
      if (isGoodStatus(got.status)) isNextSent = answered?.();
    } finally {
      await slot.end(got?.status === 429);
    }
    if (isNextSent) await Promise.race([isNextSent, aside(STANDS_ASIDE_MS)]);
    return got;
  }

  return {
    async get(auth, path, query, how = {}) {
      const { maxTimeouts = MAX_TRIES, known } = how;
      const refused: string[] = [];
      let timeouts = 0;
      for (let tries = 1; ; tries++) {
        const got = await sendWithSlot(auth, refused.at(-1), path, query, how);
        const { status, hash } = got;
        if (status === 401 && refused.push(got.token) <= MAX_RENEWALS) {
          got.done();
          continue;
        }
        const isGood = isGoodStatus(status);
        const isKnown = isGood && hash === (await known);
        const text = isKnown ? '' : await got.decode();
        const body = isKnown ? undefined : await readJson(text, got.done, path);
        if (status === 400 || isKnown || (isGood && body !== undefined))
          return { status, text, body, hash, done: got.done };
        got.done();

        const failure = got.lost ?? failureOf(status, path, isGood);
        log.warn({ path, tries, status, reason: failure.message }, 'lightspeed request failed');
        if (isTimeout(failure)) timeouts++;
        const mayPass = isGood || status === null || status === 429 || status >= 500;
        if (!mayPass || tries >= MAX_TRIES || timeouts >= maxTimeouts) throw failure;
        await wait(pauseBefore(tries, got.pause));
      }
    },
  };
}

/** A slot, and the token, looked up while the slot is taken; without a token the slot is given back. */
async function slotAndToken(auth: PosAuth, rejected: string | undefined, now: () => Date) {
  const asked = now().getTime();
  const early = auth.accessToken(rejected);
  // Whether it failed is asked with the slot in hand.
  early.catch(() => {});
  const slot = await auth.takeSlot();
  try {
    const hasWaited = now().getTime() - asked > TOKEN_AGE_MS;
    return { slot, token: await (hasWaited ? auth.accessToken(rejected) : early) };
  } catch (error) {
    await slot.end(false);
    throw error;
  }
}

const isGoodStatus = (status: number | null): status is number =>
  status !== null && status >= 200 && status < 300;

function failureOf(status: number | null, path: string, isGood: boolean): DomainError {
  if (status === 401)
    return new DomainError('lightspeed_auth_failed', 'Lightspeed refused a fresh token', { status, path });
  const reason = isGood ? 'the answer is not JSON' : `answered ${status}`;
  return apiError(status, path, reason, { isTimeout: status === 504 });
}

/**
 * Undefined for what is not JSON. A long text is read in steps: the language's own reader would keep
 * everybody waiting.
 */
async function readJson(text: string, done: () => void, path: string): Promise<unknown> {
  try {
    return text.length > LARGE ? await inTurns(readingJson(text)) : parseJsonKeepingNumbers(text);
  } catch (error) {
    if (!(error instanceof TooManyValues)) return undefined;
    done();
    throw apiError(null, path, 'the answer has more values than a day can have');
  }
}

const isAbort = (error: unknown) => error instanceof Error && /^(Timeout|Abort)Error$/.test(error.name);

/** The kind of failure only: a network error's text may quote headers. */
export function networkReason(error: unknown): string {
  if (isAbort(error)) return 'timed out';
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined)?.code : undefined;
  return typeof cause === 'string' ? `could not be reached (${cause})` : 'could not be reached';
}
