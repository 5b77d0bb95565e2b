import { findNotice } from '@/db/queries/notices';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { ownUnits } from '../own-units';
import { requirePerson } from '../session/require-person';
import { toNotice } from './to-notice';

/**
 * Of which company a notice is and where it leads, for a link in a mail that may be about any of the person's
 * companies. Throws unauthenticated | person_required, and not_found for one of another's (R3).
 */
export async function openNotice(
  ctx: ServiceContext,
  { id }: { id: string },
): Promise<{ companyId: string; href: string }> {
  const { userId } = requirePerson(ctx);
  const companies = [...ctx.actor.memberships.keys()].filter((one) => ownUnits(ctx, one) === null);
  const row = await findNotice(ctx.db, companies, userId, id);
  if (!row) throw new DomainError('not_found');
  return { companyId: row.companyId, href: toNotice(row).href };
}
