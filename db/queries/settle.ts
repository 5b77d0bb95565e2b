import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { DomainError } from '@/lib/core/domain-error';

const json = (rows: readonly unknown[]) => sql`${JSON.stringify(rows)}::text::jsonb`;
const uuids = (ids: readonly string[]) => sql`${sql.param(`{${ids.join(',')}}`)}::uuid[]`;

/**
 * The locks of a write, always in this order: the company's period, shared; its costs, alone for whoever changes receipts and shared by
 * whoever uses what they cost. Held to the end of the transaction. Returns the last locked day.
 */
export async function lockLedger(
  db: Transaction,
  companyId: string,
  costs: 'use' | 'change',
): Promise<string | null> {
  await db.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${companyId}::uuid::text, 34))`);
  const lock = costs === 'change' ? sql`pg_advisory_xact_lock` : sql`pg_advisory_xact_lock_shared`;
  await db.execute(sql`select ${lock}(hashtextextended(${companyId}::uuid::text, 23))`);
  const rows = await db.execute<{ locked_until: string }>(
    sql`select locked_until::text from period_locks where company_id = ${companyId}`,
  );
  return rows[0]?.locked_until ?? null;
}

/** Writers to one storage unit follow one another to their commit; several units in the order of their ids (after `lockLedger`). */
export async function lockUnits(db: Transaction, unitIds: readonly string[]): Promise<void> {
  await db.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(u.id::text, 22))
    from (select distinct unnest(${uuids(unitIds)}) as id order by 1) u`);
}

export interface NewReversal {
  original: string;
  id: string;
  /** The run that takes this one back; left out, the one of the whole write. */
  transferLogId?: string | null;
}
export interface ReversalWrite {
  companyId: string;
  createdBy: string;
  cause: string | null;
  /** The run that takes POS usage back; null keeps the original's. */
  transferLogId: string | null;
  /** The correction's batch; null keeps the original's. */
  batchId: string | null;
  note: string | null;
  /** Originals of earlier days are taken back on this one, with a reference; null when no day is locked. */
  firstOpenDay: string | null;
}

/** The day a row is booked on, and the one it is for where they differ. */
const bookedOn = (day: SQL, firstOpenDay: string | null) =>
  firstOpenDay === null ? day : sql`greatest(${day}, ${firstOpenDay}::date)`;

/** Where a row that was written sits. */
export interface MovedRow extends Record<string, unknown> {
  type: string;
  ingredient_id: string;
  storage_unit_id: string;
  day: string;
  is_count: boolean;
}

/** Takes entries back: each reversal copies its original with the sign turned (R22). */
export async function insertReversals(
  db: Transaction,
  write: ReversalWrite,
  reversals: readonly NewReversal[],
): Promise<MovedRow[]> {
  if (reversals.length === 0) return [];
  const day = bookedOn(sql`o.business_day`, write.firstOpenDay);
  const rows = reversals.map(({ original, id, transferLogId }) => ({
    original,
    id,
    transfer_log_id: transferLogId ?? null,
  }));
  const inserted = await db.execute<MovedRow>(sql`
    insert into ledger_entries (id, company_id, type, ingredient_id, storage_unit_id, quantity, unit_cost, business_day, original_day, source,
      created_by, cause, note, reason, batch_id, batch_line, count_id, reverses_entry_id, location_id, item_id, transfer_log_id, snapshot_id,
      mapping_version_id, recipe_version_id, recipe_version_ids, source_lines, sold_quantity, usage_per_item, revision)
    select r.id, o.company_id, o.type, o.ingredient_id, o.storage_unit_id, -o.quantity, o.unit_cost, ${day}, nullif(o.for_day, ${day}), o.source,
      ${write.createdBy}, ${write.cause}, coalesce(${write.note}, o.note), o.reason, coalesce(${write.batchId}::uuid, o.batch_id), o.batch_line, o.count_id, o.id,
      o.location_id, o.item_id, case when o.transfer_log_id is null then null else coalesce(r.transfer_log_id, ${write.transferLogId}::uuid, o.transfer_log_id) end,
      o.snapshot_id, o.mapping_version_id, o.recipe_version_id, o.recipe_version_ids, o.source_lines, o.sold_quantity, o.usage_per_item, o.revision
    from jsonb_to_recordset(${json(rows)}) as r(original uuid, id uuid, transfer_log_id uuid)
    join ledger_entries o on o.id = r.original and o.company_id = ${write.companyId}
    returning type, ingredient_id, storage_unit_id, business_day::text as day, count_id is not null as is_count`);
  if (inserted.length !== reversals.length) {
    throw new DomainError('internal_error', 'an entry to reverse was not found');
  }
  return inserted;
}

