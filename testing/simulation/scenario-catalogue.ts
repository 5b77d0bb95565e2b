import { isDeepStrictEqual } from 'node:util';
import { syncItems } from '@/lib/services/item/sync-items';
import { takeOverMapping } from '@/lib/services/item/take-over-mapping';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listLocations } from '@/lib/services/location/list-locations';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import type { Mapping } from '@/testing/reference/expect-days';
import { plain } from '@/testing/reference/read-answer';
import type { Naming } from '@/testing/reference/sold-as';
import type { Scenario } from './scenario';
import { retryAsUser } from './scenario-errors';
import { listAllItems, namingNow } from './scenario-mappings';

export async function syncAll(run: Scenario): Promise<void> {
  // Which of two items is the younger is told by the syncs that brought them.
  run.clock.advance(1000);
  const before = [...run.simulator.world.items];
  // A time zone that is known stays, whatever comes, and the sync names what it did not take (R11).
  const hasLostZones = run.places.length > 0 && run.hostility.loseZones();
  const synced = await retryAsUser(run, 'syncing locations', () =>
    syncLocations(run.ctx, { id: run.integrationId }),
  );
  run.check(
    synced.kept_values.length === (hasLostZones ? run.hostility.places.length : 0),
    () => `lost time zones: ${hasLostZones}; the sync names ${JSON.stringify(synced.kept_values)}`,
  );
  const zones = await run.db.$client<{ lightspeed_id: string; timezone: string }[]>`
      select lightspeed_id, timezone from lightspeed_locations where company_id = ${run.companyId}`;
  for (const { id, timezone } of run.hostility.places)
    run.check(
      zones.some((row) => row.lightspeed_id === id && row.timezone === timezone),
      () => `the time zone ${timezone} was lost: ${JSON.stringify(zones)}`,
    );
  await retryAsUser(run, 'syncing items', () => syncItems(run.ctx, { id: run.integrationId }));
  const after = run.simulator.world.items;
  const rows = await run.db.$client<
    {
      lightspeed_id: string;
      sku: string | null;
      name: string;
      archived: boolean;
      places: string[];
      item_type: string | null;
      accounting_group: string | null;
    }[]
  >`
      select i.lightspeed_id, i.sku, i.name, i.item_type, i.accounting_group, i.archived_at is not null as archived,
             array(select l.lightspeed_id from lightspeed_item_locations il join lightspeed_locations l on l.id = il.location_id
                   where il.item_id = i.id) as places
      from lightspeed_items i where i.company_id = ${run.companyId} and i.split_from is null`;
  const known = new Map(rows.map((row) => [row.lightspeed_id, row]));
  for (const item of after) {
    if (!before.some((one) => isDeepStrictEqual(one, item))) continue;
    const row = known.get(item.id);
    const isRight =
      row &&
      row.sku === (item.sku === null ? null : plain(item.sku)) &&
      row.name === plain(item.name) &&
      row.archived !== item.active;
    run.check(
      isRight === true,
      () => `item ${item.name} (${item.id}) was synced as ${JSON.stringify(row)} (R11)`,
    );
  }
  const present = new Set([...before, ...after].map((item) => item.id));
  for (const row of rows) {
    // One that came and went while the list was read is rightly known.
    if (!present.has(row.lightspeed_id) && !row.archived && row.name !== 'New')
      run.problem(`item ${row.lightspeed_id} is gone at the host but not archived (R11)`);
  }
  const listed = rows.filter(
    (row) =>
      present.has(row.lightspeed_id) &&
      (!row.archived || after.some((item) => item.id === row.lightspeed_id)),
  );
  run.history.push({
    at: run.clock.now().getTime(),
    items: listed.map((row) => ({
      lightspeedId: row.lightspeed_id,
      sku: row.sku,
      isActive: !row.archived,
      locationIds: row.places,
      itemType: row.item_type,
      group: row.accounting_group,
    })),
  });
  await checkSuccessors(run, rows);
  if (run.places.length === 0) await linkPlaces(run);
}

