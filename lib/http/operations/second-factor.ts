import { z } from 'zod';
import { companyInput, okSchema } from '@/lib/contracts/common';
import * as contracts from '@/lib/contracts/second-factor';
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
    input: contracts.withPasswordInput,
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
    input: contracts.withPasswordInput,
    output: okSchema,
    errors: ['not_found', 'wrong_password', 'too_many_attempts'],
    effects: 'session',
    service: removeTotp,
  }),
  operation({
    method: 'POST',
    path: '/second-factor/recovery-codes',
    summary: 'Ten new recovery codes; those before count no more',
    input: contracts.withPasswordInput,
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
