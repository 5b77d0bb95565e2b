import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { salesSnapshots } from '@/db/schema/transfers';
import type { PlanLine } from '@/lib/core/transfer-plan';
import { columnsOf } from './columns-of';

export type SnapshotRow = typeof salesSnapshots.$inferSelect;

/** A line as read from Lightspeed; times are ISO 8601 text. */
export interface NewSaleLine extends PlanLine {
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

/** The same without its body. */
export async function findLatestHead(
  db: Queryable,
  companyId: string,
  locationId: string,
  businessDay: string,
) {
  return db.query.salesSnapshots.findFirst({
    columns: { id: true, contentHash: true, nextStartOfDay: true, fetchedAt: true },
    where: (kept, { and: all, eq: is }) =>
      all(is(kept.companyId, companyId), is(kept.locationId, locationId), is(kept.businessDay, businessDay)),
    orderBy: (kept) => desc(kept.version),
  });
}

/** When a business day ended, as its newest kept answer said. */
export async function findDayEnd(
  db: Queryable,
  companyId: string,
  locationId: string,
  businessDay: string,
): Promise<Date | null> {
  const rows = await db
    .select({ end: salesSnapshots.nextStartOfDay })
    .from(salesSnapshots)
    .where(
      and(
        eq(salesSnapshots.companyId, companyId),
        eq(salesSnapshots.locationId, locationId),
        eq(salesSnapshots.businessDay, businessDay),
        isNotNull(salesSnapshots.nextStartOfDay),
      ),
    )
    .orderBy(desc(salesSnapshots.version))
    .limit(1);
  return rows[0]?.end ?? null;
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
  const columns = columnsOf(lines, [
    ['seq', 'int'],
    ['accountId', 'text'],
    ['accountNumber', 'text'],
    ['accountType', 'text'],
    ['accountCancelled', 'boolean'],
    ['previousAccountId', 'text'],
    ['receiptId', 'text'],
    ['timeClosed', 'timestamptz'],
    ['lineId', 'text'],
    ['parentLineId', 'text'],
    ['sku', 'text'],
    ['name', 'text'],
    ['quantity', 'numeric'],
    ['netValue', 'numeric'],
    ['voidReason', 'text'],
    ['timeOfSale', 'timestamptz'],
    ['problem', 'text'],
  ]);
  await db.execute(sql`
    insert into sale_lines (company_id, snapshot_id, seq, account_id, account_number, account_type, account_cancelled, previous_account_id,
                            receipt_id, time_closed, line_id, parent_line_id, sku, name, quantity, net_value, void_reason, time_of_sale, problem)
    select ${companyId}::uuid, ${snapshotId}::uuid, r.* from ${columns} as r`);
}

/** Newest answers of a location that must be read again before they are used (R15). */
export async function listReadAgain(
  db: Queryable,
  companyId: string,
  locationIds: readonly string[] | null,
): Promise<SnapshotRow[]> {
  return db
    .select()
    .from(salesSnapshots)
    .where(
      and(
        eq(salesSnapshots.companyId, companyId),
        locationIds === null ? undefined : inArray(salesSnapshots.locationId, [...locationIds]),
        eq(salesSnapshots.readAgain, true),
      ),
    );
}

export async function clearReadAgain(db: Queryable, companyId: string, id: string): Promise<void> {
  await db
    .update(salesSnapshots)
    .set({ readAgain: false })
    .where(and(eq(salesSnapshots.companyId, companyId), eq(salesSnapshots.id, id)));
}
