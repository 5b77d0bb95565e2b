'use server';
import { confirmTotpInput, setSecondFactorRuleInput, withPasswordInput } from '@/lib/contracts/second-factor';
import { confirmTotp } from '@/lib/services/second-factor/confirm-totp';
import { removeTotp } from '@/lib/services/second-factor/remove-totp';
import { renewRecoveryCodes } from '@/lib/services/second-factor/renew-recovery-codes';
import { setSecondFactorRule } from '@/lib/services/second-factor/second-factor-rule';
import { startTotp } from '@/lib/services/second-factor/start-totp';
import { action, quietAction } from './action-client';

export const startTotpAction = quietAction
  .metadata({ name: 'second_factor.start_app' })
  .inputSchema(withPasswordInput)
  .action(({ ctx, parsedInput }) => startTotp(ctx.service, parsedInput));

export const confirmTotpAction = action
  .metadata({ name: 'second_factor.confirm_app' })
  .inputSchema(confirmTotpInput)
  .action(({ ctx, parsedInput }) => confirmTotp(ctx.service, parsedInput));

export const removeTotpAction = action
  .metadata({ name: 'second_factor.remove_app' })
  .inputSchema(withPasswordInput)
  .action(({ ctx, parsedInput }) => removeTotp(ctx.service, parsedInput));

export const renewRecoveryCodesAction = action
  .metadata({ name: 'second_factor.renew_codes' })
  .inputSchema(withPasswordInput)
  .action(({ ctx, parsedInput }) => renewRecoveryCodes(ctx.service, parsedInput));

export const setSecondFactorRuleAction = action
  .metadata({ name: 'second_factor.set_rule' })
  .inputSchema(setSecondFactorRuleInput)
  .action(({ ctx, parsedInput }) => setSecondFactorRule(ctx.service, parsedInput));
