import type { z } from 'zod';
import { lockSync } from '@/db/locks';
import { findIntegration, updateIntegration } from '@/db/queries/integrations';
import { archiveLocations, listLocationIdentities, upsertLocations } from '@/db/queries/locations';
import type { thingInput } from '@/lib/contracts/common';
import type { SyncResult } from '@/lib/contracts/lightspeed';
import type { PosLocation } from '@/lib/ports';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { KeptValues } from '../integration/kept-values';
import { recordOutcome } from '../integration/record-outcome';

/**
 * Brings the locations up to what Lightspeed shows; what disappeared is archived, links stay (R11). Throws
 * lightspeed_not_configured | lightspeed_auth_failed | lightspeed_api_error.
 */
export async function syncLocations(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<SyncResult> {
  const companyId = await requireThing(ctx, 'integration', input, 'manage');
  const found = await recordOutcome(ctx, companyId, input.id, (auth) => ctx.pos.listLocations(auth));
  const now = ctx.clock.now();

  return ctx.db.transaction(async (tx) => {
    await lockSync(tx, input.id);
    const before = await listLocationIdentities(tx, companyId, input.id);
    const known = new Map(before.map((location) => [location.lightspeedId, location]));
    const kept = new KeptValues();
    const rows = found.map((location) => toRow(location, known.get(location.lightspeedId), kept));
    const written = await upsertLocations(
      tx,
      rows.map((row) => ({ ...row, companyId, integrationId: input.id })),
    );
    const unreadable = found.unreadable ?? 0;
    const seen = new Set(found.map((location) => location.lightspeedId));
    // A row without an id may be any of those that are missing: then none of them counts as gone.
    const gone = before.filter(
      (location) => unreadable === 0 && !location.archivedAt && !seen.has(location.lightspeedId),
    );
    await archiveLocations(
      tx,
      companyId,
      gone.map((location) => location.id),
      now,
    );
    const integration = await findIntegration(tx, companyId, input.id);
    const first = rows[0];
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
      inactive: 0,
      taken_over: 0,
      offered: 0,
      unreadable,
      ...kept.toResult(),
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

type Fields = Pick<PosLocation, 'name' | 'businessName' | 'country' | 'timezone' | 'currency'>;

/** What to store of a location: the answer over what is known of it. */
function toRow(
  location: PosLocation,
  known: Awaited<ReturnType<typeof listLocationIdentities>>[number] | undefined,
  kept: KeptValues,
) {
  const { lightspeedId, businessId } = location;
  const fields = ({ name, businessName, country, timezone, currency }: Fields) => ({
    name,
    business_name: businessName,
    country,
    timezone,
    currency,
  });
  const values = kept.take(location, fields(location), known && fields(known), { timezone: 'UTC' });
  return {
    lightspeedId,
    businessId,
    businessName: values.business_name ?? businessId,
    name: values.name ?? lightspeedId,
    country: values.country,
    timezone: values.timezone ?? 'UTC',
    currency: values.currency,
  };
}
