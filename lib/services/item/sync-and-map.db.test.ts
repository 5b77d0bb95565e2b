import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ingredients, recipes, storageUnits } from '@/db/schema/inventory';
import { itemMappingVersions, lightspeedIntegrations, lightspeedItemLocations } from '@/db/schema/lightspeed';
import { companies, users } from '@/db/schema/people';
import type { PosItem, PosLocation } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { FakePos } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { connectIntegration } from '../integration/connect-integration';
import { createAuthorizeUrl } from '../integration/create-authorize-url';
import { finishAuthorization } from '../integration/finish-authorization';
import { getIntegration } from '../integration/get-integration';
import { reauthorizeIntegration } from '../integration/reauthorize-integration';
import { linkStorageUnit } from '../location/link-storage-unit';
import { listLocations } from '../location/list-locations';
import { syncLocations } from '../location/sync-locations';
import { unlinkStorageUnit } from '../location/unlink-storage-unit';
import { countItems } from './count-items';
import { deleteMapping } from './delete-mapping';
import { listItems } from './list-items';
import { saveMapping } from './save-mapping';
import { setIgnored } from './set-ignored';
import { syncItems } from './sync-items';

const t = suiteDatabase();
let companyId: string;
let userId: string;
let locations: PosLocation[];
let items: Record<string, PosItem[]>;

const pos = new FakePos({
  authorizeUrl: ({ state }) => `https://auth.test/?state=${state}`,
  exchangeCode: async () => ({ accessToken: 'a', refreshToken: 'r', expiresIn: 1500, scope: 'items x' }),
  listLocations: async () => locations,
  listItems: async (_, location) => items[location] ?? [],
});
const ctx = (role = 'owner') => testContext(t.db, { memberships: { [companyId]: role }, userId, pos });
const place = (lightspeedId: string, name: string, businessId = 'b1'): PosLocation => ({
  lightspeedId,
  name,
  businessId,
  businessName: `Business ${businessId}`,
  country: 'DE',
  timezone: 'Europe/Berlin',
  currency: 'EUR',
});
const thing = (lightspeedId: string, sku: string | null, name: string, isActive = true): PosItem => ({
  lightspeedId,
  sku,
  name,
  itemType: 'ITEM',
  accountingGroup: null,
  price: '4.5',
  isActive,
});
const connect = () => connectIntegration(ctx(), { company_id: companyId, name: 'Main', code: 'c' });

beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', 'postgres://127.0.0.1/unused');
  vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32));
  vi.stubEnv('TOKEN_ENCRYPTION_KEYS', `t:${Buffer.alloc(32, 1).toString('base64')}`);
});
beforeEach(async () => {
  companyId = v7();
  userId = v7();
  locations = [place('9007199254740993', 'Bar'), place('2', 'Annex')];
  items = {
    '9007199254740993': [thing('11', '542', 'Cola'), thing('12', '542.', 'cola zero')],
    '2': [thing('11', '542', 'Cola'), thing('13', null, 'Ästhetik')],
  };
  await t.db.insert(companies).values({ id: companyId, name: 'Test' });
  await t.db.insert(users).values({ id: userId, email: `${userId}@test.example`, passwordHash: 'x' });
});

