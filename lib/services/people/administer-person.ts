import type { Database } from '@/db/client';
import { fillBucket, forgetDevices } from '@/db/queries/limits';
import { deletePasskeys } from '@/db/queries/passkeys';
import { findUserByEmail, updateDisabled, updatePasswordHash } from '@/db/queries/people';
import { deleteTotp, replaceRecoveryCodes } from '@/db/queries/second-factor';
import { endSessions, type SessionEnd } from '@/db/queries/sessions';
import type { AuditAction } from '@/lib/contracts/audit';
import { passwordSchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { hashPassword } from '@/lib/platform/password';
import { requireStrong } from '../account/require-strong';
import { accountBucket } from '../limits/take-limits';
import { auditHostOf } from './audit-host';

/** What the machine's own administrator, who holds the database, does to a person's account. */
export type PersonAct =
  | { kind: 'reset-password'; password: string }
  | { kind: 'reset-second-factor' }
  | { kind: 'end-sessions' }
  | { kind: 'disable-user' }
  | { kind: 'enable-user' };

/**
 * Does it and signs the person out everywhere, all or nothing; a lock on the address is lifted with a new
 * password. On record in each of the person's companies. Answers how many sessions ended. Throws not_found |
 * validation_failed | password_leaked | password_weak.
 */
export async function administerPerson(
  db: Database,
  { email, act, now }: { email: string; act: PersonAct; now: Date },
): Promise<{ user_id: string; ended: number }> {
  if (act.kind === 'reset-password' && !passwordSchema.safeParse(act.password).success)
    throw new DomainError('validation_failed', 'A password has 10 to 200 characters.');
  if (act.kind === 'reset-password') await requireStrong(act.password, { email, field: 'password' });
  const passwordHash = act.kind === 'reset-password' ? await hashPassword(act.password) : null;
  return db.transaction(async (tx) => {
    const user = await findUserByEmail(tx, email.trim());
    if (!user) throw new DomainError('not_found', `There is no account with the address ${email}.`);
    if (passwordHash !== null) {
      await updatePasswordHash(tx, user.id, passwordHash);
      await fillBucket(tx, accountBucket('sign_in', user.email));
    }
    if (act.kind === 'reset-second-factor') {
      await deleteTotp(tx, user.id);
      await deletePasskeys(tx, { userId: user.id });
      await replaceRecoveryCodes(tx, { userId: user.id, hashes: [], now });
    }
    if (act.kind === 'disable-user') await updateDisabled(tx, user.id, now);
    if (act.kind === 'enable-user') await updateDisabled(tx, user.id, null);
    await forgetDevices(tx, user.id);
    const ended = await endSessions(tx, { userId: user.id }, { because: ENDS[act.kind], now });
    await auditHostOf(tx, user.id, AUDITED[act.kind], { ended });
    return { user_id: user.id, ended };
  });
}

const AUDITED = {
  'reset-password': 'host.reset_password',
  'reset-second-factor': 'host.reset_second_factor',
  'end-sessions': 'host.end_sessions',
  'disable-user': 'host.disable_user',
  'enable-user': 'host.enable_user',
} as const satisfies Record<PersonAct['kind'], AuditAction>;

const ENDS: Record<PersonAct['kind'], SessionEnd> = {
  'reset-password': 'password_changed',
  'reset-second-factor': 'ended_by_host',
  'end-sessions': 'ended_by_host',
  'disable-user': 'disabled',
  'enable-user': 'ended_by_host',
};
