import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';
import { stockCounts, stockCountWithdrawals } from '@/db/schema/counts';
import type { Touched } from './settle';

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
): Promise<Touched[]> {
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

/** The entries that stand for counts. */
export async function listStandingAdjustments(
  db: Transaction,
  companyId: string,
  countIds: readonly string[],
): Promise<string[]> {
  if (countIds.length === 0) return [];
  const rows = await db.execute<{ id: string }>(sql`
    select e.id from ledger_entries e
    where e.company_id = ${companyId} and e.count_id = any(${sql.param(`{${countIds.join(',')}}`)}::uuid[])
      and e.reverses_entry_id is null and not exists (select 1 from ledger_entries r where r.reverses_entry_id = e.id)`);
  return rows.map((row) => row.id);
}
