import { findTotp, spendRecoveryCode, spendTotpStep } from '@/db/queries/second-factor';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { giveBack } from '../limits/give-back';
import { takeLimits } from '../limits/take-limits';
import { hashRecoveryCode } from './recovery-codes';
import { openTotp, totpStep } from './totp';

/**
 * The second half of a sign-in: a code of the person's app, or a recovery code, each good once (R48). Throws
 * wrong_code | too_many_attempts.
 */
export async function spendCode(ctx: ServiceContext, userId: string, typed: string): Promise<void> {
  const taken = await takeLimits(ctx, 'second_factor', userId);
  const isRight = /^[\d\s]+$/.test(typed)
    ? await spendTotpCode(ctx, userId, typed.replace(/\s/g, ''))
    : await spendRecoveryCode(ctx.db, { userId, codeHash: hashRecoveryCode(typed), now: ctx.clock.now() });
  if (!isRight) throw new DomainError('wrong_code', undefined, { field: 'code' });
  await giveBack(ctx, taken);
}

async function spendTotpCode(ctx: ServiceContext, userId: string, code: string): Promise<boolean> {
  const row = await findTotp(ctx.db, userId);
  if (!row?.confirmedAt) return false;
  const step = totpStep(openTotp(ctx.vault, userId, row.sealed), code, ctx.clock.now());
  return step !== null && spendTotpStep(ctx.db, { userId, sealed: row.sealed, step });
}
