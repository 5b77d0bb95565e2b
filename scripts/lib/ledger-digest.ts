import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';

/**
 * What the sales of each business day left in a company's ledger, as a hash per `location day`. Names and numbers only, no ids and no
 * times, so that two companies with the same restaurant, or two runs, can be compared.
 */
export async function ledgerDigest(sql: Sql, companyId: string): Promise<Map<string, string>> {
  const rows = await sql<{ day: string; entries: string }[]>`
    select l.lightspeed_id || ' ' || e.business_day as day,
           string_agg(concat_ws('|', i.sku, i.lightspeed_id, g.name, u.name, e.type, e.quantity, e.unit_cost, e.sold_quantity,
             e.usage_per_item, e.source_lines::text, e.revision, e.is_reversal), e'\n'
             order by i.lightspeed_id, g.name, e.revision, e.is_reversal) as entries
    from ledger_entries e
    join lightspeed_locations l on l.company_id = e.company_id and l.id = e.location_id
    join lightspeed_items i on i.company_id = e.company_id and i.id = e.item_id
    join ingredients g on g.company_id = e.company_id and g.id = e.ingredient_id
    join storage_units u on u.company_id = e.company_id and u.id = e.storage_unit_id
    where e.company_id = ${companyId} and e.source = 'pos'
    group by 1 order by 1`;
  return new Map(rows.map((row) => [row.day, sha256(row.entries)]));
}

/** One hash of all days. */
export const digestOf = (days: ReadonlyMap<string, string>) =>
  sha256([...days].map(([day, hash]) => `${day} ${hash}`).join('\n'));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
