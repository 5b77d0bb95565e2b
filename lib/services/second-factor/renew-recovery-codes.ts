import type { z } from 'zod';
import { findHasSecondFactor, replaceRecoveryCodes } from '@/db/queries/second-factor';
import { withPasswordInput } from '@/lib/contracts/common';
import type { recoveryCodesSchema } from '@/lib/contracts/second-factor';
import { DomainError } from '@/lib/core/domain-error';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { requirePerson } from '../session/require-person';
import { requireConfirmed } from './change-account';
import { mailFactorChange } from './factor-mail';
import { hashRecoveryCode, makeRecoveryCodes } from './recovery-codes';

/** Ten new ones; those before open nothing any more. Throws not_found without a second factor. */
export async function renewRecoveryCodes(
  ctx: ServiceContext,
  raw: z.input<typeof withPasswordInput>,
): Promise<z.infer<typeof recoveryCodesSchema>> {
  requirePerson(ctx);
  const input = withPasswordInput.parse(raw);
  const { id: userId } = await requireConfirmed(ctx, input.current_password);
  if (!(await findHasSecondFactor(ctx.db, userId)))
    throw new DomainError('not_found', 'there is no second factor', { thing: 'totp' });
  const codes = makeRecoveryCodes();
  const mail = await ctx.db.transaction(async (tx) => {
    const hashes = codes.map(hashRecoveryCode);
    await replaceRecoveryCodes(tx, { userId, hashes, now: ctx.clock.now() });
    await auditPerson(tx, ctx, { userId }, { action: 'second_factor.renew_codes', byUserId: userId });
    return mailFactorChange(tx, ctx, userId, 'codesRenewed');
  });
  await dispatchMails(ctx, [mail]);
  return { recovery_codes: codes };
}
