'use server';
import { z } from 'zod';
import {
  changeAddressInput,
  changeNameInput,
  linkInput,
  requestResetInput,
  resetPasswordInput,
} from '@/lib/contracts/accounts';
import { signUpInput } from '@/lib/contracts/people';
import { changePasswordInput, endSessionInput } from '@/lib/contracts/sessions';
import { changeAddress, confirmAgain } from '@/lib/services/account/change-address';
import { changeName } from '@/lib/services/account/change-name';
import { confirmAddress } from '@/lib/services/account/confirm-address';
import { requestReset } from '@/lib/services/account/request-reset';
import { resetPassword } from '@/lib/services/account/reset-password';
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

export const requestResetAction = publicAction
  .metadata({ name: 'account.request_reset' })
  .inputSchema(requestResetInput)
  .action(({ ctx, parsedInput }) => requestReset(ctx.service, parsedInput));

export const resetPasswordAction = publicAction
  .metadata({ name: 'account.reset_password' })
  .inputSchema(resetPasswordInput)
  .action(({ ctx, parsedInput }) => resetPassword(ctx.service, parsedInput));

export const confirmAddressAction = publicAction
  .metadata({ name: 'account.confirm_address' })
  .inputSchema(linkInput)
  .action(({ ctx, parsedInput }) => confirmAddress(ctx.service, parsedInput));

export const changeAddressAction = action
  .metadata({ name: 'account.change_address' })
  .inputSchema(changeAddressInput)
  .action(({ ctx, parsedInput }) => changeAddress(ctx.service, parsedInput));

export const confirmAgainAction = action
  .metadata({ name: 'account.confirm_again' })
  .inputSchema(z.void())
  .action(({ ctx }) => confirmAgain(ctx.service));

export const changeNameAction = action
  .metadata({ name: 'account.change_name' })
  .inputSchema(changeNameInput)
  .action(({ ctx, parsedInput }) => changeName(ctx.service, parsedInput));
