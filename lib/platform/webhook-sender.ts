import { lookup as askDns, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { WebhookAnswer, WebhookProblem, WebhookRefusal, WebhookSender } from '@/lib/ports';
import { isLoopbackAddress, isPublicAddress } from './public-address';

/** For name, connection, TLS and answer together. */
const TIME_MS = 10_000;
const PORTS = ['', '443', '8443'];
const ANSWER_BYTES = 2_000;
const ANSWER_SHOWN = 300;
const HEADER_BYTES = 8_192;

type Resolve = (
  name: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

interface Settings {
  /** This machine itself may be named, by http and any port: development and tests. */
  loopback: boolean;
  /** How names are resolved; left out: as the system does. */
  resolve?: Resolve;
  timeMs?: number;
}

class Refused extends Error {
  constructor(readonly problem: WebhookProblem) {
    super(problem);
  }
}

/**
 * Posts to addresses of the public internet alone (R52). What a name resolves to is looked at when the
 * connection is made, in the lookup whose answer is connected to, so that a name that changes its mind
 * between two lookups gains nothing. No redirect is followed, and no proxy of the environment is used.
 */
export function createWebhookSender({
  loopback,
  resolve = askDns,
  timeMs = TIME_MS,
}: Settings): WebhookSender {
  const isOwn = (url: URL) => loopback && isThisMachine(bare(url.hostname));
  return {
    refusalOf(text) {
      const url = URL.canParse(text) ? new URL(text) : null;
      if (url === null) return 'no_address';
      if (url.username || url.password) return 'has_password';
      if (isOwn(url) && /^https?:$/.test(url.protocol)) return null;
      return refusalOf(url);
    },
    async send({ url: text, headers, body }) {
      const begun = performance.now();
      const took = () => Math.round(performance.now() - begun);
      const refused = this.refusalOf(text);
      if (refused) return { status: null, problem: 'address_internal', answer: null, tookMs: 0 };
      const url = new URL(text);
      const mayReach = isOwn(url) ? isLoopbackAddress : isPublicAddress;
      try {
        const { status, answer } = await post({ url, headers, body, timeMs, mayReach, resolve });
        return { status, problem: problemOf(status), answer, tookMs: took() };
      } catch (error) {
        return { status: null, problem: nameOf(error), answer: null, tookMs: took() };
      }
    },
  };
}

const bare = (host: string) => host.replace(/^\[|\]$/g, '');
const isThisMachine = (host: string) => host === 'localhost' || isLoopbackAddress(host);

/** What an address says by itself; what its name resolves to is looked at when the connection is made. */
function refusalOf(url: URL): WebhookRefusal | null {
  if (url.protocol !== 'https:') return 'not_https';
  if (!PORTS.includes(url.port)) return 'port';
  const host = bare(url.hostname);
  if (isIP(host)) return isPublicAddress(host) ? null : 'internal';
  const isInside =
    !host.replace(/\.$/, '').includes('.') || /\.(localhost|local|internal|home\.arpa)\.?$/.test(host);
  return isInside ? 'internal' : null;
}

interface Post {
  url: URL;
  headers: Record<string, string>;
  body: string;
  timeMs: number;
  mayReach: (address: string) => boolean;
  resolve: Resolve;
}

function post(of: Post): Promise<{ status: number; answer: string }> {
  const { url, headers, body, timeMs, mayReach } = of;
  return new Promise((done, fail) => {
    const request = (url.protocol === 'https:' ? https : http).request({
      method: 'POST',
      host: bare(url.hostname),
      port: url.port || (url.protocol === 'https:' ? 443 : 80),
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      // A connection of its own, so that none that is kept open escapes the check.
      agent: false,
      lookup: checkedLookup(of),
      maxHeaderSize: HEADER_BYTES,
    });
    const end = (error: unknown) => {
      clearTimeout(timer);
      fail(error);
      request.destroy();
    };
    const timer = setTimeout(() => end(new Refused('time_out')), timeMs);
    request.on('error', end);
    // An address in figures is never looked up; whom it is connected to is looked at in any case.
    request.on('socket', (socket) =>
      socket.once('connect', () => {
        if (!mayReach(socket.remoteAddress ?? '')) end(new Refused('address_internal'));
      }),
    );
    request.on('response', (response) => {
      let [read, isOver] = [Buffer.alloc(0), false];
      const answered = () => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        done({ status: response.statusCode ?? 0, answer: shortened(read) });
        request.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        read = Buffer.concat([read, chunk]).subarray(0, ANSWER_BYTES);
        if (read.length === ANSWER_BYTES) answered();
      });
      response.on('end', answered);
      response.on('error', end);
    });
    request.end(body);
  });
}

/** One internal address among several refuses the name: whoever owns it chooses which is tried first. */
const checkedLookup =
  ({ resolve, mayReach }: Post): LookupFunction =>
  (name, options, done) =>
    resolve(name, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first) return done(error ?? new Refused('name_unknown'), '', 0);
      if (!found.every(({ address }) => mayReach(address)))
        return done(new Refused('address_internal'), '', 0);
      if (options.all) return done(null, found);
      return done(null, first.address, first.family);
    });

/** Only its beginning, without signs that a page or a terminal could take for something else. */
function shortened(read: Buffer): string {
  const text = read.toString('utf8').replace(/[^\P{C}]+/gu, ' ');
  return text.length > ANSWER_SHOWN ? `${text.slice(0, ANSWER_SHOWN)}…` : text;
}

const problemOf = (status: number): WebhookAnswer['problem'] => {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirected' : 'refused';
};

function nameOf(error: unknown): WebhookProblem {
  if (error instanceof Refused) return error.problem;
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(code)) return 'name_unknown';
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return 'certificate';
  return 'unreachable';
}
