import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { createVault } from '@/lib/platform/vault';
import { contextOf, transferDays } from './ledger';
import { millis, row, title } from './print';
import { makeRestaurant, type Restaurant } from './restaurant';

/**
 * A day's transfer beside a catalogue of `items` that the day does not sell, each mapped; and the same with
 * the 150 items that are sold alone.
 */
export async function benchCatalogue(db: Database, items: number): Promise<void> {
  const vault = createVault(`bench:${Buffer.alloc(32, 7).toString('base64')}`);
  const restaurant = await makeRestaurant(db, vault, { accessToken: 'a', refreshToken: 'r' });
  const ctx = contextOf(db, vault, restaurant.companyId);
  // The first days pay for warming up code and caches.
  await transferDays(ctx, restaurant, '2025-11-01', 10);
  const small = await transferDays(ctx, restaurant, '2025-12-01', 10);
  await listMore(db, restaurant, items);
  await transferDays(ctx, restaurant, '2025-11-01', 3);
  const large = await transferDays(ctx, restaurant, '2025-10-01', 10);
  title("A day's transfer of 1,500 lines, median");
  row('of 150 items', millis(small));
  row(`beside ${items.toLocaleString('en')} more`, millis(large));
}

async function listMore(
  db: Database,
  { companyId, ingredientIds }: Restaurant,
  items: number,
): Promise<void> {
  await db.execute(sql`
    insert into lightspeed_items (id, company_id, integration_id, business_id, lightspeed_id, sku, name)
    select uuidv7(), ${companyId}::uuid, i.id, '1', 'more-' || n, 'more-' || n, 'Unsold ' || n
    from lightspeed_integrations i cross join generate_series(1, ${items}::int) n where i.company_id = ${companyId}`);
  await db.execute(sql`
    insert into item_mapping_versions (id, company_id, item_id, version, state, ingredient_id, quantity, created_by)
    select uuidv7(), company_id, id, 1, 'mapped', ${ingredientIds[0] ?? ''}::uuid, 1, 'bench'
    from lightspeed_items where company_id = ${companyId} and sku like 'more-%'`);
  await db.execute(sql`analyze`);
}
