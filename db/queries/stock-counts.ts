import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';
import { stockCounts, stockCountWithdrawals } from '@/db/schema/counts';
import type { StockMoment } from '@/lib/core/stock-moment';

/** The condition that a count was not taken back. */
export const isNotWithdrawn = (count: SQL) =>
  sql`not exists (select 1 from stock_count_withdrawals w where w.count_id = ${count}.id)`;

export interface NewCount {
  id: string;
  storageUnitId: string;
  ingredientId: string;
  day: string;
  /** 0: before the day's movements, 2: after them. */
  moment: number;
  countedQuantity: string;
  note: string | null;
  batchId: string;
}

/** In the order given, which decides between two counts of one moment; returns the moments they stand at. */
export async function insertCounts(
  db: Transaction,
  write: { companyId: string; createdBy: string },
  counts: readonly NewCount[],
): Promise<StockMoment[]> {
  if (counts.length === 0) return [];
  const rows = await db
    .insert(stockCounts)
    .values(counts.map(({ day, ...count }) => ({ ...write, ...count, businessDay: day })))
    .returning();
  return rows.map((row) => ({
    storageUnitId: row.storageUnitId,
    ingredientId: row.ingredientId,
    day: row.businessDay,
    moment: row.moment,
    seq: String(row.seq),
  }));
}

export async function findCount(db: Queryable, companyId: string, id: string) {
  const [row] = await db
    .select({
      ...getTableColumns(stockCounts),
      isWithdrawn: sql<boolean>`${stockCountWithdrawals.countId} is not null`,
    })
    .from(stockCounts)
    .leftJoin(stockCountWithdrawals, eq(stockCountWithdrawals.countId, stockCounts.id))
    .where(and(eq(stockCounts.companyId, companyId), eq(stockCounts.id, id)));
  return row;
}

/** Takes counts back; the second of two at once fails on `stock_count_withdrawals_pkey`. */
export async function insertWithdrawals(
  db: Transaction,
  write: { companyId: string; createdBy: string; note: string | null },
  counts: readonly { id: string }[],
): Promise<void> {
  if (counts.length === 0) return;
  await db.insert(stockCountWithdrawals).values(counts.map(({ id }) => ({ ...write, countId: id })));
}
