import { v7 } from 'uuid';
import type { Database } from '@/db/client';
import { ingredients, recipeLines, recipes, recipeVersions, storageUnits } from '@/db/schema/inventory';
import {
  itemMappingVersions,
  lightspeedIntegrations,
  lightspeedItems,
  lightspeedLocations,
} from '@/db/schema/lightspeed';
import { companies } from '@/db/schema/people';
import { add, exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { createVault } from '@/lib/platform/vault';
import type { ServiceContext } from '../context';
import { sealTokens } from '../integration/sealed-tokens';
import type { PosGateway, PosSaleLine, PosSalesDay } from '../ports';
import { FakeClock, type RecordingDispatcher, TEST_VAULT_KEYS, testContext } from './test-context';

let seq = 0;
/** A line as sold; only what matters to a test need be said. */
export function sale(sku: string | null, quantity: string, more: Partial<PosSaleLine> = {}): PosSaleLine {
  seq += 1;
  return {
    seq,
    accountId: 'A1.1',
    accountNumber: null,
    accountType: 'SALE',
    accountCancelled: false,
    previousAccountId: null,
    receiptId: 'R1.1',
    // Tests answer many days with one and the same bill; only a closing time would make it the same account (R15).
    timeClosed: null,
    lineId: `S1.${seq}`,
    parentLineId: null,
    sku,
    name: sku ?? 'free text',
    quantity,
    netValue: '4.50',
    voidReason: null,
    timeOfSale: null,
    problem: null,
    ...more,
  };
}
/** A complete answer for a day, of one account. */
export function day(...lines: PosSaleLine[]): PosSalesDay {
  const content = {
    kind: 'sales' as const,
    accounts: lines.length === 0 ? 0 : 1,
    cancelledAccountIds: [],
    emptyAccounts: [],
    lines,
    dataComplete: true,
    nextStartOfDay: '2026-03-15T05:00:00+01:00',
    warnings: [],
  };
  return dayFromRaw(JSON.stringify(content));
}
/** The same answer again from what was kept of it. */
export function dayFromRaw(raw: string): PosSalesDay {
  const content = JSON.parse(raw) as Extract<PosSalesDay, { kind: 'sales' }>;
  const once = new Map(content.lines.map((line) => [`${line.accountId} ${line.lineId}`, line]));
  const sum = (values: readonly (string | null)[]) =>
    roundHalfEven(values.reduce((total, value) => add(total, exact(value ?? '0')), ZERO));
  return {
    ...content,
    raw,
    reported: () => ({
      lines: once.size,
      quantity: sum([...once.values()].map((line) => line.quantity)),
      netValue: sum([...once.values()].map((line) => line.netValue)),
    }),
  };
}

/** One company with a linked, activated location, three ingredients, a recipe, and four items of which `new` is unmapped. */
export interface World {
  ctx: ServiceContext & { clock: FakeClock; jobs: RecordingDispatcher };
  companyId: string;
  locationId: string;
  unitId: string;
  ingredient: Record<'cola' | 'beans' | 'beef', string>;
  item: Record<'cola' | 'espresso' | 'steak' | 'new', string>;
}
export async function makeWorld(db: Database, pos: PosGateway): Promise<World> {
  const companyId = v7();
  const integrationId = v7();
  const [locationId, unitId] = [v7(), v7()];
  const ingredient = { cola: v7(), beans: v7(), beef: v7() };
  const item = { cola: v7(), espresso: v7(), steak: v7(), new: v7() };
  const [steak, steakVersion] = [v7(), v7()];
  const owned = { companyId };
  await db.insert(companies).values({ id: companyId, name: 'Test' });
  await db.insert(storageUnits).values({ id: unitId, ...owned, name: 'Cellar' });
  await db.insert(ingredients).values([
    { id: ingredient.cola, ...owned, name: 'Cola bottle', baseUnit: 'bottle' },
    { id: ingredient.beans, ...owned, name: 'Coffee beans', baseUnit: 'kg' },
    { id: ingredient.beef, ...owned, name: 'Beef fillet', baseUnit: 'kg' },
  ]);
  await db.insert(recipes).values({ id: steak, ...owned, name: 'Steak' });
  await db
    .insert(recipeVersions)
    .values({ id: steakVersion, ...owned, recipeId: steak, version: 1, createdBy: 'test' });
  await db.insert(recipeLines).values({
    ...owned,
    recipeVersionId: steakVersion,
    position: 1,
    ingredientId: ingredient.beef,
    quantity: '0.250',
    trimPercent: '10',
  });
  const tokens = { accessToken: 'a', refreshToken: 'r', expiresIn: 1500, scope: 'items' };
  await db.insert(lightspeedIntegrations).values({
    id: integrationId,
    ...owned,
    name: 'Till',
    tokenCiphertext: sealTokens(createVault(TEST_VAULT_KEYS), companyId, integrationId, tokens),
    accessExpiresAt: new Date('2027-01-01'),
  });
  const external = { ...owned, integrationId, businessId: '1' };
  await db.insert(lightspeedLocations).values({
    id: locationId,
    ...external,
    lightspeedId: '9007199254740993',
    businessName: 'Group',
    name: 'Lakeside',
    timezone: 'Europe/Zurich',
    storageUnitId: unitId,
    isActivated: true,
  });
  await db.insert(lightspeedItems).values(
    (['cola', 'espresso', 'steak', 'new'] as const).map((sku, index) => ({
      id: item[sku],
      ...external,
      lightspeedId: String(index),
      sku,
      name: sku,
    })),
  );
  await db.insert(itemMappingVersions).values([
    {
      ...owned,
      itemId: item.cola,
      version: 1,
      state: 'mapped',
      ingredientId: ingredient.cola,
      quantity: '1',
      createdBy: 'test',
    },
    {
      ...owned,
      itemId: item.espresso,
      version: 1,
      state: 'mapped',
      ingredientId: ingredient.beans,
      quantity: '0.009',
      createdBy: 'test',
    },
    {
      ...owned,
      itemId: item.steak,
      version: 1,
      state: 'mapped',
      recipeId: steak,
      quantity: '1',
      createdBy: 'test',
    },
  ]);
  const clock = new FakeClock(new Date('2026-03-16T12:00:00Z'));
  const ctx = testContext(db, { memberships: { [companyId]: 'manager' }, pos, clock });
  return { ctx, companyId, locationId, unitId, ingredient, item };
}
