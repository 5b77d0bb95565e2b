import { createHash, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { findIntegrationOfCompany } from '@/db/queries/integrations';
import { deleteExpiredOauthStates, insertOauthState } from '@/db/queries/oauth-states';
import { findApiKeyMaker } from '@/db/queries/people';
import { authorizeUrlInput } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { localPath } from './local-path';
import { redirectUri } from './redirect-uri';

const STATE_LIFETIME_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

export const hashState = (state: string) => createHash('sha256').update(state).digest('hex');

/**
 * Where the browser goes to consent, with a fresh state: random, single-use, ten minutes, this person and
 * company (R5). Throws lightspeed_integration_exists | lightspeed_not_configured.
 */
export async function createAuthorizeUrl(
  ctx: ServiceContext,
  raw: z.input<typeof authorizeUrlInput>,
): Promise<{ url: string }> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input = authorizeUrlInput.parse(raw);
  const purpose = input.purpose ?? 'connect';
  const integration = await findIntegrationOfCompany(ctx.db, input.company_id);
  if (purpose === 'connect' && integration) throw new DomainError('lightspeed_integration_exists');
  if (purpose === 'reauthorize' && !integration) {
    throw new DomainError('not_found', 'no such integration', { thing: 'integration' });
  }

  const state = randomBytes(32).toString('base64url');
  const url = ctx.pos.authorizeUrl({ state, redirectUri: redirectUri(ctx) });
  const now = ctx.clock.now();
  await insertOauthState(ctx.db, {
    stateHash: hashState(state),
    companyId: input.company_id,
    userId: await personOf(ctx),
    purpose,
    integrationName: input.name ?? null,
    returnTo: localPath(input.return_to, ctx.appUrl),
    expiresAt: new Date(now.getTime() + STATE_LIFETIME_MS),
  });
  await deleteExpiredOauthStates(ctx.db, new Date(now.getTime() - DAY_MS));
  return { url };
}

/**
 * An API key stands for the person who made it: that person must be signed in where the browser comes back.
 */
async function personOf(ctx: ServiceContext): Promise<string> {
  if (ctx.actor.kind === 'user') return ctx.actor.userId;
  if (ctx.actor.kind === 'api_key') {
    const maker = await findApiKeyMaker(ctx.db, ctx.actor.keyId);
    if (maker) return maker;
  }
  throw new DomainError('forbidden', 'only a person can consent');
}
