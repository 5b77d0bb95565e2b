import type { z } from 'zod';
import { disconnectIntegrationRow } from '@/db/queries/integrations';
import { listLocationIdentities } from '@/db/queries/locations';
import type { thingInput } from '@/lib/contracts/common';
import type { Integration } from '@/lib/contracts/lightspeed';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { cancelMigration } from '../migration/cancel-migration';
import { recordAutoTransferPause } from '../nightly-transfer/record-auto-transfer-pause';
import { toIntegration } from './to-integration';

/**
 * Destroys the tokens: from now on Lightspeed is not asked, and what was lapses there by itself (it documents
 * no way to revoke). Locations, mappings, entries and history stay; whoever reauthorizes goes on where this
 * stopped, with the nights in between offered (R8, R32). Again it changes nothing.
 */
export async function disconnectIntegration(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<Integration> {
  const companyId = await requireThing(ctx, 'integration', input, 'manage');
  const locations = await listLocationIdentities(ctx.db, companyId, input.id);
  const locationIds = locations.map(({ id }) => id);
  const integration = await ctx.db.transaction(async (tx) => {
    const { row, isNew } = await disconnectIntegrationRow(tx, companyId, input.id, ctx.clock.now());
    if (!row) throw new DomainError('not_found', 'no such integration', { thing: 'integration' });
    if (!isNew) return toIntegration(row);
    for (const id of locationIds) await recordAutoTransferPause(tx, ctx, companyId, id);
    await writeAudit(tx, ctx, {
      companyId,
      action: 'integration.disconnect',
      subjectType: 'integration',
      subjectId: input.id,
    });
    return toIntegration(row);
  });
  for (const id of locationIds) {
    await cancelMigration(ctx, { id, company_id: companyId }).catch((error: unknown) => {
      if (!isDomainError(error) || error.code !== 'migration_not_in_progress') throw error;
    });
  }
  return integration;
}
