import type { z } from 'zod';
import { putTotp } from '@/db/queries/second-factor';
import { withPasswordInput } from '@/lib/contracts/common';
import type { startedTotpSchema } from '@/lib/contracts/second-factor';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { requirePerson } from '../session/require-person';
import { requireConfirmed } from './change-account';
import { makeTotpSecret, sealTotp, totpUri } from './totp';

/**
 * A secret for an authenticator app; it counts once a code of it is said. Throws totp_exists |
 * wrong_password.
 */
export async function startTotp(
  ctx: ServiceContext,
  raw: z.input<typeof withPasswordInput>,
): Promise<z.infer<typeof startedTotpSchema>> {
  requirePerson(ctx);
  const input = withPasswordInput.parse(raw);
  const { id: userId, email } = await requireConfirmed(ctx, input.current_password);
  const secret = makeTotpSecret();
  const sealed = sealTotp(ctx.vault, userId, secret);
  if (!(await putTotp(ctx.db, { userId, sealed, createdAt: ctx.clock.now() })))
    throw new DomainError('totp_exists');
  return { secret, uri: totpUri(secret, email) };
}
