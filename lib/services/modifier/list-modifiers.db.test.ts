import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { companies } from '@/db/schema/people';
import { type Modifier, modifierEffectSchema, modifierSchema } from '@/lib/contracts/modifiers';
import { mapMenu } from '@/lib/demo/map-menu';
import { sayModifiers } from '@/lib/demo/say-modifiers';
import { idOf, seedRecipes } from '@/lib/demo/seed-inventory';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { approvedCode } from '@/lib/lightspeed/simulator/approve-consent';
import { type Simulator, startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { createLog } from '@/lib/platform/log';
import { suiteDatabase } from '@/testing/database/suite-database';
import { FakeClock, testContext } from '@/testing/fixtures/test-context';
import type { ServiceContext } from '../context';
import { connectIntegration } from '../integration/connect-integration';
import { listDesk } from '../item/list-desk';
import { listItems } from '../item/list-items';
import { syncItems } from '../item/sync-items';
import { activateLocation } from '../location/activate-location';
import { linkStorageUnit } from '../location/link-storage-unit';
import { listLocations } from '../location/list-locations';
import { syncLocations } from '../location/sync-locations';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { runTransfer } from '../transfer/run-transfer';
import { listModifiers } from './list-modifiers';
import { saveModifierRules } from './save-modifier-rules';

const NOW = '2026-03-16T12:00:00Z';
const DAYS = ['2026-03-12', '2026-03-13', '2026-03-14'];
const database = suiteDatabase();
const companyId = v7();
let simulator: Simulator;
let ctx: ServiceContext;
let integrationId: string;
let lightspeedId: string;
let ids: Awaited<ReturnType<typeof seedRecipes>>;
let bySku: Map<string | null, Modifier>;

beforeAll(async () => {
  const clock = new FakeClock(new Date(NOW));
  simulator = await startSimulator({ now: () => clock.now() });
  const pos = createLightspeedGateway({
    ...simulator,
    scopes: 'financial-api items offline_access',
    log: createLog('silent'),
  });
  ctx = testContext(database.db, { memberships: { [companyId]: 'owner' }, pos, clock });
  await database.db.insert(companies).values({ id: companyId, name: 'Seeblick' });
  ids = await seedRecipes(ctx, companyId);
  const redirect_uri = 'http://localhost:3000/api/lightspeed/callback';
  const code = await approvedCode(pos.authorizeUrl({ state: 's', redirectUri: redirect_uri }));
  const till = { company_id: companyId, name: 'Till', code, redirect_uri };
  ({ id: integrationId } = await connectIntegration(ctx, till));
  await syncLocations(ctx, { id: integrationId });
  await syncItems(ctx, { id: integrationId });
  await mapMenu(ctx, { id: integrationId, company_id: companyId }, ids);
  const unit = await createStorageUnit(ctx, { company_id: companyId, name: 'Cellar' });
  const { data } = await listLocations(ctx, { id: integrationId, include_archived: false, limit: 50 });
  const location = data.find(({ name }) => name === 'Seeblick Zürich');
  if (!location) throw new Error('the simulator has another restaurant');
  lightspeedId = location.lightspeed_id;
  await linkStorageUnit(ctx, { id: location.id, storage_unit_id: unit.id });
  await activateLocation(ctx, { id: location.id });
  for (const date of DAYS) await runTransfer(ctx, { id: location.id, date, force_refresh: true });
  await read();
});
afterAll(() => simulator.stop());

async function read() {
  const { data } = await listModifiers(ctx, { id: integrationId });
  for (const one of data) expect(modifierSchema.parse(one)).toEqual(one);
  bySku = new Map(data.map((one) => [one.sku, one]));
  return data;
}

it('lists what was sold under other items, as the till has it, without parts of menus', async () => {
  const counted = new Map<string, number>();
  for (const day of DAYS) {
    for (const sale of simulator.world.salesOfDay(lightspeedId, day)) {
      if (['FLOAT', 'TRANSITORY', 'CANCEL'].includes(sale.type ?? '') || sale.cancelled) continue;
      const skuOf = new Map(sale.salesLines?.map((line) => [line.id, line.sku]));
      for (const { sku, parentLineId, quantity } of sale.salesLines ?? []) {
        const parent = parentLineId && skuOf.get(parentLineId);
        if (!sku || !parent || !/^9[12]\d$/.test(sku)) continue;
        const key = `${sku} under ${parent}`;
        counted.set(key, (counted.get(key) ?? 0) + Number(quantity));
      }
    }
  }
  const data = await read();
  const skus = await skuOfItems();
  const listed = data.flatMap(({ sku, parents }) =>
    parents.map(({ item_id, quantity }) => [`${sku} under ${skus.get(item_id)}`, Number(quantity)] as const),
  );
  expect(new Map(listed)).toEqual(counted);
  expect([...bySku.keys()].every((sku) => /^9[12]\d$/.test(sku ?? ''))).toBe(true);
  expect(data.map(({ lines }) => lines)).toEqual(data.map(({ lines }) => lines).sort((a, b) => b - a));
});

async function skuOfItems(): Promise<Map<string, string | null>> {
  const { data } = await listItems(ctx, { id: integrationId, include_archived: true, limit: 500 });
  return new Map(data.map(({ id, sku }) => [id, sku]));
}

it('offers each pair what the recipe of the parent says, and all of them one act (R41)', () => {
  const without = bySku.get('912');
  expect(without?.suggested_rules[0]).toMatchObject({
    parent_item_id: null,
    parent_accounting_group: null,
    effect: 'removes',
    mapped_object_name: 'Cheddar',
    share: '1',
    reason: { code: 'parent_has', params: { name: 'Cheddar', unit: 'g' } },
  });
  expect(bySku.get('920')?.suggested_rules).toMatchObject([{ effect: 'scales', factor: '2' }]);
  expect(bySku.get('925')?.suggested_rules).toMatchObject([{ effect: 'nothing' }]);
  const salad = bySku.get('921');
  expect(salad?.parents.find(({ name }) => name === 'Pommes frites')?.suggestion).toMatchObject({
    effect: 'stands_for',
  });
  const cheese = bySku.get('911')?.parents.find(({ name }) => name === 'Doppelburger');
  if (cheese) expect(cheese.suggestion).toMatchObject({ effect: 'adds', quantity: '50', unit: 'g' });
});

it('has what is said, also of what nobody sold', async () => {
  const without = bySku.get('912');
  const [parent] = without?.parents ?? [];
  if (!without || !parent) throw new Error('nobody wanted a burger without cheese');
  const cheddar = {
    effect: 'removes' as const,
    mapped_object_type: 'ingredient' as const,
    mapped_object_id: idOf(ids.ingredients, 'Cheddar'),
  };
  await saveModifierRules(ctx, {
    id: without.item_id,
    rules: [cheddar, { effect: 'nothing', parent_item_id: parent.item_id }],
  });
  const [cola] = [...(await skuOfItems())].find(([, sku]) => sku === '541') ?? [];
  await saveModifierRules(ctx, { id: cola ?? '', rules: [{ effect: 'nothing' }] });
  await read();
  expect(bySku.get('912')).toMatchObject({
    version: 1,
    rules: [
      { effect: 'removes', mapped_object_name: 'Cheddar', parent_item_name: null },
      { effect: 'nothing', parent_item_name: parent.name },
    ],
  });
  expect(bySku.get('541')).toMatchObject({ name: 'Cola 33 cl', rules: [{ effect: 'nothing' }] });
});

it('what is said for every parent is decided (R43)', async () => {
  const special = [...(await skuOfItems())].find(([, sku]) => sku === '986')?.[0] ?? '';
  const thing = { id: integrationId };
  const desk = () => listDesk(ctx, { ...thing, limit: 500 });
  const rowOf = ({ data }: Awaited<ReturnType<typeof desk>>) => data.find(({ id }) => id === special);
  const before = await desk();
  expect(rowOf(before)).toMatchObject({ state: 'unmapped', is_modifier: false });
  expect(rowOf(before)?.lines).toBeGreaterThan(0);
  await saveModifierRules(ctx, { id: special, rules: [{ effect: 'nothing' }] });
  const after = await desk();
  expect(rowOf(after)).toMatchObject({ state: 'unmapped', is_modifier: true });
  expect(after.summary?.counts).toMatchObject({
    review: (before.summary?.counts.review ?? 0) - 1,
    mapped: (before.summary?.counts.mapped ?? 0) + 1,
  });
  const decided = ({ summary }: typeof before) => summary?.coverage.lines.decided ?? 0;
  expect(decided(after) - decided(before)).toBe(rowOf(before)?.lines);
});

it('shows each effect of the demo, which is said once', async () => {
  const thing = { id: integrationId, company_id: companyId };
  await sayModifiers(ctx, thing, ids);
  const once = await read();
  const effects = new Set(once.flatMap(({ rules }) => rules.map(({ effect }) => effect)));
  expect(effects).toEqual(new Set(modifierEffectSchema.options));
  await sayModifiers(ctx, thing, ids);
  expect((await read()).map(({ version }) => version)).toEqual(once.map(({ version }) => version));
});

it('is of the company alone', async () => {
  const stranger = testContext(database.db, { memberships: {} });
  await expect(listModifiers(stranger, { id: integrationId })).rejects.toMatchObject({ code: 'not_found' });
});
