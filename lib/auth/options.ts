import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { signInInput } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { toDomainError } from '@/lib/errors/to-domain-error';
import { env } from '@/lib/platform/env';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { signIn } from '@/lib/services/people/sign-in';
import { readSessionToken, SESSION_SECONDS, sessionCookie } from './session-cookie';

/**
 * Credentials with a JWT: the token names the person and nothing else; roles are read from the database each
 * time.
 */
export function authOptions(): NextAuthOptions {
  const cookie = sessionCookie();
  return {
    secret: env().NEXTAUTH_SECRET,
    jwt: { decode: readSessionToken },
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
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        // next-auth carries an error's message to the page; it is the code, nothing else.
        async authorize(credentials) {
          const ctx = serviceContext(ANONYMOUS);
          try {
            const input = signInInput.safeParse(credentials);
            if (!input.success) throw new DomainError('invalid_credentials');
            const user = await signIn(ctx, input.data);
            return { id: user.id, email: user.email, name: user.name };
          } catch (error) {
            throw new Error(toDomainError(error, ctx, 'sign-in failed').code);
          }
        },
      }),
    ],
    callbacks: {
      session({ session, token }) {
        return { ...session, user: { ...session.user, id: token.sub } };
      },
    },
  };
}
