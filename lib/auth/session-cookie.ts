import { decode, encode, type JWT, type JWTDecodeParams } from 'next-auth/jwt';
import { env } from '@/lib/platform/env';

/** Thirty days, in seconds. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** `__Secure-` needs https; over plain http on localhost a browser would drop such a cookie. */
export function sessionCookie(): { name: string; secure: boolean } {
  const secure = env().APP_URL.startsWith('https://');
  return { name: `${secure ? '__Secure-' : ''}bestellfix.session`, secure };
}

/** The person a session cookie was made for; undefined when it is none of ours or too old. */
export async function readSessionCookie(value: string | undefined): Promise<string | undefined> {
  if (!value) return undefined;
  return (await readSessionToken({ token: value, secret: env().NEXTAUTH_SECRET }).catch(() => null))?.sub;
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

/** `Set-Cookie` of a new session, the same as next-auth makes for the pages. */
export async function newSessionCookie(userId: string): Promise<string> {
  const token = await encode({
    token: { sub: userId },
    secret: env().NEXTAUTH_SECRET,
    maxAge: SESSION_SECONDS,
  });
  return setCookie(token, SESSION_SECONDS);
}

export const endedSessionCookie = () => setCookie('', 0);

function setCookie(value: string, maxAge: number): string {
  const { name, secure } = sessionCookie();
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
