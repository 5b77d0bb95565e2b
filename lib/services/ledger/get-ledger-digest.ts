import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { listDayDigests } from '@/db/queries/ledger-digest';
import { type LedgerDigest, ledgerDigestInput } from '@/lib/contracts/balances';
import { requireCompany } from '../access';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { heavyRead } from '../heavy-read';
import { requireKnownPast } from './known-at';

/**
 * One value for what the ledger says (R24): SHA-256 over `day digest` lines. The same entries give the same
 * value, however often re-run. Throws reports_busy.
 */
export async function getLedgerDigest(
  ctx: ServiceContext,
  raw: z.input<typeof ledgerDigestInput>,
): Promise<LedgerDigest> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = ledgerDigestInput.parse(raw);
  await requireDays(ctx, input.company_id, { from: input.from, to: input.to });
  await requireKnownPast(ctx, input.company_id, input.known_at);
  const days = await heavyRead(ctx, input.company_id, ({ db }) =>
    listDayDigests(db, input.company_id, {
      locationId: input.location_id,
      from: input.from,
      to: input.to,
      knownAt: input.known_at,
      naming: input.naming,
    }),
  );
  const hash = createHash('sha256');
  for (const day of days) hash.update(`${day.businessDay} ${day.digest}\n`);
  return {
    digest: hash.digest('hex'),
    entries: days.reduce((sum, day) => sum + day.entries, 0),
    days: days.map(({ businessDay, entries, digest }) => ({ date: businessDay, entries, digest })),
  };
}
