import type { NextAuthOptions } from 'next-auth';
import type { JWT, JWTDecodeParams } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import { signInInput } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { toDomainError } from '@/lib/errors/to-domain-error';
import { env } from '@/lib/platform/env';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import type { Wire } from '@/lib/services/context';
import { signIn } from '@/lib/services/people/sign-in';
import { beginSession } from '@/lib/services/session/begin-session';
import { signOut } from '@/lib/services/session/sign-out';
import { readSessionToken, SESSION_SECONDS, sessionCookie } from './session-cookie';
import { userActor } from './user-actor';

/** What next-auth does not carry from the request to a sign-in, and from there to the answer. */
export interface AuthDoor {
  wire: Wire;
  refused?: DomainError;
  /** What the browser is to be known by. */
  device?: string | null;
}

/**
 * Credentials with a JWT: the token names the person and the session and nothing else; whether it is over,
 * and roles, are read from the database each time.
 */
export function authOptions(door: AuthDoor): NextAuthOptions {
  const cookie = sessionCookie();
  return {
    secret: env().NEXTAUTH_SECRET,
    jwt: { decode: readLiveToken },
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: cookie.secure,
    cookies: {
      sessionToken: {
        name: cookie.name,
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: cookie.secure },
      },
    },
    providers: [
      Credentials({
        name: 'E-mail',
        credentials: { email: { type: 'email' }, password: { type: 'password' }, code: { type: 'text' } },
        // next-auth carries an error's message to the page; it is the code, nothing else.
        async authorize(credentials) {
          const ctx = serviceContext(ANONYMOUS, undefined, door.wire);
          try {
            const input = signInInput.safeParse(credentials);
            if (!input.success) throw new DomainError('invalid_credentials');
            const user = await signIn(ctx, input.data);
            const { id: sessionId, device } = await beginSession(ctx, user.id);
            door.device = device;
            return { id: user.id, email: user.email, name: user.name, sessionId };
          } catch (error) {
            door.refused = toDomainError(error, ctx, 'sign-in failed');
            throw new Error(door.refused.code);
          }
        },
      }),
    ],
    callbacks: {
      // `user`: of a person who has just signed in.
      jwt({ token, user }) {
        if (user && 'sessionId' in user) token.sid = user.sessionId;
        return token;
      },
      session({ session, token }) {
        return { ...session, user: { ...session.user, id: token.sub } };
      },
    },
    events: {
      async signOut({ token }) {
        const { sub: userId, sid: sessionId } = token ?? {};
        if (!userId || typeof sessionId !== 'string') return;
        await signOut(serviceContext({ kind: 'user', userId, sessionId, memberships: new Map() }));
      },
    },
  };
}

/** As next-auth reads a session; null of one that is over, so that its own routes do not prolong it. */
async function readLiveToken(params: JWTDecodeParams): Promise<JWT | null> {
  const token = await readSessionToken(params);
  if (!token?.sub || typeof token.sid !== 'string') return null;
  const actor = await userActor({ userId: token.sub, sessionId: token.sid });
  return actor.kind === 'user' ? token : null;
}