/** The mapping with its rules, and what is said of others under the one gone (R14, R37). */
function takeOver(run: Scenario, id: string, from: string, mapping: Mapping, now: Naming): void {
  const own = run.mappings.get(id)?.rules;
  const taken = mapping.rules?.filter(({ parentItem }) => parentItem !== id);
  const { names, ...said } = mapping.naming ?? { same: [], other: [] };
  const naming = names ? { ...said, names: [...(now.names ?? []), ...names], on: now.on } : mapping.naming;
  run.mappings.set(id, {
    ...mapping,
    ...((own ?? taken) && { rules: own ?? taken }),
    from,
    ...(naming && { naming }),
  });
  for (const [other, said] of run.mappings) {
    const rules = said.rules ?? [];
    if (other === id || rules.some(({ parentItem }) => parentItem === id)) continue;
    const forNew = rules.filter(({ parentItem }) => parentItem === from);
    const moved = forNew.map((rule) => ({ ...rule, parentItem: id }));
    if (moved.length > 0) run.mappings.set(other, { ...said, rules: [...rules, ...moved] });
  }
}

const isMapped = (mapping: Mapping | undefined) => mapping !== undefined && mapping.state !== 'unmapped';

/**
 * Items made anew (R14): under the same SKU and name the mapping is theirs; under another name a person
 * accepts it, or does not.
 */
async function checkSuccessors(
  run: Scenario,
  rows: readonly { lightspeed_id: string; sku: string | null; name: string; archived: boolean }[],
): Promise<void> {
  const firstSeen = (id: string) =>
    run.history.findIndex((one) => one.items.some((item) => item.lightspeedId === id));
  const lastActive = (id: string) =>
    run.history.findLastIndex((one) => one.items.some((item) => item.lightspeedId === id && item.isActive));
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  const listed = await listAllItems(run);
  for (const row of rows) {
    if (row.archived || row.sku === null || run.decided.has(row.lightspeed_id)) continue;
    const offers = listed.find((item) => item.lightspeed_id === row.lightspeed_id)?.predecessor?.offers;
    const before = rows.filter(
      (one) =>
        one.archived &&
        one.sku === row.sku &&
        isMapped(run.mappings.get(one.lightspeed_id)) &&
        firstSeen(one.lightspeed_id) < firstSeen(row.lightspeed_id),
    );
    const [predecessor] = before.sort(
      (a, b) =>
        Number(same(b.name, row.name)) - Number(same(a.name, row.name)) ||
        lastActive(b.lightspeed_id) - lastActive(a.lightspeed_id),
    );
    if (!predecessor) {
      run.check(!offers, () => `${row.name} (${row.lightspeed_id}) is offered a mapping from nowhere (R14)`);
      continue;
    }
    const mapping = run.mappings.get(predecessor.lightspeed_id) as Mapping;
    const isTaken = same(predecessor.name, row.name);
    run.check(isTaken !== (offers != null), () => `${row.name}: taken ${isTaken}, offered ${!!offers} (R14)`);
    if (!isTaken && !run.dice.chance(0.5)) continue;
    run.count(isTaken ? 'mapping taken over' : 'mapping accepted');
    const item = listed.find((one) => one.lightspeed_id === row.lightspeed_id);
    if (!item) throw new Error('an item that was synced is not listed');
    if (!isTaken) await takeOverMapping(run.ctx, { id: item.id });
    takeOver(run, row.lightspeed_id, predecessor.lightspeed_id, mapping, namingNow(run, item));
    run.decided.add(row.lightspeed_id);
  }
}

async function linkPlaces(run: Scenario): Promise<void> {
  const found = await listLocations(run.ctx, {
    id: run.integrationId,
    include_archived: true,
    limit: 50,
  });
  run.check(
    found.data.length === run.hostility.places.length,
    () => `${found.data.length} locations were synced`,
  );
  for (const location of found.data) {
    const name = `Store of ${location.name}`;
    const unit = await createStorageUnit(run.ctx, { company_id: run.companyId, name });
    await linkStorageUnit(run.ctx, { id: location.id, storage_unit_id: unit.id });
    run.places.push({ id: location.id, lightspeedId: location.lightspeed_id, unitId: unit.id });
  }
}
