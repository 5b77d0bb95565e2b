import { and, desc, eq, getTableColumns, isNull, lt, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { recipes } from '@/db/schema/inventory';
import { lightspeedItems } from '@/db/schema/lightspeed';
import { transferLogs } from '@/db/schema/transfers';

/** A run with the name of what caused it. */
export type TransferLogRow = typeof transferLogs.$inferSelect & {
  causeItemName: string | null;
  causeRecipeName: string | null;
};

const withCause = (db: Queryable) =>
  db
    .select({
      ...getTableColumns(transferLogs),
      causeItemName: lightspeedItems.name,
      causeRecipeName: recipes.name,
    })
    .from(transferLogs)
    .leftJoin(
      lightspeedItems,
      and(
        eq(lightspeedItems.companyId, transferLogs.companyId),
        eq(lightspeedItems.id, transferLogs.causeItemId),
      ),
    )
    .leftJoin(
      recipes,
      and(eq(recipes.companyId, transferLogs.companyId), eq(recipes.id, transferLogs.causeRecipeId)),
    );

export async function insertTransferLog(db: Queryable, row: typeof transferLogs.$inferInsert): Promise<void> {
  await db.insert(transferLogs).values(row);
}

export async function updateTransferLog(
  db: Queryable,
  companyId: string,
  id: string,
  change: Partial<typeof transferLogs.$inferInsert>,
): Promise<void> {
  await db
    .update(transferLogs)
    .set(change)
    .where(and(eq(transferLogs.companyId, companyId), eq(transferLogs.id, id)));
}

/** The last row of the page before: `day` only where the list is ordered by it. */
export interface TransferLogPlace {
  day?: string;
  startedAt: Date;
  id: string;
}

/** A page of a location's runs, newest first; a run without a day comes after all days. */
export async function listTransferLogs(
  db: Queryable,
  companyId: string,
  locationId: string,
  page: { limit: number; order: 'started' | 'day'; after?: TransferLogPlace | undefined },
): Promise<TransferLogRow[]> {
  const { after } = page;
  const started = sql`date_trunc('milliseconds', ${transferLogs.startedAt})`;
  // As in transfer_logs_by_day_idx.
  const day = sql`coalesce(${transferLogs.businessDay}, '-infinity'::date)`;
  const keys = [...(page.order === 'day' ? [day] : []), started, transferLogs.id];
  const place = after && [
    ...(page.order === 'day' ? [sql`${after.day}::date`] : []),
    sql`${after.startedAt.toISOString()}::timestamptz`,
    sql`${after.id}::uuid`,
  ];
  return withCause(db)
    .where(
      and(
        eq(transferLogs.companyId, companyId),
        eq(transferLogs.locationId, locationId),
        place && sql`(${sql.join(keys, sql`, `)}) < (${sql.join(place, sql`, `)})`,
      ),
    )
    .orderBy(...keys.map((key) => desc(key)))
    .limit(page.limit);
}

export async function findTransferLog(
  db: Queryable,
  companyId: string,
  id: string,
): Promise<TransferLogRow | undefined> {
  const rows = await withCause(db)
    .where(and(eq(transferLogs.companyId, companyId), eq(transferLogs.id, id)))
    .limit(1);
  return rows[0];
}

/** Runs that began long ago and never ended: their process died. Says so; returns how many. */
export async function closeInterruptedLogs(db: Queryable, startedBefore: Date, now: Date): Promise<number> {
  const rows = await db
    .update(transferLogs)
    .set({ success: false, errorCode: 'transfer_interrupted', finishedAt: now })
    .where(and(isNull(transferLogs.finishedAt), lt(transferLogs.startedAt, startedBefore)))
    .returning({ id: transferLogs.id });
  return rows.length;
}
