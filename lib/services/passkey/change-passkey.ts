import type { z } from 'zod';
import { deletePasskeys, updatePasskeyName } from '@/db/queries/passkeys';
import type { okSchema } from '@/lib/contracts/common';
import { removePasskeyInput, renamePasskeyInput } from '@/lib/contracts/passkeys';
import { DomainError } from '@/lib/core/domain-error';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { requireConfirmed } from '../second-factor/change-account';
import { dropUnusedCodes } from '../second-factor/drop-unused-codes';
import { mailFactorChange } from '../second-factor/factor-mail';
import { requirePerson } from '../session/require-person';

const noSuch = () => new DomainError('not_found', 'no such passkey', { thing: 'passkey' });

/** How the person calls it. Throws not_found: somebody else's, or gone (R3). */
export async function renamePasskey(
  ctx: ServiceContext,
  raw: z.input<typeof renamePasskeyInput>,
): Promise<z.infer<typeof okSchema>> {
  const { userId } = requirePerson(ctx);
  const { id, name } = renamePasskeyInput.parse(raw);
  if (!(await updatePasskeyName(ctx.db, { userId, id, name }))) throw noSuch();
  return { ok: true };
}

/** It opens nothing any more. Throws not_found | wrong_password. */
export async function removePasskey(
  ctx: ServiceContext,
  raw: z.input<typeof removePasskeyInput>,
): Promise<z.infer<typeof okSchema>> {
  requirePerson(ctx);
  const input = removePasskeyInput.parse(raw);
  const { id: userId } = await requireConfirmed(ctx, input.current_password);
  const mail = await ctx.db.transaction(async (tx) => {
    if ((await deletePasskeys(tx, { userId, id: input.id })) === 0) throw noSuch();
    await dropUnusedCodes(tx, userId, ctx.clock.now());
    await auditPerson(tx, ctx, { userId }, { action: 'second_factor.remove_passkey', byUserId: userId });
    return mailFactorChange(tx, ctx, userId, 'passkeyRemoved');
  });
  await dispatchMails(ctx, [mail]);
  return { ok: true };
}
