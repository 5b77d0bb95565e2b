'use server';
import { withPasswordInput } from '@/lib/contracts/common';
import {
  addPasskeyInput,
  removePasskeyInput,
  renamePasskeyInput,
  startPasskeyInput,
} from '@/lib/contracts/passkeys';
import { confirmTotpInput, setSecondFactorRuleInput } from '@/lib/contracts/second-factor';
import { addPasskey } from '@/lib/services/passkey/add-passkey';
import { removePasskey, renamePasskey } from '@/lib/services/passkey/change-passkey';
import { startPasskey } from '@/lib/services/passkey/start-passkey';
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

export const startPasskeyAction = quietAction
  .metadata({ name: 'second_factor.start_passkey' })
  .inputSchema(startPasskeyInput)
  .action(({ ctx, parsedInput }) => startPasskey(ctx.service, parsedInput));

export const addPasskeyAction = action
  .metadata({ name: 'second_factor.add_passkey' })
  .inputSchema(addPasskeyInput)
  .action(({ ctx, parsedInput }) => addPasskey(ctx.service, parsedInput));

export const renamePasskeyAction = action
  .metadata({ name: 'second_factor.rename_passkey' })
  .inputSchema(renamePasskeyInput)
  .action(({ ctx, parsedInput }) => renamePasskey(ctx.service, parsedInput));

export const removePasskeyAction = action
  .metadata({ name: 'second_factor.remove_passkey' })
  .inputSchema(removePasskeyInput)
  .action(({ ctx, parsedInput }) => removePasskey(ctx.service, parsedInput));
