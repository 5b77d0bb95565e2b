import { z } from 'zod';
import { companyInput, okSchema, withPasswordInput } from '@/lib/contracts/common';
import * as passkeys from '@/lib/contracts/passkeys';
import * as contracts from '@/lib/contracts/second-factor';
import { addPasskey } from '@/lib/services/passkey/add-passkey';
import { removePasskey, renamePasskey } from '@/lib/services/passkey/change-passkey';
import { startPasskey } from '@/lib/services/passkey/start-passkey';
import { confirmTotp } from '@/lib/services/second-factor/confirm-totp';
import { getSecondFactor } from '@/lib/services/second-factor/get-second-factor';
import { removeTotp } from '@/lib/services/second-factor/remove-totp';
import { renewRecoveryCodes } from '@/lib/services/second-factor/renew-recovery-codes';
import { getSecondFactorRule, setSecondFactorRule } from '@/lib/services/second-factor/second-factor-rule';
import { startTotp } from '@/lib/services/second-factor/start-totp';
import { type Operation, operation } from '../operation';

/** What a person signs in with beside the password, and companies that ask for it (R48). */
export const secondFactorOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/second-factor',
    summary: 'What the person has beside the password',
    input: z.object({}),
    output: contracts.secondFactorSchema,
    service: getSecondFactor,
  }),
  operation({
    method: 'POST',
    path: '/second-factor/app',
    summary: 'Begin to set up an authenticator app',
    input: withPasswordInput,
    output: contracts.startedTotpSchema,
    errors: ['totp_exists', 'wrong_password', 'too_many_attempts'],
    effects: 'session',
    service: startTotp,
  }),
  operation({
    method: 'POST',
    path: '/second-factor/app/confirm',
    summary: 'Say the app’s first code; it counts from now on, and signs the person out elsewhere',
    input: contracts.confirmTotpInput,
    output: contracts.recoveryCodesSchema,
    errors: ['wrong_code', 'not_found', 'totp_exists', 'too_many_attempts'],
    effects: 'session',
    service: confirmTotp,
  }),
  operation({
    method: 'POST',
    path: '/second-factor/app/remove',
    summary: 'Remove the authenticator app',
    input: withPasswordInput,
    output: okSchema,
    errors: ['not_found', 'wrong_password', 'too_many_attempts'],
    effects: 'session',
    service: removeTotp,
  }),
  operation({
    method: 'POST',
    path: '/second-factor/passkeys/options',
    summary: 'What a browser needs to make a passkey; the answer comes from this session within five minutes',
    input: passkeys.startPasskeyInput,
    output: passkeys.startedPasskeySchema,
    errors: ['wrong_password', 'too_many_attempts', 'quota_reached'],
    effects: 'session',
    service: startPasskey,
  }),
  operation({
    method: 'POST',
    path: '/second-factor/passkeys',
    summary: 'Keep a passkey: it signs the person in from now on, and signs them out elsewhere',
    input: passkeys.addPasskeyInput,
    output: contracts.recoveryCodesSchema,
    errors: ['passkey_refused', 'passkey_exists'],
    effects: 'session',
    service: addPasskey,
  }),
  operation({
    method: 'PATCH',
    path: '/second-factor/passkeys/{id}',
    summary: 'Name a passkey',
    input: passkeys.renamePasskeyInput,
    output: okSchema,
    effects: 'session',
    service: renamePasskey,
  }),
  operation({
    method: 'POST',
    path: '/second-factor/passkeys/{id}/remove',
    summary: 'Remove a passkey',
    input: passkeys.removePasskeyInput,
    output: okSchema,
    errors: ['wrong_password', 'too_many_attempts'],
    effects: 'session',
    service: removePasskey,
  }),
  operation({
    method: 'POST',
    path: '/second-factor/recovery-codes',
    summary: 'Ten new recovery codes; those before count no more',
    input: withPasswordInput,
    output: contracts.recoveryCodesSchema,
    errors: ['not_found', 'wrong_password', 'too_many_attempts'],
    effects: 'session',
    service: renewRecoveryCodes,
  }),
  operation({
    method: 'GET',
    path: '/second-factor-rule',
    summary: 'Whether members of the company need a second factor',
    input: companyInput,
    output: contracts.secondFactorRuleSchema,
    errors: ['forbidden'],
    service: getSecondFactorRule,
  }),
  operation({
    method: 'PUT',
    path: '/second-factor-rule',
    summary: 'Say whether members of the company need a second factor',
    input: contracts.setSecondFactorRuleInput,
    output: contracts.secondFactorRuleSchema,
    errors: ['second_factor_needed'],
    service: setSecondFactorRule,
  }),
];
