import type { z } from 'zod';
import { deleteTotp } from '@/db/queries/second-factor';
import { type okSchema, withPasswordInput } from '@/lib/contracts/common';
import { DomainError } from '@/lib/core/domain-error';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { requirePerson } from '../session/require-person';
import { requireConfirmed } from './change-account';
import { dropUnusedCodes } from './drop-unused-codes';
import { mailFactorChange } from './factor-mail';

/** The app's codes open nothing any more. Throws not_found | wrong_password. */
export async function removeTotp(
  ctx: ServiceContext,
  raw: z.input<typeof withPasswordInput>,
): Promise<z.infer<typeof okSchema>> {
  requirePerson(ctx);
  const input = withPasswordInput.parse(raw);
  const { id: userId } = await requireConfirmed(ctx, input.current_password);
  const mail = await ctx.db.transaction(async (tx) => {
    if (!(await deleteTotp(tx, userId))) throw new DomainError('not_found', 'no such app', { thing: 'totp' });
    await dropUnusedCodes(tx, userId, ctx.clock.now());
    await auditPerson(tx, ctx, { userId }, { action: 'second_factor.remove_app', byUserId: userId });
    return mailFactorChange(tx, ctx, userId, 'appRemoved');
  });
  await dispatchMails(ctx, [mail]);
  return { ok: true };
}
