import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Queryable } from '@/db/client';
import type { Finding } from '@/lib/core/item-names/findings';
import { columnsOf } from './columns-of';
import { listRows } from './rows';
import { uuids } from './sql-parts';

export async function insertFindings(
  db: Queryable,
  companyId: string,
  findings: readonly Finding[],
): Promise<void> {
  if (findings.length === 0) return;
  const columns = columnsOf(
    findings.map((one) => ({ id: v7(), ...one })),
    [
      ['id', 'uuid'],
      ['itemId', 'uuid'],
      ['field', 'text'],
      ['before', 'text'],
      ['after', 'text'],
    ],
  );
  await db.execute(sql`
    insert into item_findings (company_id, id, item_id, field, before, after)
    select ${companyId}::uuid, f.* from ${columns} as f`);
}

/**
 * What syncs found changed of these items since something was decided about them last: of each field what it
 * was first, and what it is now. What is as it was again, and what nobody has decided about, is not said.
 */
export async function listFindings(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<Finding[]> {
  return listRows<Finding>(
    db,
    sql`
    select distinct on (f.item_id, f.field) f.item_id, f.field, f.before,
      case f.field when 'name' then i.name when 'sku' then i.sku when 'accounting_group' then i.accounting_group
        else trim_scale(i.price)::text end as after
    from item_findings f
    join lightspeed_items i on i.company_id = f.company_id and i.id = f.item_id
    join item_mapping_versions m on m.company_id = i.company_id and m.item_id = i.id and m.superseded_at is null and m.state <> 'unmapped'
    where f.company_id = ${companyId} and f.item_id = any(${uuids(itemIds)}) and f.created_at > m.created_at
    order by f.item_id, f.field, f.created_at, f.id`,
  );
}
