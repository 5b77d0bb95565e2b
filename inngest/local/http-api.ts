import type http from 'node:http';
import { z } from 'zod';
import { hashSigningKey, isEqual } from '../signature';

/**
 * The keys an app and its Inngest server share. The fallback is a key that others may still have while they
 * are being changed.
 */
export interface JobKeys {
  event: string;
  signing: string;
  fallback?: string | undefined;
}

export interface Reply {
  status: number;
  body: object;
}
const error = (status: number, message: string): Reply => ({ status, body: { error: message, status } });

/** What the server does for those who may ask. */
export interface Requests {
  isAlive(): Promise<void>;
  receive(body: string, seed: string | undefined): Promise<string[]>;
  /** Null: the app's address is not one of those the server was started with. */
  register(body: string): Promise<boolean | null>;
  runsOfEvent(eventId: string): Promise<unknown>;
}

const MAX_BODY = 16 * 1024 * 1024;

/**
 * A browser can be made to send requests to this address, also by a name that leads here; no app is a
 * browser, and none has another name for this machine.
 */
function isForeign({ headers }: http.IncomingMessage): boolean {
  const host = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;
  return !host.test(headers.host ?? '') || 'origin' in headers || 'sec-fetch-site' in headers;
}

function mayAsk(keys: JobKeys, { headers }: http.IncomingMessage): boolean {
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  const known = keys.fallback === undefined ? [keys.signing] : [keys.signing, keys.fallback];
  return known.map((key) => isEqual(hashSigningKey(key), token)).some(Boolean);
}

async function readBody(request: http.IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Answers one request: events for the event key, everything else for the signing key, health for every
 * program of this machine.
 */
export async function answerRequest(
  keys: JobKeys,
  requests: Requests,
  request: http.IncomingMessage,
): Promise<Reply> {
  if (isForeign(request)) return error(403, 'This server answers apps of this machine only');
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (request.method === 'GET' && path === '/health') {
    await requests.isAlive();
    return { status: 200, body: { ok: true } };
  }
  const eventKey = request.method === 'POST' ? /^\/e\/([^/]+)$/.exec(path)?.[1] : undefined;
  if (eventKey !== undefined && !isEqual(eventKey, keys.event)) return error(401, 'Event key not found');
  if (eventKey === undefined && !mayAsk(keys, request)) return error(401, 'Authentication failed');

  const eventId = /^\/v1\/events\/([^/]+)\/runs$/.exec(path)?.[1];
  if (request.method === 'GET' && eventId !== undefined)
    return { status: 200, body: { data: await requests.runsOfEvent(decodeURIComponent(eventId)) } };
  if (request.method !== 'POST') return error(404, 'Not found');
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    return error(415, 'Only application/json');

  const body = await readBody(request);
  if (body === null) return error(413, 'The body is too large');
  try {
    if (eventKey !== undefined) {
      const seed = request.headers['x-inngest-event-id-seed'];
      const ids = await requests.receive(body, typeof seed === 'string' ? seed : undefined);
      return { status: 200, body: { ids, status: 200 } };
    }
    if (path === '/fn/register') {
      const modified = await requests.register(body);
      if (modified === null) return error(403, 'This server was not started for an app at that address');
      return { status: 200, body: { ok: true, status: 200, modified } };
    }
  } catch (cause) {
    if (cause instanceof z.ZodError || cause instanceof SyntaxError) return error(400, cause.message);
    throw cause;
  }
  return error(404, 'Not found');
}
