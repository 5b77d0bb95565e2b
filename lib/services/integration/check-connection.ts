import type { z } from 'zod';
import { findIntegration } from '@/db/queries/integrations';
import type { thingInput } from '@/lib/contracts/common';
import type { Integration } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { recordOutcome } from './record-outcome';
import { toIntegration } from './to-integration';

/**
 * Asks Lightspeed for the locations and answers the integration as it stands afterwards; throws what went
 * wrong. Throws lightspeed_not_configured | lightspeed_auth_failed | lightspeed_api_error.
 */
export async function checkConnection(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<Integration> {
  const companyId = await requireThing(ctx, 'integration', input, 'manage');
  await recordOutcome(ctx, companyId, input.id, (auth) => ctx.pos.listLocations(auth));
  const row = await findIntegration(ctx.db, companyId, input.id);
  if (!row) throw new DomainError('not_found', 'no such integration', { thing: 'integration' });
  return toIntegration(row);
}
