import { listPasskeys, type PasskeyRow } from '@/db/queries/passkeys';
import { countRecoveryCodes, findTotp, listCompaniesThatRequireOne } from '@/db/queries/second-factor';
import type { Passkey } from '@/lib/contracts/passkeys';
import type { SecondFactor } from '@/lib/contracts/second-factor';
import type { ServiceContext } from '../context';
import { requirePerson } from '../session/require-person';

/** What the person has beside the password, and which of their companies ask for it. */
export async function getSecondFactor(ctx: ServiceContext): Promise<SecondFactor> {
  const { userId } = requirePerson(ctx);
  const [totp, passkeys, left, companies] = await Promise.all([
    findTotp(ctx.db, userId),
    listPasskeys(ctx.db, userId),
    countRecoveryCodes(ctx.db, userId),
    listCompaniesThatRequireOne(ctx.db, userId),
  ]);
  return {
    totp: Boolean(totp?.confirmedAt),
    passkeys: passkeys.map(toPasskey),
    recovery_codes_left: left,
    required_by: companies,
  };
}

const toPasskey = ({ id, name, createdAt, lastUsedAt }: PasskeyRow): Passkey => ({
  id,
  name,
  created_at: createdAt.toISOString(),
  last_used_at: lastUsedAt?.toISOString() ?? null,
});
