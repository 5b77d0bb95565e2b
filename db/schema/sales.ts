import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { companyForeignKey, companyId, id, moment } from './columns';
import { lightspeedLocations } from './lightspeed';

/**
 * What Lightspeed answered for one business day (R25). A new version only when the content differs; rows are
 * never changed but for `confirmedAt`, the last time the same content was seen, and
 * `dataComplete`/`nextStartOfDay` of that answer.
 */
export const salesSnapshots = pgTable(
  'sales_snapshots',
  {
    id: id(),
    companyId: companyId(),
    locationId: uuid('location_id').notNull(),
    businessDay: date('business_day', { mode: 'string' }).notNull(),
    version: integer('version').notNull(),
    contentHash: text('content_hash').notNull(),
    /**
     * Of the bytes that were received with this content last: the same bytes need not be read again. Null
     * where the answer came in parts, and in older rows.
     */
    receivedHash: text('received_hash'),
    /**
     * What of the body is read (lib/lightspeed/kept-fields.ts), compressed by Postgres; text, so that no id
     * passes through a double (R9). Null when it is older than the company keeps answers; its lines stay.
     */
    raw: text('raw'),
    accountCount: integer('account_count').notNull(),
    lineCount: integer('line_count').notNull(),
    dataComplete: boolean('data_complete').notNull(),
    nextStartOfDay: moment('next_start_of_day'),
    /** Lines, quantity and net value of the body by a second reading (R26); null in rows older than it. */
    reportedLines: integer('reported_lines'),
    reportedQuantity: numeric('reported_quantity'),
    reportedNetValue: numeric('reported_net_value'),
    /**
     * Whether a line was delivered twice; if not, a few lines can be planned without the others. Null in
     * older rows.
     */
    hasRepeats: boolean('has_repeats'),
    /**
     * Kept by account number though several accounts bore one: read again, into a new version, before it is
     * used next (R15).
     */
    readAgain: boolean('read_again').notNull().default(false),
    fetchedAt: moment('fetched_at').notNull(),
    confirmedAt: moment('confirmed_at').notNull(),
  },
  (t) => [
    unique('sales_snapshots_company_id_key').on(t.companyId, t.id),
    unique('sales_snapshots_version_key').on(t.locationId, t.businessDay, t.version),
    index('sales_snapshots_answers_idx').on(t.companyId, t.businessDay).where(sql`raw is not null`),
    index('sales_snapshots_read_again_idx').on(t.companyId, t.locationId).where(sql`read_again`),
    companyForeignKey('sales_snapshots_location_fk', t.companyId, t.locationId, lightspeedLocations),
  ],
);

/** The lines of a snapshot, in the order received; `seq` is what a ledger entry's `sourceLines` names. */
export const saleLines = pgTable(
  'sale_lines',
  {
    companyId: companyId(),
    snapshotId: uuid('snapshot_id').notNull(),
    seq: integer('seq').notNull(),
    /**
     * The account's reference, else its number (R15); in rows kept before `accountNumber` was, the number.
     */
    accountId: text('account_id').notNull(),
    accountNumber: text('account_number'),
    accountType: text('account_type').notNull(),
    accountCancelled: boolean('account_cancelled').notNull(),
    previousAccountId: text('previous_account_id'),
    receiptId: text('receipt_id'),
    timeClosed: moment('time_closed'),
    lineId: text('line_id').notNull(),
    parentLineId: text('parent_line_id'),
    sku: text('sku'),
    name: text('name').notNull(),
    /**
     * What the till calls the item where that is not `name`, over which staff typed another (R38); empty
     * where it says none, null where both are one.
     */
    soldName: text('sold_name'),
    /** As sent; null when it was not a number. */
    quantity: numeric('quantity'),
    /** Line total net of discounts, tax included, as Lightspeed reports it in `totalNetAmountWithTax`. */
    netValue: numeric('net_value'),
    voidReason: text('void_reason'),
    /** Whether its bill was eaten in the house (R40); null where the till does not say, and in older rows. */
    dineIn: boolean('dine_in'),
    timeOfSale: moment('time_of_sale'),
    /** Why the line cannot be counted, when it is malformed (R21). */
    problem: text('problem'),
  },
  (t) => [
    primaryKey({ columns: [t.snapshotId, t.seq] }),
    // What tills voided is few of a day's lines (R16).
    index('sale_lines_void_reason_idx').on(t.companyId, t.snapshotId).where(sql`void_reason is not null`),
    index('sale_lines_take_away_idx').on(t.companyId, t.snapshotId).where(sql`not dine_in`),
    companyForeignKey('sale_lines_snapshot_fk', t.companyId, t.snapshotId, salesSnapshots),
  ],
);

/**
 * The accounts of a snapshot. R15 looks over the day's edge: a cancel booked later names an account of
 * another day, and an account may be delivered with two days.
 */
export const saleAccounts = pgTable(
  'sale_accounts',
  {
    companyId: companyId(),
    snapshotId: uuid('snapshot_id').notNull(),
    /** The snapshot's location, here for the two indexes. */
    locationId: uuid('location_id').notNull(),
    /** As in `sale_lines`. */
    accountId: text('account_id').notNull(),
    accountNumber: text('account_number'),
    previousAccountId: text('previous_account_id'),
    /** Orders the accounts that bear one number: devices are re-used and count from 1 again. */
    timeClosed: moment('time_closed'),
    cancelled: boolean('cancelled').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.snapshotId, t.accountId] }),
    index('sale_accounts_number_idx').on(t.locationId, sql`coalesce(account_number, account_id)`),
    index('sale_accounts_previous_idx')
      .on(t.locationId, t.previousAccountId)
      .where(sql`previous_account_id is not null`),
    companyForeignKey('sale_accounts_snapshot_fk', t.companyId, t.snapshotId, salesSnapshots),
  ],
);
