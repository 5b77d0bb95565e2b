import { type SQL, sql } from 'drizzle-orm';
import { only } from './sql-parts';

/**
 * The condition that nothing was ever counted or brought in of a stock up to the end of a day: what its
 * entries sum to then says only what left it, not what is there. `stock` has `storage_unit_id` and
 * `ingredient_id`. A withdrawn count and a reversed receipt are none.
 */
export function isNeverCounted(companyId: string, stock: SQL, day: SQL, knownAt?: string): SQL {
  const known = (row: SQL) => only(knownAt ? sql`${row}.recorded_at <= ${knownAt}::timestamptz` : undefined);
  const ofStock = (row: SQL) => sql`${row}.company_id = ${companyId}
    and ${row}.storage_unit_id = ${stock}.storage_unit_id and ${row}.ingredient_id = ${stock}.ingredient_id
    and ${row}.business_day <= ${day} and ${known(row)}`;
  // Their type is said twice, so that the index of what is no sale serves.
  return sql`(
    not exists (
      select 1 from stock_counts n
      where ${ofStock(sql`n`)}
        and not exists (select 1 from stock_count_withdrawals x where x.count_id = n.id and ${known(sql`x`)}))
    and not exists (
      select 1 from ledger_entries n
      where ${ofStock(sql`n`)} and n.type <> 'ISSUE' and n.type in ('RECEIPT', 'TRANSFER_IN') and not n.is_reversal
        and not exists (select 1 from ledger_entries x where x.company_id = n.company_id and x.reverses_entry_id = n.id and ${known(sql`x`)})))`;
}
