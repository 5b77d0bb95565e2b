import { z } from 'zod';
import * as accounts from '@/lib/contracts/accounts';
import { okSchema } from '@/lib/contracts/common';
import { changeAddress, confirmAgain } from '@/lib/services/account/change-address';
import { changeName } from '@/lib/services/account/change-name';
import { confirmAddress } from '@/lib/services/account/confirm-address';
import { requestReset } from '@/lib/services/account/request-reset';
import { resetPassword } from '@/lib/services/account/reset-password';
import { type Operation, operation } from '../operation';

/** A person's own account: password by mail, address, name (R46). */
export const accountOperations: readonly Operation[] = [
  operation({
    method: 'POST',
    path: '/password-resets',
    summary: 'Mail a link for a new password; the same answer whether or not there is such an account',
    status: 202,
    input: accounts.requestResetInput,
    output: okSchema,
    errors: ['mail_off', 'too_many_attempts'],
    isPublic: true,
    effects: 'outside',
    service: requestReset,
  }),
  operation({
    method: 'POST',
    path: '/password-resets/use',
    summary: 'Set a new password with the token of a link; signs the person out everywhere',
    input: accounts.resetPasswordInput,
    output: accounts.confirmedAddressSchema,
    errors: ['link_invalid', 'password_weak', 'password_leaked'],
    isPublic: true,
    effects: 'outside',
    service: resetPassword,
  }),
  operation({
    method: 'POST',
    path: '/address/confirm',
    summary: 'Confirm an address with the token of a link; from then on it is the account’s',
    input: accounts.linkInput,
    output: accounts.confirmedAddressSchema,
    errors: ['link_invalid', 'email_taken'],
    isPublic: true,
    effects: 'outside',
    service: confirmAddress,
  }),
  operation({
    method: 'PUT',
    path: '/address',
    summary: 'Mail a link to a new address; it counts when the link is used',
    status: 202,
    input: accounts.changeAddressInput,
    output: okSchema,
    errors: ['person_required', 'mail_off', 'wrong_password', 'too_many_attempts'],
    effects: 'outside',
    service: changeAddress,
  }),
  operation({
    method: 'POST',
    path: '/address/confirm-again',
    summary: 'Mail the link for the present address once more',
    status: 202,
    input: z.object({}),
    output: okSchema,
    errors: ['person_required', 'mail_off', 'too_many_attempts'],
    effects: 'outside',
    service: confirmAgain,
  }),
  operation({
    method: 'PUT',
    path: '/name',
    summary: 'Change one’s own name',
    input: accounts.changeNameInput,
    output: okSchema,
    errors: ['person_required'],
    service: changeName,
  }),
];
