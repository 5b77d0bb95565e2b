import { z } from 'zod';
import { okSchema } from '@/lib/contracts/common';
import * as people from '@/lib/contracts/people';
import { getSession } from '@/lib/services/people/get-session';
import { signIn } from '@/lib/services/people/sign-in';
import { signUp } from '@/lib/services/people/sign-up';
import { type Operation, operation } from '../operation';

/** Sign up, in and out. */
export const sessionOperations: readonly Operation[] = [
  operation({
    method: 'POST',
    path: '/sign-up',
    summary: 'Make an account and begin a session',
    status: 201,
    input: people.signUpInput,
    output: people.userSchema,
    errors: ['email_taken'],
    isPublic: true,
    session: 'begins',
    service: signUp,
  }),
  operation({
    method: 'POST',
    path: '/session',
    summary: 'Sign in: the answer sets the session cookie',
    input: people.signInInput,
    output: people.userSchema,
    errors: ['invalid_credentials', 'too_many_attempts'],
    isPublic: true,
    effects: 'session',
    session: 'begins',
    service: signIn,
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
    service: async () => ({ ok: true as const }),
  }),
];
