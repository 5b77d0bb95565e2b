import { listIdleIntegrations } from '@/db/queries/integrations';
import { DomainError } from '@/lib/core/domain-error';
import { codeOf } from '@/lib/errors/to-domain-error';
import type { ServiceContext } from '../context';
import { resealTotps } from '../second-factor/reseal-totps';
import { renewTokens } from './access-token';
import { resealTokens } from './reseal-tokens';

const IDLE_MS = 20 * 60 * 60_000;

/**
 * The hourly job over all companies: an idle refresh token dies after some weeks (R7). One failure does not
 * stop the others.
 */
export async function keepTokensAlive(
  ctx: ServiceContext,
): Promise<{ resealed: number; renewed: number; failed: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  await resealTotps(ctx);
  const result = { resealed: (await resealTokens(ctx)).resealed, renewed: 0, failed: 0 };
  const before = new Date(ctx.clock.now().getTime() - IDLE_MS);
  for (const { id, companyId } of await listIdleIntegrations(ctx.db, before)) {
    try {
      await renewTokens(ctx, companyId, id);
      result.renewed++;
    } catch (error) {
      result.failed++;
      ctx.log.warn({ integrationId: id, code: codeOf(error) }, 'tokens could not be kept alive');
    }
  }
  return result;
}
