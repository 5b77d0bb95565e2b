import { countRecoveryCodes, findTotp, listCompaniesThatRequireOne } from '@/db/queries/second-factor';
import type { SecondFactor } from '@/lib/contracts/second-factor';
import type { ServiceContext } from '../context';
import { requirePerson } from '../session/require-person';

/** What the person has beside the password, and which of their companies ask for it. */
export async function getSecondFactor(ctx: ServiceContext): Promise<SecondFactor> {
  const { userId } = requirePerson(ctx);
  const [totp, left, companies] = await Promise.all([
    findTotp(ctx.db, userId),
    countRecoveryCodes(ctx.db, userId),
    listCompaniesThatRequireOne(ctx.db, userId),
  ]);
  return {
    totp: Boolean(totp?.confirmedAt),
    recovery_codes_left: left,
    required_by: companies,
  };
}
