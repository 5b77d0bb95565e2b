import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { countRecoveryCodes, replaceRecoveryCodes } from '@/db/queries/second-factor';
import { endSessions } from '@/db/queries/sessions';
import type { recoveryCodesSchema } from '@/lib/contracts/second-factor';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { requirePerson } from '../session/require-person';
import { type FactorChange, mailFactorChange } from './factor-mail';
import { hashRecoveryCode, makeRecoveryCodes } from './recovery-codes';

const MAILED = {
  'second_factor.add_app': 'appAdded',
  'second_factor.add_passkey': 'passkeyAdded',
} as const satisfies Record<string, FactorChange>;

/**
 * Adds a second factor and signs the person out everywhere else, where they came in without it. With the
 * first one come recovery codes, which no later answer shows. The person is told by mail.
 */
export async function withNewFactor(
  ctx: ServiceContext,
  action: keyof typeof MAILED,
  add: (tx: Transaction) => Promise<void>,
): Promise<z.infer<typeof recoveryCodesSchema>> {
  const { userId, sessionId } = requirePerson(ctx);
  const now = ctx.clock.now();
  const { codes, mail } = await ctx.db.transaction(async (tx) => {
    await add(tx);
    const codes = (await countRecoveryCodes(tx, userId)) > 0 ? null : makeRecoveryCodes();
    if (codes) await replaceRecoveryCodes(tx, { userId, hashes: codes.map(hashRecoveryCode), now });
    await endSessions(tx, { userId, except: sessionId }, { because: 'ended', now });
    await auditPerson(tx, ctx, { userId }, { action, byUserId: userId });
    return { codes, mail: await mailFactorChange(tx, ctx, userId, MAILED[action]) };
  });
  await dispatchMails(ctx, [mail]);
  return { recovery_codes: codes };
}