/** Posts reversed entries again at another unit cost (R23); everything else is as it was. */
export async function insertRevalued(
  db: Transaction,
  write: { companyId: string; createdBy: string },
  entries: readonly { original: string; id: string; unitCost: string }[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ original, id, unitCost }) => ({ original, id, unit_cost: unitCost }));
  await db.execute(sql`
    insert into ledger_entries (id, company_id, type, ingredient_id, storage_unit_id, quantity, unit_cost, business_day, original_day, source,
      created_by, cause, note, reason, batch_id, batch_line, count_id, location_id, item_id, transfer_log_id, snapshot_id,
      mapping_version_id, recipe_version_id, recipe_version_ids, source_lines, sold_quantity, usage_per_item, revision)
    select r.id, o.company_id, o.type, o.ingredient_id, o.storage_unit_id, o.quantity, r.unit_cost, o.business_day, o.original_day, o.source,
      ${write.createdBy}, 'revaluation', o.note, o.reason, o.batch_id, o.batch_line, o.count_id, o.location_id, o.item_id, o.transfer_log_id, o.snapshot_id,
      o.mapping_version_id, o.recipe_version_id, o.recipe_version_ids, o.source_lines, o.sold_quantity, o.usage_per_item, o.revision + 1
    from jsonb_to_recordset(${json(rows)}) as r(original uuid, id uuid, unit_cost numeric)
    join ledger_entries o on o.id = r.original and o.company_id = ${write.companyId}`);
}

/** Where and when stock moved: what the counts after it are settled by. */
export interface Touched {
  storageUnitId: string;
  ingredientId: string;
  day: string;
  /** 1 for a movement; a count's own moment and seq when it came or went. */
  moment: number;
  seq: string;
}
export interface UnsettledCount extends Record<string, unknown> {
  id: string;
  storage_unit_id: string;
  ingredient_id: string;
  business_day: string;
  note: string | null;
  batch_id: string;
  wanted: string;
  standing_id: string | null;
  revision: number;
}

/**
 * Counts whose ADJUSTMENT no longer makes the books agree with what was counted: of the counts named and the first one after each touched
 * moment. Later ones start from that one's counted quantity, so nothing before it reaches them.
 */
export async function listUnsettledCounts(
  db: Transaction,
  companyId: string,
  touched: readonly Touched[],
  countIds: readonly string[],
): Promise<UnsettledCount[]> {
  const rows = touched.map((t) => ({
    storage_unit_id: t.storageUnitId,
    ingredient_id: t.ingredientId,
    day: t.day,
    moment: t.moment,
    seq: t.seq,
  }));
  const stands = (alias: SQL) =>
    sql`not exists (select 1 from stock_count_withdrawals w where w.count_id = ${alias}.id)`;
  return db.execute<UnsettledCount>(sql`
    with asked as (
      select n.id from jsonb_to_recordset(${json(rows)}) as t(storage_unit_id uuid, ingredient_id uuid, day date, moment smallint, seq bigint)
      cross join lateral (
        select c.id from stock_counts c
        where c.company_id = ${companyId} and c.storage_unit_id = t.storage_unit_id and c.ingredient_id = t.ingredient_id
          and (c.business_day, c.moment, c.seq) > (t.day, t.moment, t.seq) and ${stands(sql`c`)}
        order by c.business_day, c.moment, c.seq limit 1) n
      union select unnest(${uuids(countIds)}))
    select c.id, c.storage_unit_id, c.ingredient_id, c.business_day::text, c.note, c.batch_id,
      (c.counted_quantity - coalesce(before.counted_quantity, 0) - m.moved)::text as wanted, a.id as standing_id,
      coalesce((select max(e.revision) from ledger_entries e where e.count_id = c.id), 0) as revision
    from stock_counts c
    left join lateral (
      select b.business_day, b.moment, b.counted_quantity from stock_counts b
      where b.company_id = c.company_id and b.storage_unit_id = c.storage_unit_id and b.ingredient_id = c.ingredient_id
        and (b.business_day, b.moment, b.seq) < (c.business_day, c.moment, c.seq) and ${stands(sql`b`)}
      order by b.business_day desc, b.moment desc, b.seq desc limit 1) before on true
    cross join lateral (
      select coalesce(sum(e.quantity), 0) as moved from ledger_entries e
      where e.company_id = c.company_id and e.storage_unit_id = c.storage_unit_id and e.ingredient_id = c.ingredient_id
        and e.business_day >= coalesce(before.business_day + before.moment / 2, '-infinity')
        and e.business_day < c.business_day + c.moment / 2 and e.count_id is null) m
    left join lateral (
      select e.id, e.quantity from ledger_entries e
      where e.count_id = c.id and e.reverses_entry_id is null
        and not exists (select 1 from ledger_entries r where r.reverses_entry_id = e.id)) a on true
    where c.company_id = ${companyId} and c.id in (select id from asked)
      and c.counted_quantity - coalesce(before.counted_quantity, 0) - m.moved <> coalesce(a.quantity, 0)
    order by c.business_day, c.moment, c.seq`);
}
