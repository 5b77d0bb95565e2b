import { keyActor } from '@/lib/auth/key-actor';
import { readSessionCookie, sessionCookie } from '@/lib/auth/session-cookie';
import { userActor } from '@/lib/auth/user-actor';
import { readCookie } from '@/lib/auth/wire';
import { DomainError } from '@/lib/core/domain-error';
import { ANONYMOUS } from '@/lib/runtime/container';
import type { Actor } from '@/lib/services/context';
import { isOwnOrigin } from './allowed-origins';
import type { Operation } from './operation';

/**
 * The actor of a request: the API key of the Authorization header, else the session. A write with a session
 * must come from our own origin. Throws unauthenticated | cross_origin_refused.
 */
export async function requestActor(request: Request, operation: Operation): Promise<Actor> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) {
    const key = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
    const actor = key ? await keyActor(key) : undefined;
    if (actor?.kind !== 'api_key') throw new DomainError('unauthenticated', 'the API key is not valid');
    return actor;
  }
  const cookie = readCookie(request.headers.get('cookie') ?? '', sessionCookie().name);
  const actor = await userActor(await readSessionCookie(cookie));
  const isAnonymous = actor.kind === 'anonymous';
  if (isAnonymous && !operation.isPublic) throw new DomainError('unauthenticated');
  // Without a session only a browser names an origin, and another site must not sign a person in either.
  const isFromBrowser = request.headers.has('origin') || request.headers.has('sec-fetch-site');
  const isAtRisk = operation.method !== 'GET' && (!isAnonymous || isFromBrowser);
  if (isAtRisk && !isSameOrigin(request)) throw new DomainError('cross_origin_refused');
  return operation.isPublic ? ANONYMOUS : actor;
}

/** Browsers name the origin of every write; one that names none is no browser and has an API key. */
function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = request.headers.get('origin');
  if (origin === null) return site === 'same-origin';
  return isOwnOrigin(origin);
}
