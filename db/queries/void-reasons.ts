import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Queryable } from '@/db/client';
import { voidReasonVersions } from '@/db/schema/void-reasons';
import type { DatedVersion } from '@/lib/core/versions';
import { listRows } from './rows';
import { uuids } from './sql-parts';

type Outcome = (typeof voidReasonVersions.$inferSelect)['outcome'];
export interface VoidReasonVersion extends DatedVersion {
  id: string;
  key: string;
  reason: string;
  outcome: Outcome;
  isCurrent: boolean;
  /** Also for days booked before it was written. */
  reachesBooked: boolean;
}

/** All that was ever said of a company's void and refund reasons (R16). */
export async function listVoidReasonVersions(db: Queryable, companyId: string): Promise<VoidReasonVersion[]> {
  return listRows<VoidReasonVersion>(
    db,
    sql`
    select id, reason_key as key, reason, outcome, version, effective_from::text, created_at::text as written_at,
      superseded_at is null as is_current, reaches_booked
    from void_reason_versions where company_id = ${companyId} order by reason_key, version`,
  );
}

/** Supersedes what was said of the reason and says this instead. */
export async function insertVoidReasonVersion(
  db: Queryable,
  values: Omit<typeof voidReasonVersions.$inferInsert, 'id' | 'createdAt' | 'supersededAt'>,
): Promise<void> {
  const { companyId, reasonKey } = values;
  await db
    .update(voidReasonVersions)
    .set({ supersededAt: sql`clock_timestamp()` })
    .where(
      sql`${eq(voidReasonVersions.companyId, companyId)} and ${eq(voidReasonVersions.reasonKey, reasonKey)} and superseded_at is null`,
    );
  await db.insert(voidReasonVersions).values({ id: v7(), ...values });
}

/** Lines that tills voided or refunded for a reason, by its spelling and day. */
export interface VoidedSales {
  reason: string;
  lines: number;
  quantity: string;
  netValue: string;
  lastDay: string;
}

/**
 * What was voided or refunded for which reason since a business day, by the newest kept answers, each line
 * once; spellings are not joined.
 */
export async function listVoidedSales(
  db: Queryable,
  companyId: string,
  from: string,
): Promise<VoidedSales[]> {
  return listRows<VoidedSales>(
    db,
    sql`
    with newest as materialized (
      select distinct on (s.location_id, s.business_day) s.id, s.business_day from sales_snapshots s
      where s.company_id = ${companyId} and s.business_day >= ${from}::date
      order by s.location_id, s.business_day, s.version desc),
    voided as (
      select distinct on (l.snapshot_id, l.account_id, l.line_id) n.business_day, l.*
      from newest n join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = n.id
      where l.void_reason is not null and l.quantity < 0 and l.problem is null
        and l.account_type not in ('FLOAT', 'TRANSITORY') and not l.account_cancelled
      order by l.snapshot_id, l.account_id, l.line_id, l.seq)
    select void_reason as reason, count(*)::int as lines, sum(quantity)::text as quantity,
      coalesce(sum(net_value), 0)::text as net_value, max(business_day)::text as last_day
    from voided group by 1`,
  );
}

/** Of answers, the reasons that lines of each were voided for. */
export async function listReasonsOfAnswers(
  db: Queryable,
  companyId: string,
  snapshotIds: readonly string[],
): Promise<{ snapshotId: string; reason: string }[]> {
  if (snapshotIds.length === 0) return [];
  return listRows<{ snapshotId: string; reason: string }>(
    db,
    sql`
    select distinct snapshot_id, void_reason as reason from sale_lines
    where company_id = ${companyId} and snapshot_id = any(${uuids(snapshotIds)}) and void_reason is not null`,
  );
}
