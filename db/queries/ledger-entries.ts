import { and, desc, eq, getTableColumns, gte, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable, Transaction } from '@/db/client';
import { ingredients, storageUnits } from '@/db/schema/inventory';
import { ledgerEntries } from '@/db/schema/ledger';
import { lightspeedItems } from '@/db/schema/lightspeed';
import { voidReasonVersions } from '@/db/schema/void-reasons';

export interface EntryFilter {
  ids?: readonly string[] | undefined;
  ingredientId?: string | undefined;
  storageUnitId?: string | undefined;
  type?: EntryRow['type'] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  transferLogId?: string | undefined;
  batchId?: string | undefined;
  /** ISO instant: the ledger as it was known then; ask requireKnownPast first. */
  knownAt?: string | undefined;
  includeReversed: boolean;
  limit: number;
  /** The entry a page ended with. */
  after?: { day: string; seq: string } | undefined;
}
export type ListedEntry = Awaited<ReturnType<typeof listEntries>>[number];

/**
 * A condition the planner cannot see through, so that it takes half of the rows to meet it. What it would
 * reckon is next to none (as if all entries were reversed, or days and recorded times independent of each
 * other), and then it would rather sort millions than stop after a page.
 */
const halfOf = (condition: SQL) => sql`coalesce(${condition}, false)`;

const reversal = alias(ledgerEntries, 'reversal');
const parents = alias(lightspeedItems, 'parents');

// Over 80 lines: one statement, whose columns and filters are named one by one.
/**
 * Entries, newest business day first, then newest written. The page is found by index alone, each entry's
 * reversal looked up on the way; joined in one step, a planner may compare all entries with all reversals.
 * Names are joined to the page.
 */
