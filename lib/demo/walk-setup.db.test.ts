import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrations } from '@/db/schema/transfers';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { type Simulator, startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { createLog } from '@/lib/platform/log';
import type { ServiceContext } from '@/lib/services/context';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { listHeldNames } from '@/lib/services/item/list-held-names';
import { runMigrationDay } from '@/lib/services/migration/run-migration-day';
import { suiteDatabase } from '@/testing/database/suite-database';
import { testCompany } from '@/testing/fixtures/test-company';
import { FakeClock } from '@/testing/fixtures/test-context';
import { answerHeldCakes } from './say-true-sales';
import { inventoryIds, seedInventory } from './seed-inventory';
import { walkSetup } from './walk-setup';

const database = suiteDatabase();
const clock = new FakeClock();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ now: () => clock.now() });
});
afterAll(() => simulator.stop());

it('a restaurant shows what sales really take, with a held name waiting to be answered (R16, R37–R40)', async () => {
  const pos = createLightspeedGateway({
    ...simulator,
    scopes: 'financial-api items offline_access',
    log: createLog('silent'),
  });
  const { ctx, companyId } = await testCompany(database.db, 'owner', pos);
  await seedInventory(ctx, companyId);
  await walkSetup(ctx, companyId);
  const [migration] = await database.db.select().from(migrations).limit(1);
  const memberships = new Map([[companyId, 'system']]);
  const job: ServiceContext = { ...ctx, actor: { kind: 'system', job: 'test', memberships } };
  // Until the season before last.
  for (let day = 0; day < 48; day++)
    await runMigrationDay(job, { companyId, migrationId: migration?.id ?? '' });
  const { id = '' } = (await getIntegration(ctx, { company_id: companyId })) ?? {};
  const thing = { id, company_id: companyId };
  const held = async () => (await listHeldNames(ctx, thing)).data.map(({ sku, name }) => `${sku} ${name}`);
  expect((await held()).sort()).toEqual(['987 Lebkuchenparfait', '989 Winterpunsch']);
  await answerHeldCakes(ctx, thing, await inventoryIds(ctx, companyId));
  expect(await held()).toEqual(['989 Winterpunsch']);
  const [seen] = await database.db.$client<Record<string, number>[]>`
    select count(*) filter (where e.packaging_rule_id is not null)::int as packed,
      count(*) filter (where e.parent_item_id is not null)::int as modified,
      count(e.void_reason_version_id)::int as burnt,
      count(*) filter (where i.split_from is not null)::int as split_off
    from ledger_entries e left join lightspeed_items i on i.id = e.item_id where e.company_id = ${companyId}`;
  for (const [what, entries] of Object.entries(seen ?? {})) expect([what, entries > 0]).toEqual([what, true]);
  expect(Object.keys(seen ?? {})).toHaveLength(4);
});
