import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { isNeverCounted } from './never-counted';
import { listRows } from './rows';
import { uuids } from './sql-parts';

/**
 * What a stock held at the end of a day, from its entries, if some came after it; nothing where the kept sums
 * say it already.
 */
export const heldOn = (companyId: string, level: SQL, day: SQL) => sql`
  select sum(e.quantity) as quantity, sum(e.value) as value from ledger_entries e
  where ${level}.last_day > ${day} and e.company_id = ${companyId} and e.storage_unit_id = ${level}.storage_unit_id
    and e.ingredient_id = ${level}.ingredient_id and e.business_day <= ${day}`;

/**
 * What all storage units together hold of an ingredient that has a minimum, as far as it is known (R54): a
 * unit where nothing was ever counted or brought in adds nothing. Null where no unit is known, the ingredient
 * has no minimum, or it is archived. `ingredient` is a row of the table.
 */
export const watchedStock = (companyId: string, ingredient: SQL, day: SQL): SQL => sql`(
  select sum(coalesce(s.quantity, w.quantity)) from stock_levels w
  left join lateral (${heldOn(companyId, sql`w`, day)}) s on true
  where ${ingredient}.is_active and ${ingredient}.minimum_quantity is not null
    and w.company_id = ${companyId} and w.ingredient_id = ${ingredient}.id and w.first_day <= ${day}
    and not ${isNeverCounted(companyId, sql`w`, day)})`;

/** Of these ingredients, which have a minimum, what all storage units hold at the end of a day, by id. */
export async function findWatchedStock(
  db: Queryable,
  companyId: string,
  ids: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, string | null>> {
  // Most have none, and a list of them does not wait for whoever holds the ledger.
  if (ids.length === 0) return new Map();
  const rows = await listRows<{ id: string; quantity: string | null }>(
    db,
    sql`
    select i.id, ${watchedStock(companyId, sql`i`, sql`${day}::date`)}::text as quantity from ingredients i
    where i.company_id = ${companyId} and i.id = any(${uuids(ids)})`,
  );
  return new Map(rows.map(({ id, quantity }) => [id, quantity]));
}
