import { decode } from 'next-auth/jwt';
import { env } from '@/lib/platform/env';

/** `__Secure-` needs https; over plain http on localhost a browser would drop such a cookie. */
export function sessionCookie(): { name: string; secure: boolean } {
  const secure = env().APP_URL.startsWith('https://');
  return { name: `${secure ? '__Secure-' : ''}bestellfix.session`, secure };
}

/** The person a session cookie was made for; undefined when it is none of ours or too old. */
export async function readSessionCookie(value: string | undefined): Promise<string | undefined> {
  if (!value) return undefined;
  try {
    return (await decode({ token: value, secret: env().NEXTAUTH_SECRET }))?.sub;
  } catch {
    return undefined;
  }
}
