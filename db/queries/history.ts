import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { HistoryKind } from '@/lib/core/history/values';
import type { BaseUnit } from '@/lib/core/units';
import { findRow, listRows } from './rows';
import { only, uuids } from './sql-parts';

export interface HistoryRow {
  id: string;
  /** ISO 8601 with microseconds, for the next page. */
  at: string;
  actor: string;
  action: string;
  details: Record<string, unknown>;
  /** Booked days that were changed with it. */
  daysChanged: number | null;
  /** The version of mapping or recipe that it made. */
  version: number | null;
}

/** What makes a version. */
const MAKING: Readonly<Record<HistoryKind, readonly string[]>> = {
  item: [
    'item.save_mapping',
    'item.set_ignored',
    'item.delete_mapping',
    'item.restore_mapping',
    'item.take_over_mapping',
  ],
  recipe: ['recipe.create', 'recipe.update'],
  ingredient: [],
  location: [],
};
/** Runs of days are no change of a location: its page lists them. */
const RUNS = ['location.transfer_day', 'location.run_missed_nights'];
const texts = (values: readonly string[]) => sql`${sql.param(`{${values.join(',')}}`)}::text[]`;

/**
 * What happened to a thing, newest first: the events of the audit log about it, by an index of their own. Of
 * an item that was split off also what made it one (R38). Applying a change to booked days is part of the
 * event that made the change, in the same transaction; a version is of the first event after it was written.
 */
export function listHistoryRows(
  db: Queryable,
  companyId: string,
  asked: {
    kind: HistoryKind;
    id: string;
    limit: number;
    after: { at: string; id: string } | undefined;
  },
): Promise<HistoryRow[]> {
  const { kind, id, limit, after } = asked;
  const ofMapping = sql`select m.version, m.created_at from item_mapping_versions m
    where m.company_id = e.company_id and m.item_id = ${id} and m.created_at <= e.at order by m.version desc limit 1`;
  const ofRecipe = sql`select r.version, r.created_at from recipe_versions r
    where r.company_id = e.company_id and r.recipe_id = ${id} and r.created_at <= e.at order by r.version desc limit 1`;
  const making = texts(MAKING[kind]);
  const ids =
    kind === 'item'
      ? sql`(select array_remove(array[i.id::text, i.split_from::text], null) from lightspeed_items i where i.company_id = ${companyId} and i.id = ${id})::text[]`
      : sql`array[${id}::text]`;
  return listRows<HistoryRow>(
    db,
    sql`
    select e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.actor, e.action, e.details,
           (a.details->>'days_changed')::int as days_changed, v.version
    from audit_events e
    left join lateral (
      select b.details from audit_events b
      where b.company_id = e.company_id and b.subject_type = e.subject_type and b.subject_id = e.subject_id and b.at >= e.at
        and b.action = 'ledger.apply_change' and b.details->>'event_id' = e.id::text
      limit 1) a on true
    left join lateral (
      select w.version from (${kind === 'recipe' ? ofRecipe : ofMapping}) w
      where e.action = any(${making}) and not exists (
        select from audit_events p
        where p.company_id = e.company_id and p.subject_type = e.subject_type and p.subject_id = e.subject_id
          and p.at >= w.created_at and (p.at, p.id) < (e.at, e.id) and p.action = any(${making}))) v on ${only(MAKING[kind].length === 0 && sql`false`)}
    where e.company_id = ${companyId} and e.subject_type = ${kind} and e.subject_id = any(${ids})
      and e.action <> all(${texts(RUNS)}) and not (e.action = 'ledger.apply_change' and e.details ? 'event_id')
      and (e.subject_id = ${id} or e.details->>'split_item_id' = ${id})
      and ${only(after && sql`(e.at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)}
    order by e.at desc, e.id desc limit ${limit}`,
  );
}

/** An event of a thing's history. */
export function findHistoryEvent(
  db: Queryable,
  companyId: string,
  { kind, id, eventId }: { kind: HistoryKind; id: string; eventId: string },
): Promise<Pick<HistoryRow, 'id' | 'at' | 'action' | 'details'> | undefined> {
  return findRow(
    db,
    sql`
    select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, action, details from audit_events
    where company_id = ${companyId} and subject_type = ${kind} and subject_id = ${id} and id = ${eventId}`,
  );
}

/** The newest event about something that this transaction wrote; names that its days adopt follow from it. */
export async function findEventMade(
  db: Queryable,
  companyId: string,
  { subjectType, subjectId, actor }: { subjectType: string; subjectId: string; actor: string },
): Promise<string | undefined> {
  const row = await findRow<{ id: string }>(
    db,
    sql`
    select id from audit_events
    where company_id = ${companyId} and subject_type = ${subjectType} and subject_id = ${subjectId}
      and actor = ${actor} and at >= transaction_timestamp() and action <> 'item.adopt_name' order by at desc, id desc limit 1`,
  );
  return row?.id;
}

export interface KnownRow {
  id: string;
  name: string;
  /** Of an ingredient. */
  unit: BaseUnit | null;
  /** Not archived. */
  isActive: boolean;
}

/** What histories name: ingredients, recipes, storage units and items, by id. */
export async function listKnown(
  db: Queryable,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, KnownRow>> {
  if (ids.length === 0) return new Map();
  const mine = sql`company_id = ${companyId} and id = any(${uuids(ids)})`;
  const rows = await listRows<KnownRow>(
    db,
    sql`
    select id, name, base_unit as unit, is_active from ingredients where ${mine}
    union all select id, name, null, is_active from recipes where ${mine}
    union all select id, name, null, archived_at is null from storage_units where ${mine}
    union all select id, name, null, true from lightspeed_items where ${mine}`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Of these names those that another active ingredient bears. */
export async function listNamesTaken(
  db: Queryable,
  companyId: string,
  { names, byOthersThan }: { names: readonly string[]; byOthersThan: string },
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const rows = await listRows<{ name: string }>(
    db,
    sql`
    select n.name from unnest(${sql.param([...names])}::text[]) n (name)
    where exists (select from ingredients i where i.company_id = ${companyId} and i.is_active and i.id <> ${byOthersThan}
      and lower(i.name) = lower(n.name))`,
  );
  return new Set(rows.map(({ name }) => name));
}