describe('connecting', () => {
  it('of five at once one wins, the others hear lightspeed_integration_exists (R4)', async () => {
    const results = await Promise.allSettled(Array.from({ length: 5 }, connect));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    for (const r of results) {
      if (r.status === 'rejected') expect(r.reason.code).toBe('lightspeed_integration_exists');
    }
    const integration = await getIntegration(ctx('viewer'), { company_id: companyId });
    expect(integration).toMatchObject({
      business_id: 'b1',
      status: 'connected',
      granted_scopes: ['items', 'x'],
    });
    expect(JSON.stringify(integration)).not.toContain('v1.');
  });

  it('takes a state once, from the person it was made for, for ten minutes (R5)', async () => {
    const context = ctx();
    const make = async () => {
      const { url } = await createAuthorizeUrl(context, {
        company_id: companyId,
        name: 'Mine',
        return_to: '//evil.example',
      });
      return new URL(url).searchParams.get('state') ?? '';
    };
    const invalid = { code: 'oauth_state_invalid' };
    const state = await make();
    const stranger = testContext(t.db, { memberships: { [companyId]: 'owner' }, pos });
    await expect(finishAuthorization(stranger, { state, code: 'c' })).rejects.toMatchObject(invalid);
    const late = await make();
    const denied = await make();
    await expect(
      finishAuthorization(context, { state: denied, error: 'access_denied' }),
    ).rejects.toMatchObject({
      code: 'oauth_denied',
    });
    const done = await finishAuthorization(context, { state, code: 'c' });
    expect(done).toMatchObject({ purpose: 'connect', return_to: null, integration: { name: 'Mine' } });
    await expect(finishAuthorization(context, { state, code: 'c' })).rejects.toMatchObject(invalid);
    context.clock.advance(10 * 60_000);
    await expect(finishAuthorization(context, { state: late, code: 'c' })).rejects.toMatchObject(invalid);
  });

  it('refuses a new grant of another business and leaves the old one (R8)', async () => {
    const { id } = await connect();
    const tokens = () =>
      t.db
        .select({ sealed: lightspeedIntegrations.tokenCiphertext })
        .from(lightspeedIntegrations)
        .where(eq(lightspeedIntegrations.id, id));
    const before = await tokens();
    locations = [place('77', 'Elsewhere', 'b2')];
    await expect(reauthorizeIntegration(ctx(), { id, code: 'c' })).rejects.toMatchObject({
      code: 'lightspeed_business_mismatch',
      details: { expected: 'Business b1', found: 'Business b2' },
    });
    expect(await tokens()).toEqual(before);
    locations = [place('2', 'Annex')];
    expect(await reauthorizeIntegration(ctx(), { id, code: 'c' })).toMatchObject({ status: 'connected' });
    expect(await tokens()).not.toEqual(before);
  });
});

