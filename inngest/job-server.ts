import { inngest, isUnsigned } from '@/lib/jobs/client';
import { env } from '@/lib/platform/env';
import type { JobTrouble } from '@/lib/services/health/check-health';
import { describeApp, signingKeys } from './endpoint';
import { hashSigningKey } from './signature';

const ASK_MS = 2500;
const REGISTER_MS = 15_000;

export type Registered =
  | { ok: true; server: string; address: string; functions: string[] }
  | { ok: false; trouble: JobTrouble; reason: string };

const at = (base: string, path: string) => new URL(path, base);
const failed = (trouble: JobTrouble, reason: string): Registered => ({ ok: false, trouble, reason });

/**
 * Tells the job server this version's functions and where they are. It takes the same ones any number of
 * times.
 */
export async function registerFunctions(): Promise<Registered> {
  const keys: (string | undefined)[] = isUnsigned ? [undefined] : signingKeys();
  if (keys.length === 0) return failed('not_configured', 'INNGEST_SIGNING_KEY is not set');
  const app = await describeApp();
  const { url, framework, functions, sdk, capabilities, appVersion, featureObservations } = app;
  const body = JSON.stringify({
    ...{ url, framework, functions, sdk, capabilities, appVersion, featureObservations },
    appName: app.app_id,
    deployType: 'ping',
    v: '0.1',
  });
  let answer: Response | undefined;
  for (const key of keys) {
    try {
      answer = await ask(at(inngest.apiBaseUrl, '/fn/register'), REGISTER_MS, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-inngest-sdk': String(sdk),
          'x-inngest-sync-kind': 'out_of_band',
          ...(process.env.INNGEST_ENV && { 'x-inngest-env': process.env.INNGEST_ENV }),
          ...(key && { authorization: `Bearer ${hashSigningKey(key)}` }),
        },
        body,
      });
    } catch (error) {
      return failed('unreachable', `${error instanceof Error ? (error.cause ?? error) : error}`);
    }
    if (answer.status !== 401) break;
  }
  const text = await answer?.text();
  if (answer?.status === 401)
    return failed('signing_key_refused', 'the job server refuses INNGEST_SIGNING_KEY');
  if (!answer?.ok) return failed('not_registered', `${answer?.status} ${text?.slice(0, 300)}`);
  return {
    ok: true,
    server: new URL(inngest.apiBaseUrl).host,
    address: String(url),
    functions: (functions as { id: string }[]).map((fn) => fn.id),
  };
}

const ACCEPTED_FOR_MS = 60_000;
let accepted: { url: string; at: number } | undefined;

/** What of reaching the job server and its taking our events does not work now; null when all does. */
export async function findServerTrouble(): Promise<JobTrouble | null> {
  const { INNGEST_EVENT_KEY: key, INNGEST_BASE_URL: base } = env();
  if (!key && !isUnsigned) return 'not_configured';
  try {
    // Only a server of our own can be asked by address; Inngest Cloud says nothing of its health to callers.
    if ((base ?? isUnsigned) && !(await ask(at(inngest.apiBaseUrl, '/health'), ASK_MS)).ok)
      return 'unreachable';
    if (!key) return null;
    // No events at all, which any server takes from who has the key.
    const url = at(inngest.eventBaseUrl, `/e/${key}`).href;
    if (accepted?.url === url && Date.now() - accepted.at < ACCEPTED_FOR_MS) return null;
    const answer = await ask(url, ASK_MS, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[]',
    });
    if (answer.status === 401 || answer.status === 403) return 'event_key_refused';
    if (answer.status >= 500) return 'unreachable';
    accepted = { url, at: Date.now() };
    return null;
  } catch {
    return 'unreachable';
  }
}

function ask(url: URL | string, timeOutMs: number, init: RequestInit = {}): Promise<Response> {
  return fetch(url, {
    ...init,
    redirect: 'error',
    cache: 'no-store',
    signal: AbortSignal.timeout(timeOutMs),
  });
}
