import { v7 } from 'uuid';
import type { z } from 'zod';
import { findIntegrationOfCompany, insertIntegration } from '@/db/queries/integrations';
import { connectIntegrationInput, type Integration } from '@/lib/contracts/lightspeed';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import type { PosLocation } from '@/lib/ports';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { grantAuth } from './access-token';
import { redirectUri } from './redirect-uri';
import { expiryOf, sealTokens } from './sealed-tokens';
import { toIntegration } from './to-integration';

/**
 * Connects a company with a fresh code (R4, R5). The unique constraint decides between two who do so at once.
 * Throws lightspeed_not_configured | lightspeed_auth_failed | lightspeed_api_error |
 * lightspeed_integration_exists | lightspeed_oauth_exchange_failed.
 */
export async function connectIntegration(
  ctx: ServiceContext,
  raw: z.input<typeof connectIntegrationInput>,
): Promise<Integration> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input = connectIntegrationInput.parse(raw);
  const companyId = input.company_id;
  if (await findIntegrationOfCompany(ctx.db, companyId))
    throw new DomainError('lightspeed_integration_exists');

  const tokens = await ctx.pos.exchangeCode({
    code: input.code,
    redirectUri: input.redirect_uri ?? redirectUri(ctx),
  });
  const id = v7();
  const receivedAt = ctx.clock.now();
  let locations: PosLocation[] = [];
  let trouble: DomainError | undefined;
  try {
    locations = await ctx.pos.listLocations(grantAuth(id, tokens));
  } catch (error) {
    // The code is spent and the grant is good: keep it, the first sync learns the business.
    if (!isDomainError(error)) throw error;
    trouble = error;
  }
  try {
    return await ctx.db.transaction(async (tx) => {
      const row = await insertIntegration(tx, {
        id,
        companyId,
        name: input.name,
        businessId: locations[0]?.businessId ?? null,
        businessName: locations[0]?.businessName ?? null,
        grantedScopes: tokens.scope,
        tokenCiphertext: sealTokens(ctx.vault, companyId, id, tokens),
        accessExpiresAt: expiryOf(tokens, receivedAt),
        tokensRenewedAt: receivedAt,
        lastSuccessAt: receivedAt,
        ...(trouble && {
          lastErrorAt: receivedAt,
          lastErrorCode: trouble.code,
          lastErrorDetail: trouble.message,
        }),
      });
      await writeAudit(tx, ctx, {
        companyId,
        action: 'integration.connect',
        subjectType: 'integration',
        subjectId: id,
        details: { name: input.name, business_id: row.businessId },
      });
      return toIntegration(row);
    });
  } catch (error) {
    return onViolation(error, { lightspeed_integrations_company_key: 'lightspeed_integration_exists' });
  }
}
