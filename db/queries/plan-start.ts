import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { findRow } from './rows';
import { isAllSeen, planSeen } from './unchanged-days';

/** Whether this transaction itself has changed what days are planned from. */
const hasOwnChange = (companyId: string) => sql`exists (
      select from plan_changes c where c.company_id = ${companyId} and c.xid = pg_current_xact_id_if_assigned())`;

/** What is known before a day's inputs are read. */
export interface PlanStart {
  /** The database's clock, by which versions are dated, as PostgreSQL prints it in UTC. */
  now: string;
  /** What the plan will know of `plan_changes`. */
  seen: string;
  /** Whether the company holds what is sold under other names (R38). */
  holdsNames: boolean;
  /** Whether nothing was changed since `known`; false where that is null. */
  isKnown: boolean;
  /** Whether this transaction has changes of its own, which nobody else may see yet. */
  hasOwnChange: boolean;
}

/** `known`: an earlier `seen`, to be asked whether it still says all. */
export async function findPlanStart(
  db: Queryable,
  companyId: string,
  known: string | null = null,
): Promise<PlanStart> {
  const row = await findRow<{ [K in keyof PlanStart]: PlanStart[K] | null }>(
    db,
    sql`
    select clock_timestamp()::text as now, ${planSeen} as seen, (select c.holds_names from companies c where c.id = ${companyId}) as holds_names,
      ${hasOwnChange(companyId)} as has_own_change, ${known === null ? sql`false` : isAllSeen(companyId, sql`${known}::text`)} as is_known`,
  );
  return {
    now: row?.now ?? '',
    seen: row?.seen ?? '',
    holdsNames: row?.holdsNames ?? true,
    isKnown: row?.isKnown ?? false,
    hasOwnChange: row?.hasOwnChange ?? true,
  };
}
