import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { BaseUnit } from '@/lib/core/units';
import { listRows } from './rows';

/** What an item can be mapped to. */
export interface TargetRow {
  type: 'ingredient' | 'recipe';
  id: string;
  name: string;
  /** Null of a recipe, which counts in portions. */
  baseUnit: BaseUnit | null;
  isActive: boolean;
}

/** Every ingredient and recipe of the company, by name. */
export async function listTargetRows(db: Queryable, companyId: string): Promise<TargetRow[]> {
  return listRows<TargetRow>(
    db,
    sql`
    select 'ingredient' as type, id, name, base_unit, is_active from ingredients where company_id = ${companyId}
    union all
    select 'recipe', id, name, null, is_active from recipes where company_id = ${companyId}
    order by name, id`,
  );
}
