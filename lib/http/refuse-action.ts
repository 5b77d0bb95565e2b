import { DomainError } from '@/lib/core/domain-error';
import { isOwnOrigin } from './allowed-origins';
import { isKnownAction } from './known-actions';

/** The most a server action takes (Next's own limit). */
const MAX_BYTES = 1_000_000;
/** Next's id of an action: 42 hexadecimal digits. */
const ACTION_ID = /^[0-9a-f]{42}$/;

/**
 * What a page is sent that is neither a visit nor a call of one of its actions is refused before Next sees
 * it: Next would answer 500 and log a stack for each, which anybody could fill the log with. Null when
 * nothing stands against it.
 */
export async function refuseAction(request: Request): Promise<DomainError | null> {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const id = request.headers.get('next-action');
  if (request.method !== 'POST' || id === null) {
    return new DomainError('method_not_allowed', undefined, { allow: ['GET', 'HEAD'] });
  }
  if (!isFromOwnPage(request)) return new DomainError('cross_origin_refused');
  if (!ACTION_ID.test(id) || !isKnownAction(id)) return new DomainError('not_found', 'no such action');
  const type = request.headers.get('content-type') ?? '';
  if (!/^(text\/plain|multipart\/form-data)\s*(;|$)/i.test(type))
    return new DomainError('unsupported_media_type');
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES)
    return new DomainError('payload_too_large');
  // Forms with files come in parts; ours send none, and Next checks their shape itself.
  if (!/^text\/plain/i.test(type)) return null;
  const text = await request.text();
  if (Buffer.byteLength(text) > MAX_BYTES) return new DomainError('payload_too_large');
  return isReply(text)
    ? null
    : new DomainError('malformed_json', 'the arguments of the action cannot be read');
}

function isFromOwnPage(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = request.headers.get('origin');
  return origin === null ? site === 'same-origin' : isOwnOrigin(origin);
}

/**
 * Values that React writes as text of their own: undefined, dates, large numbers, and text that begins with
 * the sign itself.
 */
const WRITTEN = /^\$(\$.*|undefined|NaN|-?Infinity|-0|D[\dTZ:.+-]+|n-?\d+)$/s;
/** Something that stands elsewhere in the same arguments. */
const REFERENCE = /^\$0((?::[^:]+)+)$/;

/**
 * The arguments as React writes them in one piece: a JSON list, in which nothing refers to parts that did not
 * come along.
 */
function isReply(text: string): boolean {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return false;
  }
  if (!Array.isArray(root)) return false;
  const open: unknown[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') {
      if (value.startsWith('$') && !WRITTEN.test(value) && !leadsSomewhere(root, value)) return false;
    } else if (typeof value === 'object' && value !== null) {
      for (const one of Object.values(value)) open.push(one);
    }
  }
  return true;
}

function leadsSomewhere(root: unknown, reference: string): boolean {
  const path = REFERENCE.exec(reference)?.[1]?.slice(1).split(':');
  let value = root;
  for (const key of path ?? []) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return path !== undefined && typeof value === 'object';
}
