import type { z } from 'zod';
import { findTotp, spendTotpStep } from '@/db/queries/second-factor';
import { confirmTotpInput, type recoveryCodesSchema } from '@/lib/contracts/second-factor';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { giveBack } from '../limits/give-back';
import { takeLimits } from '../limits/take-limits';
import { requirePerson } from '../session/require-person';
import { openTotp, totpStep } from './totp';
import { withNewFactor } from './with-new-factor';

/** The app shows the right code: from now on it is asked for. Throws wrong_code | not_found | totp_exists. */
export async function confirmTotp(
  ctx: ServiceContext,
  raw: z.input<typeof confirmTotpInput>,
): Promise<z.infer<typeof recoveryCodesSchema>> {
  const { userId } = requirePerson(ctx);
  const input = confirmTotpInput.parse(raw);
  const taken = await takeLimits(ctx, 'second_factor', userId);
  const row = await findTotp(ctx.db, userId);
  if (!row) throw new DomainError('not_found', 'no app is being set up', { thing: 'totp' });
  if (row.confirmedAt) throw new DomainError('totp_exists');
  const now = ctx.clock.now();
  const step = totpStep(openTotp(ctx.vault, userId, row.sealed), input.code.replace(/\s/g, ''), now);
  const wrong = new DomainError('wrong_code', undefined, { field: 'code' });
  if (step === null) throw wrong;
  await giveBack(ctx, taken);
  return withNewFactor(ctx, 'second_factor.add_app', async (tx) => {
    if (!(await spendTotpStep(tx, { userId, sealed: row.sealed, step, confirmedAt: now }))) throw wrong;
  });
}
