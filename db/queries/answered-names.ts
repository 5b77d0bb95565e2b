import { sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { type ItemState, stateOf } from './items';
import { listRows } from './rows';
import { whoSaid } from './who';

/** What a person said of a name that still holds (R38). */
export interface AnsweredNameRow {
  itemId: string;
  sku: string | null;
  name: string;
  itemName: string;
  answer: 'same' | 'other';
  splitItemId: string | null;
  splitState: ItemState | null;
  firstDay: string;
  lastDay: string;
  answeredAt: Date;
  answeredBy: string | null;
}

/** Newest first; names whose days are not known are left out. */
export async function listAnsweredNames(
  db: Queryable,
  companyId: string,
  { integrationId, limit }: { integrationId: string; limit: number },
): Promise<AnsweredNameRow[]> {
  const rows = await listRows<Omit<AnsweredNameRow, 'answeredAt'> & { answeredAt: string }>(
    db,
    sql`
    select a.item_id, i.sku, a.name, i.name as item_name, a.answer, a.split_item_id,
           case when a.split_item_id is not null then ${stateOf(sql`m`)} end as split_state, d.first_day::text, d.last_day::text,
           a.created_at as answered_at, ${whoSaid(sql`a.created_by`, sql`a.company_id`)} as answered_by
    from item_names a
    join lightspeed_items i on i.company_id = a.company_id and i.id = a.item_id
    left join item_mapping_versions m on m.company_id = a.company_id and m.item_id = a.split_item_id and m.superseded_at is null
    join lateral (
      select min(n.first_day) as first_day, max(n.last_day) as last_day from sold_names n
      join lightspeed_locations l on l.company_id = n.company_id and l.id = n.location_id
      where n.company_id = a.company_id and n.name = a.name and l.business_id = i.business_id and n.sku in (
        select i.sku union select f.sku from lightspeed_former_skus f where f.company_id = i.company_id and f.item_id = i.id)
    ) d on d.first_day is not null
    where a.company_id = ${companyId} and i.integration_id = ${integrationId} and a.superseded_at is null
    order by a.created_at desc, a.id desc limit ${limit}`,
  );
  return rows.map((row) => ({ ...row, answeredAt: new Date(row.answeredAt) }));
}