export function listEntries(db: Queryable, companyId: string, filter: EntryFilter) {
  const e = ledgerEntries;
  const reversedBy = db
    .select({ id: sql<string | null>`${reversal.id}`.as('reversed_by_entry_id') })
    .from(reversal)
    .where(
      and(
        eq(reversal.companyId, e.companyId),
        eq(reversal.reversesEntryId, e.id),
        filter.knownAt ? sql`${reversal.recordedAt} <= ${filter.knownAt}::timestamptz` : undefined,
      ),
    )
    .limit(1)
    .as('reversed_by');
  const page = db
    .select({ ...getTableColumns(e), reversedByEntryId: reversedBy.id })
    .from(e)
    .leftJoinLateral(reversedBy, sql`true`)
    .where(
      and(
        eq(e.companyId, companyId),
        filter.ids ? sql`${e.id} = any(${sql.param(`{${filter.ids.join(',')}}`)}::uuid[])` : undefined,
        filter.ingredientId ? eq(e.ingredientId, filter.ingredientId) : undefined,
        filter.storageUnitId ? eq(e.storageUnitId, filter.storageUnitId) : undefined,
        filter.type ? eq(e.type, filter.type) : undefined,
        filter.from ? gte(e.businessDay, filter.from) : undefined,
        filter.to ? lte(e.businessDay, filter.to) : undefined,
        filter.transferLogId ? eq(e.transferLogId, filter.transferLogId) : undefined,
        filter.batchId ? eq(e.batchId, filter.batchId) : undefined,
        // Days of which nothing was known yet are not looked through.
        filter.knownAt ? halfOf(sql`${e.recordedAt} <= ${filter.knownAt}::timestamptz`) : undefined,
        filter.knownAt
          ? sql`${e.businessDay} <= (select max(business_day) from ledger_days where company_id = ${companyId} and first_recorded_at <= ${filter.knownAt}::timestamptz)`
          : undefined,
        filter.includeReversed
          ? undefined
          : sql`${e.reversesEntryId} is null and ${halfOf(sql`${reversedBy.id} is null`)}`,
        filter.after
          ? sql`(${e.businessDay}, ${e.seq}) < (${filter.after.day}::date, ${filter.after.seq}::bigint)`
          : undefined,
      ),
    )
    .orderBy(desc(e.businessDay), desc(e.seq))
    .limit(filter.limit)
    .as('page');
  return db
    .select({
      id: page.id,
      seq: page.seq,
      type: page.type,
      ingredientId: page.ingredientId,
      ingredientName: ingredients.name,
      baseUnit: ingredients.baseUnit,
      storageUnitId: page.storageUnitId,
      storageUnitName: storageUnits.name,
      quantity: page.quantity,
      unitCost: page.unitCost,
      value: page.value,
      businessDay: page.businessDay,
      source: page.source,
      locationId: page.locationId,
      itemId: page.itemId,
      itemName: lightspeedItems.name,
      parentItemId: page.parentItemId,
      parentItemName: parents.name,
      transferLogId: page.transferLogId,
      mappingVersionId: page.mappingVersionId,
      modifierRuleId: page.modifierRuleId,
      packagingRuleId: page.packagingRuleId,
      recipeVersionId: page.recipeVersionId,
      soldQuantity: page.soldQuantity,
      originalDay: page.originalDay,
      cause: page.cause,
      reason: page.reason,
      voidReason: voidReasonVersions.reason,
      batchId: page.batchId,
      countId: page.countId,
      note: page.note,
      reversesEntryId: page.reversesEntryId,
      reversedByEntryId: page.reversedByEntryId,
      recordedAt: page.recordedAt,
    })
    .from(page)
    .innerJoin(ingredients, and(eq(ingredients.companyId, companyId), eq(ingredients.id, page.ingredientId)))
    .innerJoin(
      storageUnits,
      and(eq(storageUnits.companyId, companyId), eq(storageUnits.id, page.storageUnitId)),
    )
    .leftJoin(
      lightspeedItems,
      and(eq(lightspeedItems.companyId, companyId), eq(lightspeedItems.id, page.itemId)),
    )
    .leftJoin(parents, and(eq(parents.companyId, companyId), eq(parents.id, page.parentItemId)))
    .leftJoin(
      voidReasonVersions,
      and(eq(voidReasonVersions.companyId, companyId), eq(voidReasonVersions.id, page.voidReasonVersionId)),
    )
    .orderBy(desc(page.businessDay), desc(page.seq));
}

export type EntryRow = typeof ledgerEntries.$inferSelect;

export async function findEntry(db: Queryable, companyId: string, id: string): Promise<EntryRow | undefined> {
  const [row] = await db
    .select()
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.companyId, companyId), eq(ledgerEntries.id, id)));
  return row;
}

/**
 * What stands of the line an entry was entered with: itself, and the other side of a transfer between units.
 */
export async function listStandingLine(
  db: Queryable,
  companyId: string,
  entry: Pick<EntryRow, 'id' | 'batchId' | 'batchLine'>,
): Promise<EntryRow[]> {
  const e = ledgerEntries;
  const sameLine =
    entry.batchId === null
      ? eq(e.id, entry.id)
      : and(eq(e.batchId, entry.batchId), sql`${e.batchLine} is not distinct from ${entry.batchLine}::int`);
  return db
    .select(getTableColumns(e))
    .from(e)
    .leftJoin(reversal, and(eq(reversal.companyId, e.companyId), eq(reversal.reversesEntryId, e.id)))
    .where(and(eq(e.companyId, companyId), sameLine, isNull(e.reversesEntryId), isNull(reversal.id)));
}

export type NewEntry = typeof ledgerEntries.$inferInsert;

/** One statement for all rows; the ids in their order. */
export async function insertEntries(db: Transaction, rows: readonly NewEntry[]): Promise<string[]> {
  if (rows.length === 0) return [];
  return (
    await db
      .insert(ledgerEntries)
      .values([...rows])
      .returning({ id: ledgerEntries.id })
  ).map((r) => r.id);
}
