import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { saleLines, salesSnapshots } from '@/db/schema/transfers';
import type { PlanLine } from '@/lib/core/transfer-plan';

export type SnapshotRow = typeof salesSnapshots.$inferSelect;

/** A line as read from Lightspeed; times are ISO 8601 text. */
export interface NewSaleLine extends PlanLine {
  timeClosed: string | null;
  parentLineId: string | null;
  timeOfSale: string | null;
}

/** The newest kept answer for a location's business day. */
export async function findLatestSnapshot(
  db: Queryable,
  companyId: string,
  locationId: string,
  businessDay: string,
) {
  const rows = await db
    .select()
    .from(salesSnapshots)
    .where(
      and(
        eq(salesSnapshots.companyId, companyId),
        eq(salesSnapshots.locationId, locationId),
        eq(salesSnapshots.businessDay, businessDay),
      ),
    )
    .orderBy(desc(salesSnapshots.version))
    .limit(1);
  return rows[0];
}

export async function insertSnapshot(db: Queryable, row: typeof salesSnapshots.$inferInsert): Promise<void> {
  await db.insert(salesSnapshots).values(row);
}

/** The same content was answered again: only when, and how complete, changes. */
export async function confirmSnapshot(
  db: Queryable,
  companyId: string,
  id: string,
  seen: { dataComplete: boolean; nextStartOfDay: Date | null; confirmedAt: Date },
): Promise<void> {
  await db
    .update(salesSnapshots)
    .set(seen)
    .where(and(eq(salesSnapshots.companyId, companyId), eq(salesSnapshots.id, id)));
}

/** All lines of a day in one statement, whatever their number. */
export async function insertSaleLines(
  db: Queryable,
  companyId: string,
  snapshotId: string,
  lines: readonly NewSaleLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => ({
    seq: line.seq,
    account_id: line.accountId,
    account_type: line.accountType,
    account_cancelled: line.accountCancelled,
    previous_account_id: line.previousAccountId,
    receipt_id: line.receiptId,
    time_closed: line.timeClosed,
    line_id: line.lineId,
    parent_line_id: line.parentLineId,
    sku: line.sku,
    name: line.name,
    quantity: line.quantity,
    net_value: line.netValue,
    void_reason: line.voidReason,
    time_of_sale: line.timeOfSale,
    problem: line.problem,
  }));
  await db.execute(sql`
    insert into sale_lines (company_id, snapshot_id, seq, account_id, account_type, account_cancelled, previous_account_id, receipt_id,
                            time_closed, line_id, parent_line_id, sku, name, quantity, net_value, void_reason, time_of_sale, problem)
    select ${companyId}::uuid, ${snapshotId}::uuid, r.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(
      seq int, account_id text, account_type text, account_cancelled boolean, previous_account_id text, receipt_id text,
      time_closed timestamptz, line_id text, parent_line_id text, sku text, name text, quantity numeric, net_value numeric,
      void_reason text, time_of_sale timestamptz, problem text)`);
}

export async function listSaleLines(db: Queryable, companyId: string, snapshotId: string) {
  return db
    .select()
    .from(saleLines)
    .where(and(eq(saleLines.companyId, companyId), eq(saleLines.snapshotId, snapshotId)))
    .orderBy(asc(saleLines.seq));
}

/** One keeper of a day's answer at a time, to the end of the transaction. */
export async function lockSnapshots(db: Queryable, locationId: string, businessDay: string): Promise<void> {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${locationId} ${businessDay}`}, 25))`,
  );
}
