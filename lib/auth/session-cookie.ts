import { decode, encode, type JWT, type JWTDecodeParams } from 'next-auth/jwt';
import { env } from '@/lib/platform/env';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import type { Wire } from '@/lib/services/context';
import { beginSession } from '@/lib/services/session/begin-session';
import { SESSION_MS } from '@/lib/services/session/session-times';

export const SESSION_SECONDS = SESSION_MS / 1000;

/** `__Secure-` needs https; over plain http on localhost a browser would drop such a cookie. */
export function sessionCookie(): { name: string; secure: boolean } {
  const secure = env().APP_URL.startsWith('https://');
  return { name: `${secure ? '__Secure-' : ''}bestellfix.session`, secure };
}

/**
 * What a session cookie says; undefined when it is none of ours, too old, or from before sessions were kept.
 */
export async function readSessionCookie(
  value: string | undefined,
): Promise<{ userId: string; sessionId: string } | undefined> {
  if (!value) return undefined;
  const token = await readSessionToken({ token: value, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return token?.sub && typeof token.sid === 'string'
    ? { userId: token.sub, sessionId: token.sid }
    : undefined;
}

/**
 * As next-auth reads a session, and by the secret before the present one too: it changes without signing
 * everybody out.
 */
export async function readSessionToken({ token, secret, salt }: JWTDecodeParams): Promise<JWT | null> {
  const before = env().NEXTAUTH_SECRET_PREVIOUS;
  try {
    return await decode({ token, secret, salt });
  } catch (error) {
    if (!before) throw error;
    return decode({ token, secret: before, salt });
  }
}

/**
 * Begins a session: its `Set-Cookie`, the same as next-auth makes for the pages, and what the browser is to
 * be known by; null for what came over no wire.
 */
export async function newSession(
  userId: string,
  wire?: Wire,
): Promise<{ cookie: string; device: string | null }> {
  const { id, device } = await beginSession(serviceContext(ANONYMOUS, undefined, wire), userId);
  const token = await encode({
    token: { sub: userId, sid: id },
    secret: env().NEXTAUTH_SECRET,
    maxAge: SESSION_SECONDS,
  });
  return { cookie: setCookie(token, SESSION_SECONDS), device };
}

export const endedSessionCookie = () => setCookie('', 0);

function setCookie(value: string, maxAge: number): string {
  const { name, secure } = sessionCookie();
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
