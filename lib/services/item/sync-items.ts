import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockSync } from '@/db/locks';
import { updateIntegration } from '@/db/queries/integrations';
import { insertFindings } from '@/db/queries/item-findings';
import {
  archiveItems,
  type ItemUpsert,
  listItemIdentities,
  replaceItemLocations,
  upsertItems,
} from '@/db/queries/items';
import { listLocationIdentities } from '@/db/queries/locations';
import { listSuccessions } from '@/db/queries/predecessors';
import type { thingInput } from '@/lib/contracts/common';
import type { SyncResult } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { findingsIn } from '@/lib/core/item-names/findings';
import type { PosAuth, PosItem } from '@/lib/ports';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { KeptValues } from '../integration/kept-values';
import { recordOutcome } from '../integration/record-outcome';
import { writeTakeover } from './write-takeover';

/**
 * Brings the items of all live locations up to what Lightspeed shows; mappings stay (R11). Throws
 * lightspeed_not_configured | lightspeed_auth_failed | lightspeed_api_error | locations_not_synced.
 */
export async function syncItems(ctx: ServiceContext, input: z.infer<typeof thingInput>): Promise<SyncResult> {
  const companyId = await requireThing(ctx, 'integration', input, 'manage');
  const all = await listLocationIdentities(ctx.db, companyId, input.id);
  const locations = all.filter((location) => !location.archivedAt);
  if (locations.length === 0) throw new DomainError('locations_not_synced');

  const { found, unreadable } = await recordOutcome(ctx, companyId, input.id, (auth) =>
    listFound(ctx, auth, locations),
  );
  const now = ctx.clock.now();

  return ctx.db.transaction(async (tx) => {
    await lockSync(tx, input.id);
    const before = new Map(
      (await listItemIdentities(tx, companyId, input.id)).map((item) => [item.lightspeedId, item]),
    );
    const kept = new KeptValues();
    const rows = toRows(found, before, kept);
    const ids = new Map(rows.map((row) => [row.lightspeedId, row.id]));
    await insertFindings(tx, companyId, findingsIn(rows, before));
    const written = await upsertItems(tx, companyId, input.id, rows, now);
    // A row without an id may be any of those that are missing: then none of them counts as gone.
    const gone = [...before.values()].filter(
      (item) => unreadable === 0 && !item.isGone && !found.has(item.lightspeedId),
    );
    await archiveItems(
      tx,
      companyId,
      gone.map((item) => item.id),
      now,
    );
    await replaceItemLocations(
      tx,
      companyId,
      locations.map((location) => location.id),
      [...found.values()].flatMap(({ item, locationIds }) =>
        locationIds.map((locationId) => ({
          item_id: ids.get(item.lightspeedId) as string,
          location_id: locationId,
        })),
      ),
    );
    const successions = await takeOver(tx, ctx, companyId, input.id);
    await updateIntegration(tx, companyId, input.id, { itemsSyncedAt: now });

    const added = written.filter((item) => !before.has(item.lightspeedId)).length;
    const newlyArchived = written.filter(
      (item) => item.isArchived && before.get(item.lightspeedId)?.isArchived === false,
    ).length;
    const result: SyncResult = {
      added,
      updated: written.length - added - newlyArchived,
      archived: gone.filter((item) => !item.isArchived).length + newlyArchived,
      unchanged: found.size - written.length,
      total: found.size,
      inactive: rows.filter((row) => row.archived).length,
      ...successions,
      unreadable,
      ...kept.toResult(),
    };
    await writeAudit(tx, ctx, {
      companyId,
      action: 'integration.sync_items',
      subjectType: 'integration',
      subjectId: input.id,
      details: { ...result },
    });
    return result;
  });
}

interface Found {
  item: PosItem;
  businessId: string;
  /** Where it is sold. */
  locationIds: string[];
}

/**
 * What Lightspeed lists at the locations, by its id. All locations or nothing: an item of a location that
 * failed must not look as if it had disappeared.
 */
async function listFound(
  ctx: ServiceContext,
  auth: PosAuth,
  locations: readonly { id: string; lightspeedId: string; businessId: string }[],
): Promise<{ found: Map<string, Found>; unreadable: number }> {
  const found = new Map<string, Found>();
  let unreadable = 0;
  for (const { id, lightspeedId, businessId } of locations) {
    const listed = await ctx.pos.listItems(auth, lightspeedId);
    unreadable += listed.unreadable ?? 0;
    for (const item of listed) {
      const entry = found.get(item.lightspeedId);
      if (entry) entry.locationIds.push(id);
      else found.set(item.lightspeedId, { item, businessId, locationIds: [id] });
    }
  }
  return { found, unreadable };
}

type Identity = Awaited<ReturnType<typeof listItemIdentities>>[number];

/**
 * The rows to write, with known values where Lightspeed sends none of use; those are noted in `kept` (R11).
 */
function toRows(
  found: ReadonlyMap<string, Found>,
  before: ReadonlyMap<string, Identity>,
  kept: KeptValues,
): ItemUpsert[] {
  const skus = new Set([...found.values()].map(({ item, businessId }) => skuKey(businessId, item.sku)));
  return [...found.values()].map(({ item, businessId }) => {
    const known = before.get(item.lightspeedId);
    // A SKU that another item bears by now has been taken from this one; one that was away bore none
    // meanwhile.
    const isSkuLost = known?.isGone || skus.has(skuKey(businessId, known?.sku ?? null));
    const { item_type, accounting_group, ...values } = kept.take(
      item,
      fieldsOf(item),
      known && fieldsOf(isSkuLost ? { ...known, sku: null } : known),
    );
    return {
      id: known?.id ?? v7(),
      lightspeedId: item.lightspeedId,
      businessId,
      ...values,
      itemType: item_type,
      accountingGroup: accounting_group,
      name: values.name ?? values.sku ?? item.lightspeedId,
      docketName: item.docketName ?? known?.docketName ?? null,
      archived: item.isActive === null ? (known?.isArchived ?? false) : !item.isActive,
    };
  });
}

/**
 * Items made anew under the SKU and name of one that is gone take over its mapping; those under another name
 * are offered it (R14).
 */
async function takeOver(tx: Transaction, ctx: ServiceContext, companyId: string, integrationId: string) {
  const successions = await listSuccessions(tx, companyId, { integrationId });
  let taken = 0;
  for (const one of successions) {
    if (one.hasSameName && (await writeTakeover(tx, ctx, companyId, one))) taken += 1;
  }
  return { taken_over: taken, offered: successions.length - taken };
}

type Fields = Pick<PosItem, 'name' | 'sku' | 'itemType' | 'accountingGroup' | 'price'>;
const skuKey = (businessId: string, sku: string | null) => JSON.stringify([businessId, sku]);
/** By the names that a sync's answer tells kept values under. */
const fieldsOf = ({ name, sku, itemType, accountingGroup, price }: Fields) => ({
  name,
  sku,
  item_type: itemType,
  accounting_group: accountingGroup,
  price,
});
