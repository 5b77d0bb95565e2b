import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { listRows } from './rows';
import { uuids } from './sql-parts';

/** The names that an item's mapping was made for, took over and was said to count for (R38). */
export interface CountedNamesRow {
  itemId: string;
  /** Null: any, as of mappings saved before names were kept. */
  madeFor: string[] | null;
  adoptedName: string | null;
  accepted: string[];
}

/** Of those of these items that are mapped or ignored. */
export async function listCountedNames(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<CountedNamesRow[]> {
  return listRows<CountedNamesRow>(
    db,
    sql`
    select m.item_id, m.names as made_for, n.name as adopted_name,
           array(select a.name from item_names a where a.company_id = m.company_id and a.item_id = m.item_id
                   and a.superseded_at is null and a.answer = 'same' order by a.created_at, a.id) as accepted
    from item_mapping_versions m
    left join adopted_names n on n.company_id = m.company_id and n.mapping_version_id = m.id
    where m.company_id = ${companyId} and m.item_id = any(${uuids(itemIds)}) and m.superseded_at is null and m.state <> 'unmapped'`,
  );
}
