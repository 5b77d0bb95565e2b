import type { z } from 'zod';
import { findIntegration, replaceTokens } from '@/db/queries/integrations';
import { listLocationIdentities } from '@/db/queries/locations';
import { type Integration, reauthorizeInput } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { recordAutoTransferPause } from '../nightly-transfer/record-auto-transfer-pause';
import { grantAuth } from './access-token';
import { redirectUri } from './redirect-uri';
import { requestSlots } from './request-slots';
import { expiryOf, sealTokens } from './sealed-tokens';
import { toIntegration } from './to-integration';

/**
 * New tokens for the same business; all else stays. Another business is refused and the old connection
 * untouched (R8). Throws lightspeed_not_configured | lightspeed_auth_failed | lightspeed_api_error |
 * lightspeed_oauth_exchange_failed | lightspeed_business_mismatch.
 */
export async function reauthorizeIntegration(
  ctx: ServiceContext,
  raw: z.input<typeof reauthorizeInput>,
): Promise<Integration> {
  const companyId = await requireThing(ctx, 'integration', raw, 'manage');
  const input = reauthorizeInput.parse(raw);
  const integration = await findIntegration(ctx.db, companyId, input.id);
  if (!integration) throw new DomainError('not_found', 'no such integration', { thing: 'integration' });

  const tokens = await ctx.pos.exchangeCode({
    code: input.code,
    redirectUri: input.redirect_uri ?? redirectUri(ctx),
  });
  const receivedAt = ctx.clock.now();
  const seen = await ctx.pos.listLocations(
    grantAuth(input.id, tokens, requestSlots(ctx, companyId, input.id)),
  );
  const known = await listLocationIdentities(ctx.db, companyId, input.id);
  const businesses = new Set(known.map((location) => location.businessId));
  if (integration.businessId) businesses.add(integration.businessId);
  const same = seen.find((location) => businesses.has(location.businessId));
  if (businesses.size > 0 && !same) {
    const expected = integration.businessName ?? known[0]?.businessName ?? null;
    const found =
      [...new Set(seen.map((location) => location.businessName ?? location.businessId))].join(', ') || null;
    const message = `connected is "${expected ?? '?'}", the new grant sees "${found ?? 'no business'}"`;
    throw new DomainError('lightspeed_business_mismatch', message, { expected, found });
  }

  return ctx.db.transaction(async (tx) => {
    const row = await replaceTokens(tx, companyId, input.id, {
      tokenCiphertext: sealTokens(ctx.vault, companyId, input.id, tokens),
      accessExpiresAt: expiryOf(tokens, receivedAt),
      grantedScopes: tokens.scope,
      tokensRenewedAt: receivedAt,
      ...(!integration.businessId &&
        seen[0] && { businessId: seen[0].businessId, businessName: seen[0].businessName }),
    });
    if (!row) throw new DomainError('not_found', 'no such integration', { thing: 'integration' });
    if (integration.disconnectedAt !== null)
      for (const { id } of known) await recordAutoTransferPause(tx, ctx, companyId, id);
    await writeAudit(tx, ctx, {
      companyId,
      action: 'integration.reauthorize',
      subjectType: 'integration',
      subjectId: input.id,
    });
    return toIntegration(row);
  });
}
