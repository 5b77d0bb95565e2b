import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { countRecoveryCodes, replaceRecoveryCodes } from '@/db/queries/second-factor';
import { endSessions } from '@/db/queries/sessions';
import type { AuditAction } from '@/lib/contracts/audit';
import type { recoveryCodesSchema } from '@/lib/contracts/second-factor';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { requirePerson } from '../session/require-person';
import { hashRecoveryCode, makeRecoveryCodes } from './recovery-codes';

/**
 * Adds a second factor and signs the person out everywhere else, where they came in without it. With the
 * first one come recovery codes, which no later answer shows.
 */
export async function withNewFactor(
  ctx: ServiceContext,
  action: AuditAction,
  add: (tx: Transaction) => Promise<void>,
): Promise<z.infer<typeof recoveryCodesSchema>> {
  const { userId, sessionId } = requirePerson(ctx);
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    await add(tx);
    const codes = (await countRecoveryCodes(tx, userId)) > 0 ? null : makeRecoveryCodes();
    if (codes) await replaceRecoveryCodes(tx, { userId, hashes: codes.map(hashRecoveryCode), now });
    await endSessions(tx, { userId, except: sessionId }, { because: 'ended', now });
    await auditPerson(tx, ctx, { userId }, { action, byUserId: userId });
    return { recovery_codes: codes };
  });
}
