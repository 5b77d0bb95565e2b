import { listSealedTotps, replaceSealedTotp } from '@/db/queries/second-factor';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { openTotp, sealTotp } from './totp';

/** As tokens: under the first key, so that an older one can be taken away (R6). Throws forbidden. */
export async function resealTotps(ctx: ServiceContext): Promise<number> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  let resealed = 0;
  for (const { userId, sealed } of await listSealedTotps(ctx.db)) {
    if (!ctx.vault.needsResealing(sealed)) continue;
    try {
      const after = sealTotp(ctx.vault, userId, openTotp(ctx.vault, userId, sealed));
      await replaceSealedTotp(ctx.db, { userId, before: sealed, after });
      resealed += 1;
    } catch (error) {
      ctx.log.error({ err: error, userId }, 'a second factor is sealed with a key that is not known');
    }
  }
  return resealed;
}
