import { findIntegrationOfCompany } from '@/db/queries/integrations';
import { consumeOauthState } from '@/db/queries/oauth-states';
import type { Integration } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { connectIntegration } from './connect-integration';
import { hashState } from './create-authorize-url';
import { reauthorizeIntegration } from './reauthorize-integration';

export interface FinishedAuthorization {
  purpose: 'connect' | 'reauthorize';
  integration: Integration;
  return_to: string | null;
}

/**
 * The browser is back from Lightspeed. The state says for which company and why; it must be this person's own
 * and unused (R5).
 */
export async function finishAuthorization(
  ctx: ServiceContext,
  input: { state: string; code?: string | undefined; error?: string | undefined },
): Promise<FinishedAuthorization> {
  if (ctx.actor.kind === 'anonymous') throw new DomainError('unauthenticated');
  if (ctx.actor.kind !== 'user') throw new DomainError('oauth_state_invalid');
  const state = await consumeOauthState(ctx.db, {
    stateHash: hashState(input.state),
    userId: ctx.actor.userId,
    now: ctx.clock.now(),
  });
  if (!state) throw new DomainError('oauth_state_invalid');
  requireCompany(ctx, state.companyId, 'manage');
  if (input.error) {
    throw input.error === 'access_denied'
      ? new DomainError('oauth_denied')
      : new DomainError('lightspeed_oauth_exchange_failed', 'Lightspeed did not grant access');
  }
  if (!input.code) throw new DomainError('lightspeed_oauth_exchange_failed', 'Lightspeed sent no code');

  const code = input.code;
  if (state.purpose === 'connect') {
    const integration = await connectIntegration(ctx, {
      company_id: state.companyId,
      name: state.integrationName ?? 'Lightspeed',
      code,
    });
    return { purpose: 'connect', integration, return_to: state.returnTo };
  }
  const existing = await findIntegrationOfCompany(ctx.db, state.companyId);
  if (!existing) throw new DomainError('not_found', 'no such integration', { thing: 'integration' });
  const integration = await reauthorizeIntegration(ctx, {
    id: existing.id,
    company_id: state.companyId,
    code,
  });
  return { purpose: 'reauthorize', integration, return_to: state.returnTo };
}
