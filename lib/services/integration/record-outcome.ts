import { noteSuccess, type SuccessRow, successIsNoted, updateIntegration } from '@/db/queries/integrations';
import { isDomainError } from '@/lib/core/domain-error';
import type { PosAuth } from '@/lib/ports';
import type { ServiceContext } from '../context';
import { posAuth } from './access-token';

/**
 * Runs calls to Lightspeed with the integration's access, and notes on it when they last worked and what last
 * failed.
 */
export async function recordOutcome<T>(
  ctx: ServiceContext,
  companyId: string,
  integrationId: string,
  call: (auth: PosAuth) => Promise<T>,
): Promise<T> {
  let seen: SuccessRow | undefined;
  const auth = posAuth(ctx, companyId, integrationId, (row) => {
    seen = row;
  });
  try {
    const result = await call(auth);
    const now = ctx.clock.now();
    // As the row was when the token was read: what another process noted since, the next call sees.
    if (!seen || !successIsNoted(seen, now)) await noteSuccess(ctx.db, companyId, integrationId, now);
    return result;
  } catch (error) {
    if (isDomainError(error) && error.code.startsWith('lightspeed_')) {
      await updateIntegration(ctx.db, companyId, integrationId, {
        lastErrorAt: ctx.clock.now(),
        lastErrorCode: error.code,
        lastErrorDetail: error.message,
      });
    }
    throw error;
  }
}