describe('syncing (R11)', () => {
  it('counts, archives and brings back locations, keeping their storage unit', async () => {
    const { id } = await connect();
    expect(await syncLocations(ctx(), { id })).toMatchObject({ added: 2, updated: 0, archived: 0, total: 2 });
    const page = await listLocations(ctx(), { id });
    expect(page.data.map((l) => l.name)).toEqual(['Annex', 'Bar']);
    const bar = page.data[1]?.id ?? '';
    const [unit] = await t.db.insert(storageUnits).values({ companyId, name: 'Cellar' }).returning();
    await linkStorageUnit(ctx(), { id: bar, storage_unit_id: unit?.id ?? '' });
    locations = [place('2', 'Annex East')];
    expect(await syncLocations(ctx(), { id })).toMatchObject({ added: 0, updated: 1, archived: 1 });
    expect((await listLocations(ctx(), { id })).data).toHaveLength(1);
    locations = [place('2', 'Annex East'), place('9007199254740993', 'Bar')];
    expect(await syncLocations(ctx(), { id })).toMatchObject({ updated: 1, unchanged: 1, archived: 0 });
    const back = (await listLocations(ctx(), { id })).data[1];
    expect(back).toMatchObject({ id: bar, storage_unit_name: 'Cellar', lightspeed_id: '9007199254740993' });
    expect(await unlinkStorageUnit(ctx(), { id: bar })).toMatchObject({ storage_unit_id: null });
  });

  it('never writes a missing or unusable value over a known one, and names it', async () => {
    const { id } = await connect();
    await syncLocations(ctx(), { id });
    const bar = { ...place('2', 'Annex'), timezone: null, country: null, name: null, businessName: null };
    locations = [
      { ...place('9007199254740993', 'Bar'), timezone: null, unusable: { timezone: 'Mars/Phobos' } },
      { ...bar, currency: null },
      { ...place('5', 'New'), timezone: null, unusable: { timezone: 'W. Europe Standard Time' } },
    ];
    const result = await syncLocations(ctx(), { id });
    expect(result).toMatchObject({ added: 1, updated: 0, unchanged: 2, kept_values_total: 7, unreadable: 0 });
    const kept = result.kept_values.map(({ lightspeed_id, field, received, used }) =>
      [lightspeed_id, field, received, used].join(' '),
    );
    expect(kept).toEqual([
      '9007199254740993 timezone Mars/Phobos Europe/Berlin',
      '2 name  Annex',
      '2 business_name  Business b1',
      '2 country  DE',
      '2 timezone  Europe/Berlin',
      '2 currency  EUR',
      '5 timezone W. Europe Standard Time UTC',
    ]);
    const zones = (await listLocations(ctx(), { id })).data.map((one) => [one.name, one.timezone]);
    expect(zones).toEqual([
      ['Annex', 'Europe/Berlin'],
      ['Bar', 'Europe/Berlin'],
      ['New', 'UTC'],
    ]);
  });

  it('keeps what is known of an item too, but not a SKU that another item bears by now', async () => {
    const { id } = await connect();
    await syncLocations(ctx(), { id });
    await syncItems(ctx(), { id });
    const blank = { sku: null, name: null, itemType: null, price: null, isActive: null };
    items = {
      '9007199254740993': [
        { ...thing('11', null, ''), ...blank, unusable: { price: '12,50' } },
        { ...thing('12', null, 'cola zero') },
        thing('14', '542.', 'Cola light'),
      ],
      '2': [thing('13', null, 'Ästhetik', false)],
    };
    const result = await syncItems(ctx(), { id });
    expect(result.kept_values.map(({ name, field, received }) => [name, field, received])).toEqual([
      ['Cola', 'name', null],
      ['Cola', 'sku', null],
      ['Cola', 'item_type', null],
      ['Cola', 'price', '12,50'],
    ]);
    const read = async () =>
      (await listItems(ctx(), { id, include_archived: true })).data
        .map((item) => [item.lightspeed_id, item.name, item.sku, item.price, item.is_archived])
        .sort();
    expect(await read()).toEqual([
      ['11', 'Cola', '542', '4.5', false],
      ['12', 'cola zero', null, '4.5', false],
      ['13', 'Ästhetik', null, '4.5', true],
      ['14', 'Cola light', '542.', '4.5', false],
    ]);
    items['2'] = [{ ...thing('13', null, 'Ästhetik'), isActive: null }];
    await syncItems(ctx(), { id });
    expect((await read())[2]).toEqual(['13', 'Ästhetik', null, '4.5', true]);
  });

  it('archives nothing while a row has no id: it may be any of those that are missing', async () => {
    const { id } = await connect();
    await syncLocations(ctx(), { id });
    await syncItems(ctx(), { id });
    items['9007199254740993'] = Object.assign([thing('12', '542.', 'cola zero')], { unreadable: 1 });
    items['2'] = [];
    expect(await syncItems(ctx(), { id })).toMatchObject({ archived: 0, unreadable: 1, total: 1 });
    locations = Object.assign([place('2', 'Annex')], { unreadable: 2 });
    expect(await syncLocations(ctx(), { id })).toMatchObject({ archived: 0, unreadable: 2 });
    locations = [place('2', 'Annex')];
    expect(await syncLocations(ctx(), { id })).toMatchObject({ archived: 1, unreadable: 0 });
  });

  it("refuses another company's storage unit like an unknown one (R12)", async () => {
    const { id } = await connect();
    await syncLocations(ctx(), { id });
    const location = (await listLocations(ctx(), { id })).data[0]?.id ?? '';
    const other = v7();
    await t.db.insert(companies).values({ id: other, name: 'Other' });
    const [unit] = await t.db.insert(storageUnits).values({ companyId: other, name: 'Theirs' }).returning();
    for (const storage_unit_id of [unit?.id ?? '', v7()]) {
      await expect(linkStorageUnit(ctx(), { id: location, storage_unit_id })).rejects.toMatchObject({
        code: 'storage_unit_company_mismatch',
      });
    }
  });

  it('items need locations, are counted once, paged by name, and never lose their mapping', async () => {
    const { id } = await connect();
    await expect(syncItems(ctx(), { id })).rejects.toMatchObject({ code: 'locations_not_synced' });
    await syncLocations(ctx(), { id });
    expect(await syncItems(ctx(), { id })).toMatchObject({ added: 3, total: 3 });
    expect(await syncItems(ctx(), { id })).toMatchObject({ added: 0, updated: 0, unchanged: 3 });
    const names: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listItems(ctx(), { id, limit: 1, cursor });
      names.push(...page.data.map((item) => item.name));
      if (!page.next_cursor) break;
      cursor = page.next_cursor;
    }
    expect(names.toSorted()).toEqual(['Cola', 'cola zero', 'Ästhetik']);
    expect((await listItems(ctx(), { id, search: '542.' })).data.map((item) => item.sku)).toEqual(['542.']);
    const cola = (await listItems(ctx(), { id, search: 'Cola' })).data[0];
    expect(cola).toMatchObject({ price: '4.5', state: 'unmapped' });
    expect(
      await t.db
        .select()
        .from(lightspeedItemLocations)
        .where(eq(lightspeedItemLocations.itemId, cola?.id ?? '')),
    ).toHaveLength(2);
    items['2'] = [thing('13', null, 'Ästhetik', false)];
    items['9007199254740993'] = [thing('12', '542.', 'cola zero')];
    expect(await syncItems(ctx(), { id })).toMatchObject({
      archived: 2,
      unchanged: 1,
      updated: 0,
      total: 2,
      inactive: 1,
    });
    expect((await listItems(ctx(), { id, include_archived: true })).data).toHaveLength(3);
    expect(await countItems(ctx(), { id })).toMatchObject({
      unmapped: 1,
      total: 1,
      // The one that is gone is neither.
      inactive: 1,
    });
  });
});

