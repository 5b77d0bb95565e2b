import { z } from 'zod';
import { okSchema } from '@/lib/contracts/common';
import * as passkeys from '@/lib/contracts/passkeys';
import * as people from '@/lib/contracts/people';
import * as sessions from '@/lib/contracts/sessions';
import { signInWithPasskey } from '@/lib/services/passkey/sign-in-with-passkey';
import { startPasskeySignIn } from '@/lib/services/passkey/start-passkey-sign-in';
import { getSession } from '@/lib/services/people/get-session';
import { signIn } from '@/lib/services/people/sign-in';
import { signUp } from '@/lib/services/people/sign-up';
import { changePassword } from '@/lib/services/session/change-password';
import { endOtherSessions } from '@/lib/services/session/end-other-sessions';
import { endSession } from '@/lib/services/session/end-session';
import { listSessions } from '@/lib/services/session/list-sessions';
import { signOut } from '@/lib/services/session/sign-out';
import { type Operation, operation } from '../operation';

/** Sign up, in and out; where one is signed in. */
export const sessionOperations: readonly Operation[] = [
  operation({
    method: 'POST',
    path: '/sign-up',
    summary: 'Make an account and begin a session; where mail is sent, ask for a link to one',
    status: 201,
    input: people.signUpInput,
    output: people.signedUpSchema,
    errors: ['email_taken', 'sign_up_closed', 'invitation_required', 'password_weak', 'password_leaked'],
    isPublic: true,
    // Tries are counted outside of a transaction.
    effects: 'outside',
    session: 'begins',
    service: (ctx, input) => signUp(ctx, input),
  }),
  operation({
    method: 'POST',
    path: '/session',
    summary: 'Sign in: the answer sets the session cookie',
    input: people.signInInput,
    output: people.userSchema,
    errors: ['invalid_credentials', 'second_factor_required', 'wrong_code', 'too_many_attempts'],
    isPublic: true,
    effects: 'session',
    session: 'begins',
    service: signIn,
  }),
  operation({
    method: 'POST',
    path: '/session/passkey/options',
    summary:
      'What a browser needs to sign in by a passkey; its answer comes from this browser within five minutes',
    input: z.object({}),
    output: passkeys.startedPasskeySchema,
    isPublic: true,
    effects: 'session',
    session: 'challenges',
    service: startPasskeySignIn,
  }),
  operation({
    method: 'POST',
    path: '/session/passkey',
    summary: 'Sign in by a passkey: the answer sets the session cookie',
    input: passkeys.passkeySignInInput,
    output: people.userSchema,
    errors: ['passkey_refused'],
    isPublic: true,
    effects: 'session',
    session: 'begins',
    service: signInWithPasskey,
  }),
  operation({
    method: 'GET',
    path: '/session',
    summary: 'Who asks, and the role in each company',
    input: z.object({}),
    output: people.sessionSchema,
    service: getSession,
  }),
  operation({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out: the answer clears the session cookie',
    input: z.object({}),
    output: okSchema,
    effects: 'session',
    session: 'ends',
    service: signOut,
  }),
  operation({
    method: 'GET',
    path: '/sessions',
    summary: 'Where the person is signed in, last seen first',
    input: z.object({}),
    output: sessions.deviceListSchema,
    errors: ['person_required'],
    service: listSessions,
  }),
  operation({
    method: 'POST',
    path: '/sessions/end-others',
    summary: 'Sign out everywhere but here',
    input: z.object({}),
    output: sessions.endedSessionsSchema,
    errors: ['person_required'],
    service: endOtherSessions,
  }),
  operation({
    method: 'DELETE',
    path: '/sessions/{id}',
    summary: 'Sign out at one place',
    input: sessions.endSessionInput,
    output: okSchema,
    errors: ['person_required', 'not_found'],
    service: endSession,
  }),
  operation({
    method: 'PUT',
    path: '/password',
    summary: 'Change the password; signs the person out everywhere else',
    input: sessions.changePasswordInput,
    output: sessions.endedSessionsSchema,
    errors: ['person_required', 'wrong_password', 'too_many_attempts', 'password_weak', 'password_leaked'],
    effects: 'outside',
    service: changePassword,
  }),
];
