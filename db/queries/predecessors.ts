import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { listRows } from './rows';

export interface Succession {
  itemId: string;
  predecessorId: string;
  hasSameName: boolean;
}

const nameOf = (item: SQL) => sql`lower(normalize(btrim(${item}.name), NFC))`;

/**
 * Of `lightspeed_items i`, the one whose place it took (R14): of the same business and SKU, older, gone or
 * inactive, mapped or ignored; of several, one of the same name, then the one that went last. Only for an
 * item nobody ever decided anything about.
 */
export const predecessorOf = (condition: SQL) => sql`
  select p.id, p.name, ${nameOf(sql`p`)} = ${nameOf(sql`i`)} as has_same_name
  from lightspeed_items p
  join item_mapping_versions d on d.company_id = p.company_id and d.item_id = p.id and d.superseded_at is null and d.state <> 'unmapped'
  where ${condition} and p.company_id = i.company_id and p.business_id = i.business_id and p.sku = i.sku and p.integration_id = i.integration_id
    and p.id <> i.id and p.archived_at is not null and p.created_at < i.created_at and p.split_from is null and i.split_from is null
    and i.archived_at is null and not exists (
      select 1 from item_mapping_versions v where v.company_id = i.company_id and v.item_id = i.id)
  order by has_same_name desc, coalesce(p.gone_at, p.archived_at) desc, p.id desc limit 1`;

/** Items made anew whose predecessor's mapping may be theirs: of an integration, or one item. */
export async function listSuccessions(
  db: Queryable,
  companyId: string,
  which: { integrationId: string } | { itemId: string },
): Promise<Succession[]> {
  const isMeant =
    'itemId' in which ? sql`i.id = ${which.itemId}` : sql`i.integration_id = ${which.integrationId}`;
  const rows = await listRows<Succession>(
    db,
    sql`
    select i.id as item_id, p.id as predecessor_id, p.has_same_name
    from lightspeed_items i cross join lateral (${predecessorOf(sql`true`)}) p
    where i.company_id = ${companyId} and ${isMeant} order by i.id`,
  );
  return rows;
}
