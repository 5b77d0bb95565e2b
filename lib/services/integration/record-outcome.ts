import { noteSuccess, updateIntegration } from '@/db/queries/integrations';
import { isDomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';

/** Runs calls to Lightspeed and notes on the integration when they last worked and what last failed. */
export async function recordOutcome<T>(
  ctx: ServiceContext,
  companyId: string,
  integrationId: string,
  call: () => Promise<T>,
): Promise<T> {
  try {
    const result = await call();
    await noteSuccess(ctx.db, companyId, integrationId, ctx.clock.now());
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