describe('mapping (R13)', () => {
  it('replaces, keeps history, writes nothing for the same values, and refuses strangers', async () => {
    const { id } = await connect();
    await syncLocations(ctx(), { id });
    await syncItems(ctx(), { id });
    const item = (await listItems(ctx(), { id, search: 'Cola' })).data[0]?.id ?? '';
    const [bottle] = await t.db
      .insert(ingredients)
      .values({ companyId, name: 'Cola', baseUnit: 'bottle' })
      .returning();
    const [platter] = await t.db.insert(recipes).values({ companyId, name: 'Platter' }).returning();
    const toBottle = {
      id: item,
      mapped_object_type: 'ingredient' as const,
      mapped_object_id: bottle?.id ?? '',
    };
    await Promise.all(
      ['1', '1.0', 1, '1.000000'].map((quantity) => saveMapping(ctx(), { ...toBottle, quantity })),
    );
    const versions = () =>
      t.db.select().from(itemMappingVersions).where(eq(itemMappingVersions.itemId, item));
    expect(await versions()).toHaveLength(1);
    const mapped = await saveMapping(ctx(), { ...toBottle, quantity: '0.5', is_subtraction: true });
    expect(mapped).toMatchObject({
      state: 'subtraction',
      mapping: { quantity: '0.5', unit: 'bottle', mapped_object_name: 'Cola', version: 2 },
    });
    const toRecipe = { id: item, mapped_object_type: 'recipe' as const, mapped_object_id: platter?.id ?? '' };
    expect(await saveMapping(ctx(), { ...toRecipe, quantity: '4' })).toMatchObject({ state: 'recipe' });
    expect(await setIgnored(ctx(), { id: item, ignored: false })).toMatchObject({ state: 'recipe' });
    expect(await setIgnored(ctx(), { id: item, ignored: true })).toMatchObject({
      state: 'ignored',
      mapping: null,
    });
    expect(await deleteMapping(ctx(), { id: item })).toMatchObject({ state: 'unmapped' });
    const history = await versions();
    expect(history).toHaveLength(5);
    expect(history.filter((v) => v.supersededAt === null)).toHaveLength(1);
    await expect(saveMapping(ctx(), { ...toBottle, mapped_object_id: v7() })).rejects.toMatchObject({
      code: 'ingredient_not_found',
    });
    await expect(saveMapping(ctx(), { ...toRecipe, mapped_object_id: v7() })).rejects.toMatchObject({
      code: 'recipe_not_found',
    });
    await expect(saveMapping(ctx('viewer'), toBottle)).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = testContext(t.db, { memberships: { [v7()]: 'owner' } });
    await expect(saveMapping(stranger, toBottle)).rejects.toMatchObject({ code: 'not_found' });
  });
});
