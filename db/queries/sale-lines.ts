import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { PlanLine } from '@/lib/core/sale-line';
import { columnsOf } from './columns-of';
import { listRows } from './rows';
import { uuids } from './sql-parts';

/** A line as read from Lightspeed; times are ISO 8601 text. */
export interface NewSaleLine extends PlanLine {
  timeOfSale: string | null;
}

/** All lines of a day in one statement, whatever their number. */
export async function insertSaleLines(
  db: Queryable,
  companyId: string,
  snapshotId: string,
  lines: readonly NewSaleLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => ({ ...line, soldName: keptName(line) }));
  const columns = columnsOf(rows, [
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
    ['soldName', 'text'],
    ['quantity', 'numeric'],
    ['netValue', 'numeric'],
    ['voidReason', 'text'],
    ['timeOfSale', 'timestamptz'],
    ['problem', 'text'],
    ['dineIn', 'boolean'],
  ]);
  await db.execute(sql`
    insert into sale_lines (company_id, snapshot_id, seq, account_id, account_number, account_type, account_cancelled, previous_account_id,
                            receipt_id, time_closed, line_id, parent_line_id, sku, name, sold_name, quantity, net_value, void_reason, time_of_sale, problem, dine_in)
    select ${companyId}::uuid, ${snapshotId}::uuid, r.* from ${columns} as r`);
}

/** Null where it follows from the line's other columns; `soldNameOf` is the other way. */
function keptName({ name, sku, soldName }: NewSaleLine): string | null {
  const plain = name === sku ? null : name;
  return soldName === plain ? null : (soldName ?? '');
}
/** Of sale lines `l`: what the till called the item (R38); null where it said none, or only the SKU. */
export const soldNameOf = sql`case when l.sold_name is null then nullif(l.name, l.sku) else nullif(l.sold_name, '') end`;

/** A kept line as it is planned; `timeClosed` as PostgreSQL prints it. */
export interface KeptLine extends PlanLine {
  snapshotId: string;
}

/** Which lines of the answers are read. */
export type LinesWanted =
  | { kind: 'all' }
  /** Those with one of the SKUs, and all lines of the answers in `whole`. */
  | { kind: 'of_skus'; skus: readonly string[]; whole: readonly string[] }
  /** The same with all lines of their bills: what hangs on what decides what a modifier does (R37). */
  | { kind: 'of_bills_with_skus'; skus: readonly string[]; whole: readonly string[] }
  /** All lines of the answers that have such a line, or are in `whole`. */
  | { kind: 'of_answers_with_skus'; skus: readonly string[]; whole: readonly string[] };

/** Lines of kept answers, in the order received. */
export async function listKeptLines(
  db: Queryable,
  companyId: string,
  snapshotIds: readonly string[],
  wanted: LinesWanted,
): Promise<KeptLine[]> {
  if (snapshotIds.length === 0) return [];
  const ofAnswers = sql`l.company_id = ${companyId} and l.snapshot_id = any(${uuids(snapshotIds)})`;
  return listRows<KeptLine>(
    db,
    sql`
    select l.snapshot_id, l.seq, l.account_id, l.account_number,
      l.account_type, l.account_cancelled, l.previous_account_id,
      l.receipt_id, l.line_id, l.parent_line_id, l.sku, l.name, ${soldNameOf} as sold_name, l.quantity::text, l.net_value::text,
      l.void_reason, l.problem, l.time_closed::text, l.dine_in
    from sale_lines l
    where ${ofAnswers} and ${isWanted()}
    order by l.snapshot_id, l.seq`,
  );

  function isWanted() {
    if (wanted.kind === 'all') return sql`true`;
    const skus = sql`l.sku = any(array(select jsonb_array_elements_text(${JSON.stringify(wanted.skus)}::text::jsonb)))`;
    const isWhole = sql`l.snapshot_id = any(${uuids(wanted.whole)})`;
    if (wanted.kind === 'of_bills_with_skus')
      return sql`(${isWhole} or (l.snapshot_id, l.account_id) in (
        select l.snapshot_id, l.account_id from sale_lines l where ${ofAnswers} and ${skus}))`;
    return wanted.kind === 'of_skus'
      ? sql`(${skus} or ${isWhole})`
      : sql`(${isWhole} or l.snapshot_id in (select l.snapshot_id from sale_lines l where ${ofAnswers} and ${skus}))`;
  }
}

/**
 * Of these answers those in which a line of one of the SKUs hangs on another, or another on it (R37). All
 * lines that do are read once, for each of the SKU's would look through its answer.
 */
export async function listAnswersWithFamilies(
  db: Queryable,
  companyId: string,
  snapshotIds: readonly string[],
  skus: readonly string[],
): Promise<string[]> {
  if (snapshotIds.length === 0 || skus.length === 0) return [];
  const rows = await listRows<{ snapshotId: string }>(
    db,
    sql`
    with own as materialized (
      select snapshot_id, account_id, line_id, parent_line_id from sale_lines
      where company_id = ${companyId} and snapshot_id = any(${uuids(snapshotIds)})
        and sku = any(array(select jsonb_array_elements_text(${JSON.stringify(skus)}::text::jsonb))))
, children as materialized (
      select distinct snapshot_id, account_id, parent_line_id from sale_lines
      where company_id = ${companyId} and parent_line_id is not null and snapshot_id in (select snapshot_id from own))
    select snapshot_id from own where parent_line_id is not null
    union
    select own.snapshot_id from own join children c using (snapshot_id, account_id) where c.parent_line_id = own.line_id`,
  );
  return rows.map(({ snapshotId }) => snapshotId);
}

/** Which of the SKUs answers have lines of. */
export async function listSkusSold(
  db: Queryable,
  companyId: string,
  snapshotIds: readonly string[],
  skus: readonly string[],
): Promise<{ snapshotId: string; sku: string }[]> {
  if (snapshotIds.length === 0 || skus.length === 0) return [];
  return listRows<{ snapshotId: string; sku: string }>(
    db,
    sql`
    select distinct snapshot_id, sku from sale_lines
    where company_id = ${companyId} and snapshot_id = any(${uuids(snapshotIds)})
      and sku = any(array(select jsonb_array_elements_text(${JSON.stringify(skus)}::text::jsonb)))`,
  );
}
