import type { z } from 'zod';
import { findApiKey, revokeApiKeyRow } from '@/db/queries/people';
import type { thingInput } from '@/lib/contracts/common';
import type { apiKeySchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { toApiKey } from './to-api-key';

/** From the next request on the key opens nothing; revoking twice keeps the first moment. */
export async function revokeApiKey(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<z.infer<typeof apiKeySchema>> {
  const companyId = await requireThing(ctx, 'api_key', input, 'people');
  return ctx.db.transaction(async (tx) => {
    const now = ctx.clock.now();
    await revokeApiKeyRow(tx, companyId, input.id, now);
    const row = await findApiKey(tx, companyId, input.id);
    if (!row) throw new DomainError('not_found', 'no such api_key', { thing: 'api_key' });
    await writeAudit(tx, ctx, {
      companyId,
      action: 'api_key.revoke',
      subjectType: 'api_key',
      subjectId: input.id,
    });
    return toApiKey(row, now);
  });
}
