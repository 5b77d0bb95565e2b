import { listSealedTokens, replaceSealedTokens } from '@/db/queries/integrations';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { openTokens, sealTokens } from './sealed-tokens';

/**
 * Seals every pair with the first key that still lies under an older one, so that the older key can be taken
 * out of TOKEN_ENCRYPTION_KEYS afterwards (R6). Safe while the product runs: a pair renewed meanwhile is left
 * alone.
 */
export async function resealTokens(ctx: ServiceContext): Promise<{ resealed: number; unreadable: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const result = { resealed: 0, unreadable: 0 };
  for (const { id, companyId, sealed } of await listSealedTokens(ctx.db)) {
    if (!ctx.vault.needsResealing(sealed)) continue;
    try {
      const pair = openTokens(ctx.vault, companyId, id, sealed);
      const again = sealTokens(ctx.vault, companyId, id, pair);
      if (await replaceSealedTokens(ctx.db, { companyId, id }, sealed, again)) result.resealed++;
    } catch (error) {
      result.unreadable++;
      ctx.log.error({ err: error, integrationId: id }, 'tokens are sealed with a key that is not known');
    }
  }
  return result;
}
