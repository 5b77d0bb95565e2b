import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest } from 'inngest';
import { serve } from 'inngest/node';
import { expect, vi } from 'vitest';
import { hashSigningKey, sign } from '@/inngest/signature';
import { KEYS } from '@/testing/jobs/keys';

/** Milliseconds for what must come: an upper bound on a busy machine. */
export const PATIENCE = 200_000;

type Functions = Parameters<typeof serve>[0]['functions'];
/**
 * `told(value)` keeps what a function returns, because not every server tells a run's output; returns the
 * value.
 */
type Define = (client: Inngest, told: <T>(value: T) => T) => Functions;

export interface Run {
  run_id: string;
  status: string;
  ended_at: string | null;
}

export interface App {
  /** Also the prefix of its events, so that apps beside each other never meet. */
  id: string;
  /** What its functions told they return, in that order. */
  told: unknown[];
  /** Puts other functions in place of the present ones and syncs (SDK spec 4.3). */
  resync(define: Define): Promise<void>;
  /** Sends `<app>/<name>`; resolves to the id the server gave the event. */
  send(name: string, data?: Record<string, unknown>, id?: string): Promise<string>;
  runsOf(eventId: string): Promise<Run[]>;
  /** The one run that an event started, once it has ended. */
  ended(eventId: string): Promise<Run>;
}

const { INNGEST_BASE_URL, INNGEST_EVENT_KEY: event, INNGEST_SIGNING_KEY: signing } = process.env;
/** Null: a server in development mode, which knows no keys. */
export const keys: { event: string; signing: string } | null = !INNGEST_BASE_URL
  ? KEYS
  : event && signing
    ? { event, signing }
    : null;
/** Headers for the server's API. */
export const asApp: Record<string, string> = keys
  ? { authorization: `Bearer ${hashSigningKey(keys.signing)}` }
  : {};

/** Names that no earlier run of the suite on the same server used. */
const suite = Date.now().toString(36);
let apps = 0;
const ends: (() => Promise<void>)[] = [];
const quiet = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

export const nextAppId = () => `conformance-${suite}-${++apps}`;

/** Ends every app that was made. */
export async function closeApps(): Promise<void> {
  for (const end of ends.splice(0)) await end();
}

/**
 * One address for all apps of the suite, because the local server takes apps only from where it was told to.
 */
let host: Promise<{ origin: string }> | undefined;
const mounted = new Map<string, http.RequestListener>();
export function openHost(): Promise<{ origin: string }> {
  host ??= (async () => {
    const server = http.createServer((request, response) => {
      const handler = mounted.get(request.url?.split('/')[1] ?? '');
      if (handler) handler(request, response);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  })();
  return host;
}

/** Puts an app at an address of its own. */
export async function mount(handler: http.RequestListener): Promise<{ origin: string; path: string }> {
  const { origin } = await openHost();
  const name = `app${mounted.size}`;
  mounted.set(name, handler);
  return { origin, path: `/${name}` };
}

/**
 * An app of the SDK behind a real port, synced with the Inngest server at `baseUrl`; nothing is known of that
 * server but its protocol.
 */
export async function makeApp(baseUrl: string, define: Define): Promise<App> {
  const id = nextAppId();
  const client = new Inngest({
    id,
    isDev: !keys,
    baseUrl,
    ...(keys && { eventKey: keys.event, signingKey: keys.signing }),
    logger: quiet,
  });
  let handler: http.RequestListener = (_request, response) => response.writeHead(503).end();
  const { origin, path } = await mount((request, response) => handler(request, response));
  const servePath = `${path}/api/inngest`;
  const told: unknown[] = [];
  const tell = <T>(value: T) => {
    told.push(value);
    return value;
  };
  const resync: App['resync'] = async (next) => {
    handler = serve({ client, functions: next(client, tell), serveOrigin: origin, servePath });
    const answer = await fetch(origin + servePath, {
      method: 'PUT',
      headers: keys ? { 'x-inngest-signature': sign(keys.signing, '') } : {},
    });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('message')]);
  };
  await resync(define);
  const runsOf = async (eventId: string) => readRuns(baseUrl, eventId);
  return {
    id,
    told,
    resync,
    send: async (name, data = {}, eventId) => {
      const { ids } = await client.send({ name: `${id}/${name}`, data, ...(eventId ? { id: eventId } : {}) });
      return ids[0] ?? '';
    },
    runsOf,
    ended: (eventId) => endedRun(baseUrl, eventId),
  };
}

async function readRuns(baseUrl: string, eventId: string): Promise<Run[]> {
  const answer = await fetch(`${baseUrl}/v1/events/${eventId}/runs`, { headers: asApp });
  return ((await answer.json()) as { data: Run[] | null }).data ?? [];
}

export const endedRun = (baseUrl: string, eventId: string): Promise<Run> =>
  vi.waitFor(
    async () => {
      const [run] = await readRuns(baseUrl, eventId);
      // What has not ended may be called anything.
      expect(run?.ended_at).toBeTruthy();
      return run as Run;
    },
    { timeout: PATIENCE, interval: 50 },
  );

export function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
