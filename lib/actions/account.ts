'use server';
import { z } from 'zod';
import { signUpInput } from '@/lib/contracts/people';
import { changePasswordInput, endSessionInput } from '@/lib/contracts/sessions';
import { signUp } from '@/lib/services/people/sign-up';
import { changePassword } from '@/lib/services/session/change-password';
import { endOtherSessions } from '@/lib/services/session/end-other-sessions';
import { endSession } from '@/lib/services/session/end-session';
import { action, publicAction } from './action-client';

export const signUpAction = publicAction
  .metadata({ name: 'people.sign_up' })
  .inputSchema(signUpInput)
  .action(({ ctx, parsedInput }) => signUp(ctx.service, parsedInput));

export const changePasswordAction = action
  .metadata({ name: 'session.change_password' })
  .inputSchema(changePasswordInput)
  .action(({ ctx, parsedInput }) => changePassword(ctx.service, parsedInput));

export const endSessionAction = action
  .metadata({ name: 'session.end' })
  .inputSchema(endSessionInput)
  .action(({ ctx, parsedInput }) => endSession(ctx.service, parsedInput));

export const endOtherSessionsAction = action
  .metadata({ name: 'session.end_others' })
  .inputSchema(z.void())
  .action(({ ctx }) => endOtherSessions(ctx.service));
