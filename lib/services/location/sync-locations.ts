import type { z } from 'zod';
import { findIntegration, updateIntegration } from '@/db/queries/integrations';
import { archiveLocations, listLocationIdentities, upsertLocations } from '@/db/queries/locations';
import type { thingInput } from '@/lib/contracts/common';
import type { SyncResult } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { posAuth } from '../integration/access-token';
import { lockSync } from '../integration/lock-sync';
import { recordOutcome } from '../integration/record-outcome';

/** Brings the locations up to what Lightspeed shows; what disappeared is archived, links stay (R11). */
export async function syncLocations(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<SyncResult> {
  const companyId = await requireThing(ctx, 'integration', input, 'manage');
  const found = await recordOutcome(ctx, companyId, input.id, () =>
    ctx.pos.listLocations(posAuth(ctx, companyId, input.id)),
  );
  const now = ctx.clock.now();

  return ctx.db.transaction(async (tx) => {
    await lockSync(tx, input.id);
    const before = await listLocationIdentities(tx, companyId, input.id);
    const known = new Set(before.map((location) => location.lightspeedId));
    const written = await upsertLocations(
      tx,
      found.map((location) => ({ ...location, companyId, integrationId: input.id })),
    );
    const seen = new Set(found.map((location) => location.lightspeedId));
    const gone = before.filter((location) => !location.archivedAt && !seen.has(location.lightspeedId));
    await archiveLocations(
      tx,
      companyId,
      gone.map((location) => location.id),
      now,
    );
    const integration = await findIntegration(tx, companyId, input.id);
    const first = found[0];
    await updateIntegration(tx, companyId, input.id, {
      locationsSyncedAt: now,
      ...(first &&
        !integration?.businessId && { businessId: first.businessId, businessName: first.businessName }),
    });
    const added = written.filter((location) => !known.has(location.lightspeedId)).length;
    const result: SyncResult = {
      added,
      updated: written.length - added,
      archived: gone.length,
      unchanged: found.length - written.length,
      total: found.length,
    };
    await writeAudit(tx, ctx, {
      companyId,
      action: 'integration.sync_locations',
      subjectType: 'integration',
      subjectId: input.id,
      details: { ...result },
    });
    return result;
  });
}
