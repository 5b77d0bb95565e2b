import type { Sql } from 'postgres';
import { demoActor } from '@/lib/demo/demo-actor';
import { approvedCode } from '@/lib/lightspeed/simulator/approve-consent';
import type { ServiceContext } from '@/lib/services/context';

const REDIRECT = '/api/lightspeed/callback';

export interface Company {
  id: string;
  ctx: ServiceContext;
  locationIds: string[];
}

/**
 * Companies of one person, each connected, with a small kitchen, a few mapped items and every location
 * linked.
 */
export async function makeCompanies(count: number): Promise<Company[]> {
  const { ANONYMOUS, serviceContext } = await import('@/lib/runtime/container');
  const { makeAccount } = await import('@/lib/services/people/sign-up');
  const person = { email: 'load@bestellfix.example', password: 'load-password-1', name: 'Load' };
  const user = await makeAccount(serviceContext(ANONYMOUS), person);
  const made: Company[] = [];
  const queue = Array.from({ length: count }, (_, n) => n + 1);
  const worker = async () => {
    for (let n = queue.shift(); n !== undefined; n = queue.shift()) made.push(await makeCompany(user.id, n));
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return made;
}

async function makeCompany(userId: string, n: number): Promise<Company> {
  const { serviceContext } = await import('@/lib/runtime/container');
  const { createCompany } = await import('@/lib/services/company/create-company');
  const { createIngredient } = await import('@/lib/services/ingredient/create-ingredient');
  const { connectIntegration } = await import('@/lib/services/integration/connect-integration');
  const { listItems } = await import('@/lib/services/item/list-items');
  const { saveMapping } = await import('@/lib/services/item/save-mapping');
  const { syncItems } = await import('@/lib/services/item/sync-items');
  const { linkStorageUnit } = await import('@/lib/services/location/link-storage-unit');
  const { listLocations } = await import('@/lib/services/location/list-locations');
  const { syncLocations } = await import('@/lib/services/location/sync-locations');
  const { createStorageUnit } = await import('@/lib/services/storage-unit/create-storage-unit');

  const { id } = await createCompany(serviceContext(demoActor(userId)), { name: `Load ${n}` });
  const company_id = id;
  const ctx = serviceContext(demoActor(userId, id));
  const unit = await createStorageUnit(ctx, { company_id, name: 'Lager' });
  const goods = [];
  for (const name of ['Cola', 'Wein', 'Kaffee', 'Mehl', 'Fleisch']) {
    goods.push(await createIngredient(ctx, { company_id, name, base_unit: 'kg', is_active: true }));
  }
  const integration = await connectIntegration(ctx, { company_id, name: 'Kasse', code: await consent(ctx) });
  const thing = { id: integration.id, company_id };
  await syncLocations(ctx, thing);
  await syncItems(ctx, thing);
  const items = await listItems(ctx, { ...thing, include_archived: false, limit: 40 });
  for (const [index, item] of items.data.entries()) {
    await saveMapping(ctx, {
      id: item.id,
      company_id,
      mapped_object_type: 'ingredient',
      mapped_object_id: goods[index % goods.length]?.id ?? '',
      quantity: '0.25',
      is_subtraction: false,
    });
  }
  const locations = await listLocations(ctx, { ...thing, include_archived: false, limit: 500 });
  for (const location of locations.data) {
    await linkStorageUnit(ctx, { id: location.id, company_id, storage_unit_id: unit.id });
  }
  return { id, ctx, locationIds: locations.data.map((location) => location.id) };
}

async function consent(ctx: ServiceContext): Promise<string> {
  const redirectUri = `${process.env.APP_URL}${REDIRECT}`;
  return approvedCode(ctx.pos.authorizeUrl({ state: 'load', redirectUri }));
}

/** A night of a location whose own migration is under way, due now; the app’s recovery finds it. */
export async function addNight(sql: Sql, company: Company | undefined): Promise<void> {
  const locationId = company?.locationIds[0];
  if (!company || !locationId) return;
  await sql`
    insert into nightly_runs (id, company_id, location_id, business_day, not_before)
    select gen_random_uuid(), company_id, id, (now() - interval '1 day')::date, now()
    from lightspeed_locations where company_id = ${company.id} and id = ${locationId}`;
}
