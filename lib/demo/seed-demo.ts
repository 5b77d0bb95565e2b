import { eq } from 'drizzle-orm';
import { companies, memberships, users } from '@/db/schema/people';
import type { Location } from '@/lib/contracts/lightspeed';
import { demoActor } from '@/lib/demo/demo-actor';
import { ANONYMOUS, closeContainer, serviceContext } from '@/lib/runtime/container';
import { createCompany } from '@/lib/services/company/create-company';
import type { ServiceContext } from '@/lib/services/context';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { createLedgerBatch } from '@/lib/services/ledger/create-ledger-batch';
import { listBalances } from '@/lib/services/ledger/list-balances';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { listLocations } from '@/lib/services/location/list-locations';
import { getMigration } from '@/lib/services/migration/get-migration';
import { makeAccount } from '@/lib/services/people/sign-up';
import { listTransfers } from '@/lib/services/transfer/list-transfers';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { answerHeldCakes } from './say-true-sales';
import { inventoryIds, seedInventory } from './seed-inventory';
import { walkSetup } from './walk-setup';

const DEMO = { email: 'demo@bestellfix.example', password: 'bestellfix-demo', name: 'Demo' };
const COMPANY = 'Seeblick Gastronomie';

type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/**
 * The demo restaurant, through the same services as everything else. Made once, whole or not at all: a start
 * that was killed half-way leaves nothing behind. `connected` also walks the wizard, as far as it was not
 * walked yet; `step` is told what is being done.
 */
export async function seedDemo(options: { connected: boolean; step: Step }): Promise<void> {
  const { step } = options;
  try {
    const company = await step(
      'Demo restaurant',
      async () => (await findDemo()) ?? (await makeRestaurant(DEMO, COMPANY)),
    );
    if (!options.connected) return;
    const ctx = serviceContext(demoActor(company.userId, company.id));
    await step('Lightspeed connected, items mapped', () => walkSetup(ctx, company.id));
    await step('90 days of sales', () => finishMigrations(ctx, company.id));
    await step('A test day, names of last season, waste and a count', () => workTheDay(ctx, company.id));
  } finally {
    await closeContainer();
  }
}

interface DemoCompany {
  id: string;
  userId: string;
}

/**
 * One more restaurant like the demo's, connected and with both locations' migrations begun, for tests of the
 * whole system.
 */
export async function seedRestaurant(
  person: typeof DEMO,
  name: string,
): Promise<{ ctx: ServiceContext; companyId: string; locationIds: string[] }> {
  const company = await makeRestaurant(person, name);
  const ctx = serviceContext(demoActor(company.userId, company.id));
  await walkSetup(ctx, company.id);
  const locations = await activeLocations(ctx, company.id);
  return { ctx, companyId: company.id, locationIds: locations.map((location) => location.id) };
}

async function findDemo(): Promise<DemoCompany | undefined> {
  const { db } = serviceContext(ANONYMOUS);
  const [found] = await db
    .select({ id: companies.id, userId: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(eq(users.email, DEMO.email))
    .orderBy(companies.createdAt)
    .limit(1);
  return found;
}

function makeRestaurant(person: typeof DEMO, name: string): Promise<DemoCompany> {
  const anonymous = serviceContext(ANONYMOUS);
  return anonymous.db.transaction(async (tx) => {
    // A service's own transaction becomes a savepoint of this one.
    const db = tx as unknown as ServiceContext['db'];
    const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.email, person.email));
    const userId = known?.id ?? (await makeAccount({ ...anonymous, db }, person)).id;
    const { id } = await createCompany({ ...serviceContext(demoActor(userId)), db }, { name });
    await seedInventory({ ...serviceContext(demoActor(userId, id)), db }, id);
    return { id, userId };
  });
}

async function activeLocations(ctx: ServiceContext, company_id: string): Promise<Location[]> {
  const integration = await getIntegration(ctx, { company_id });
  if (!integration) return [];
  const { data } = await listLocations(ctx, { id: integration.id, company_id, limit: 500 });
  return data.filter((location) => location.is_activated);
}

const MIGRATION_SECONDS = 180;

/** Waits for the job server; a migration that takes too long goes on by itself, and its page shows it. */
export async function finishMigrations(ctx: ServiceContext, company_id: string): Promise<void> {
  const until = Date.now() + MIGRATION_SECONDS * 1000;
  for (const { id } of await activeLocations(ctx, company_id)) {
    for (;;) {
      const migration = await getMigration(ctx, { id, company_id });
      if (migration?.status !== 'pending' && migration?.status !== 'running') break;
      if (Date.now() > until) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** The remaining steps of the wizard: one day by hand, and what a kitchen enters besides its sales. Once. */
async function workTheDay(ctx: ServiceContext, company_id: string): Promise<'unchanged' | undefined> {
  const [location] = await activeLocations(ctx, company_id);
  if (!location?.storage_unit_id) return 'unchanged';
  const storage_unit_id = location.storage_unit_id;
  const done = await listLedgerEntries(ctx, { company_id, type: 'ADJUSTMENT', limit: 1 });
  if (done.data.length > 0) return 'unchanged';
  const integration = await getIntegration(ctx, { company_id });
  if (integration) {
    const thing = { id: integration.id, company_id };
    await answerHeldCakes(ctx, thing, await inventoryIds(ctx, company_id));
  }
  const { data: logs } = await listTransfers(ctx, { id: location.id, company_id, limit: 100 });
  const soldOn = logs.flatMap((log) => (log.date && log.stats && log.stats.lines > 0 ? log.date : []));
  const date = soldOn.sort().at(-1);
  if (date === undefined) return 'unchanged';
  await runTransfer(ctx, { id: location.id, company_id, date, force_refresh: true });
  const balances = await listBalances(ctx, { company_id, storage_unit_id, limit: 500 });
  type Line = Parameters<typeof createLedgerBatch>[1]['lines'][number];
  const counted: Line[] = [];
  const wasted: Line[] = [];
  for (const [index, { ingredient_id, base_unit, quantity }] of balances.data.entries()) {
    const stock = Number(quantity);
    if (stock <= 2) continue;
    const whole = base_unit === 'piece' || base_unit === 'bottle';
    // Every fifth shelf is counted and a little short; now and then something falls.
    if (index % 5 === 2) {
      counted.push({ ingredient_id, counted_quantity: (stock * 0.985).toFixed(whole ? 0 : 1) });
    } else if (index % 9 === 4) {
      wasted.push({ ingredient_id, quantity: whole ? '2' : '0.35', reason: whole ? 'dropped' : 'spoiled' });
    }
  }
  const batch = { company_id, storage_unit_id, date };
  if (counted.length > 0) await createLedgerBatch(ctx, { ...batch, type: 'ADJUSTMENT', lines: counted });
  if (wasted.length > 0) await createLedgerBatch(ctx, { ...batch, type: 'WASTE', lines: wasted });
}
