import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { NoticeKind } from '@/lib/core/notice-kinds';
import { watchedStock } from './known-stock';
import { isNeverCounted } from './never-counted';
import { listRows } from './rows';
import { only } from './sql-parts';

/** Something that is so now and of which a company is told (R45). */
export interface NoticeFact {
  kind: NoticeKind;
  /** Names the thing: the same one while it stays so. */
  key: string;
  amount: string | null;
  facts: Record<string, unknown>;
}
interface NoticeLimits {
  unmappedPercent: number;
  pricePercent: number;
  countDays: number;
}
interface Asked {
  companyId: string;
  now: Date;
  limits: NoticeLimits;
}

/** Days whose nights and prices are still of interest. */
const DAYS = 35;
const PRICE_DAYS = 14;
const SIGN_IN_DAYS = 7;
/** Sales that the share of unmapped items is of. */
const SHARE_DAYS = 30;

/** All that is so in a company now, by kind. */
export async function listNoticeFacts(db: Queryable, asked: Asked): Promise<NoticeFact[]> {
  const parts: Record<NoticeKind, SQL> = {
    consent_needed: consentNeeded(asked),
    night_failed: nightsFailed(asked),
    night_incomplete: nightsIncomplete(asked),
    location_paused: locationsPaused(asked),
    names_held: namesHeld(asked),
    unmapped_share: unmappedShare(asked),
    price_moved: pricesMoved(asked),
    stock_below_zero: stockBelowZero(asked),
    stock_below_minimum: stockBelowMinimum(asked),
    count_overdue: countsOverdue(asked),
    new_sign_in: newSignIns(asked),
    webhook_off: webhooksOff(asked),
  };
  const found: NoticeFact[] = [];
  for (const [kind, part] of Object.entries(parts)) {
    const rows = await listRows<Omit<NoticeFact, 'kind'>>(
      db,
      sql`select p.key, trim_scale(p.amount)::text as amount, p.facts from (${part}) p`,
    );
    found.push(...rows.map((row) => ({ ...row, kind: kind as NoticeKind })));
  }
  return found;
}

const since = (now: Date, days: number) =>
  sql`(${now.toISOString()}::timestamptz - ${days} * interval '1 day')`;
const none = sql`null::numeric`;
/** The run that stands for each day of each location: its newest that ended well; after a moment's day. */
const standingRuns = (companyId: string, after?: SQL) => sql`
    select distinct on (g.location_id, g.business_day) g.* from transfer_logs g
    where g.company_id = ${companyId} and ${only(after && sql`g.business_day > ${after}::date`)} and g.success and g.finished_at is not null
    order by g.location_id, g.business_day, g.finished_at desc, g.started_at desc, g.id desc`;

const consentNeeded = ({ companyId }: Asked) => sql`
  select i.id::text as key, ${none} as amount, jsonb_build_object('name', i.name) as facts
  from lightspeed_integrations i where i.company_id = ${companyId} and i.status = 'needs_reauthorization' and i.disconnected_at is null`;

/** Failed for good, and nobody has transferred the day since. */
const nightsFailed = ({ companyId, now }: Asked) => sql`
  select n.location_id || ' ' || n.business_day as key, ${none} as amount,
    jsonb_build_object('location_id', l.id, 'location', l.name, 'date', n.business_day, 'code', n.error_code, 'log_id', n.transfer_log_id) as facts
  from nightly_runs n join lightspeed_locations l on l.company_id = n.company_id and l.id = n.location_id
  where n.company_id = ${companyId} and n.status = 'failed' and n.business_day > ${since(now, DAYS)}::date and not exists (
    select from transfer_logs t where t.company_id = n.company_id and t.location_id = n.location_id
      and t.business_day = n.business_day and t.success and t.started_at >= n.not_before)`;

/** The run that stands for the day had not all sales (R32), and none that is planned will fetch them. */
const nightsIncomplete = ({ companyId, now }: Asked) => sql`
  select t.location_id || ' ' || t.business_day as key, ${none} as amount,
    jsonb_build_object('location_id', l.id, 'location', l.name, 'date', t.business_day, 'log_id', t.id) as facts
  from (
    ${standingRuns(companyId, since(now, DAYS))}) t
  join lightspeed_locations l on l.company_id = t.company_id and l.id = t.location_id
  where not t.is_complete and not exists (
    select from nightly_runs n where n.company_id = t.company_id and n.location_id = t.location_id and n.business_day = t.business_day
      and n.status in ('pending','running'))`;

const PAUSED_DAYS = 3;
const locationsPaused = ({ companyId, now }: Asked) => sql`
  select l.id || ' ' || l.paused_at as key, ${none} as amount,
    jsonb_build_object('location_id', l.id, 'location', l.name, 'since', to_char(l.paused_at at time zone l.timezone, 'YYYY-MM-DD'),
      'is_linked', l.storage_unit_id is not null) as facts
  from lightspeed_locations l
  where l.company_id = ${companyId} and l.is_activated and l.archived_at is null and l.paused_at <= ${since(now, PAUSED_DAYS)}`;

/** Of the runs that stand (R38). */
const namesHeld = ({ companyId }: Asked) => sql`
  select h.item_id || ' ' || h.name as key, sum(h.net_value) as amount,
    jsonb_build_object('item_id', h.item_id, 'item', i.name, 'name', h.name, 'lines', sum(h.lines)) as facts
  from (
    ${standingRuns(companyId)}) s
  cross join lateral jsonb_to_recordset(s.held_names) as h(item_id uuid, name text, is_held boolean, lines int, net_value numeric)
  join lightspeed_items i on i.company_id = ${companyId} and i.id = h.item_id
  where h.is_held group by h.item_id, i.name, h.name`;

const BUCKETS = ['deducted', 'ignored', 'unmapped', 'held', 'no_goods', 'failed'];
/**
 * Of the net sales of a month, by the runs that stand: sold without a mapping, and still nobody says what it
 * takes. What was mapped since is decided, whenever its days are booked.
 */
const unmappedShare = ({ companyId, now, limits }: Asked) => sql`
  with standing as (
    ${standingRuns(companyId, since(now, SHARE_DAYS))})
  select 'share' as key, u.amount,
    jsonb_build_object('percent', round(100 * u.amount / t.total, 1), 'limit', ${limits.unmappedPercent}::int, 'days', ${SHARE_DAYS}::int) as facts
  from (
    select sum(${sql.join(
      BUCKETS.map((name) => sql`coalesce((s.stats ->> ${`${name}_net_value`})::numeric, 0)`),
      sql` + `,
    )}) as total from standing s) t
  cross join (
    select sum(x.net_value) as amount from standing s
    cross join lateral jsonb_to_recordset(s.unmapped_items) as x(item_id uuid, net_value numeric)
    left join item_mapping_versions m on m.company_id = ${companyId} and m.item_id = x.item_id and m.superseded_at is null
    where coalesce(m.state, 'unmapped') = 'unmapped') u
  where t.total > 0 and u.amount * 100 > t.total * ${limits.unmappedPercent}::int`;

/** Of receipts entered lately that stand: against the receipt of the ingredient before. */
const pricesMoved = ({ companyId, now, limits }: Asked) => sql`
  select r.id::text as key, abs((r.unit_cost - b.unit_cost) * r.quantity) as amount,
    jsonb_build_object('entry_id', r.id, 'ingredient_id', r.ingredient_id, 'ingredient', i.name, 'date', r.business_day,
      'percent', round(100 * (r.unit_cost - b.unit_cost) / b.unit_cost, 1), 'before', trim_scale(b.unit_cost)::text,
      'after', trim_scale(r.unit_cost)::text, 'unit', i.base_unit) as facts
  from ledger_entries r
  join ingredients i on i.company_id = r.company_id and i.id = r.ingredient_id
  cross join lateral (
    select e.unit_cost from ledger_entries e
    where e.company_id = r.company_id and e.ingredient_id = r.ingredient_id and e.type = 'RECEIPT' and not e.is_reversal
      and (e.business_day, e.seq) < (r.business_day, r.seq) and ${stands(sql`e`)}
    order by e.business_day desc, e.seq desc limit 1) b
  where r.company_id = ${companyId} and r.type = 'RECEIPT' and not r.is_reversal and r.recorded_at > ${since(now, PRICE_DAYS)}
    and ${stands(sql`r`)} and b.unit_cost > 0 and abs(r.unit_cost - b.unit_cost) * 100 > b.unit_cost * ${limits.pricePercent}::int`;

const stands = (entry: SQL) => sql`not exists (
  select from ledger_entries x where x.company_id = ${entry}.company_id and x.reverses_entry_id = ${entry}.id)`;

/** Less than nothing, of what was once counted or brought in: of anything else only what left is known. */
const stockBelowZero = ({ companyId, now }: Asked) => sql`
  select l.storage_unit_id::text as key, ${none} as amount,
    jsonb_build_object('storage_unit_id', u.id, 'storage_unit', u.name, 'count', count(*),
      'ingredients', (array_agg(i.name order by l.value, i.name))[1:5]) as facts
  from stock_levels l
  join storage_units u on u.company_id = l.company_id and u.id = l.storage_unit_id
  join ingredients i on i.company_id = l.company_id and i.id = l.ingredient_id
  where l.company_id = ${companyId} and l.quantity < 0 and not ${isNeverCounted(companyId, sql`l`, sql`${now.toISOString()}::date`)}
  group by l.storage_unit_id, u.id, u.name`;

/** Of an ingredient all storage units together hold less than its minimum (R54). */
const stockBelowMinimum = ({ companyId, now }: Asked) => sql`
  select i.id::text as key, ${none} as amount,
    jsonb_build_object('ingredient_id', i.id, 'ingredient', i.name, 'on_hand', trim_scale(h.quantity)::text,
      'minimum', trim_scale(i.minimum_quantity)::text, 'unit', i.base_unit) as facts
  from ingredients i
  cross join lateral (select ${watchedStock(companyId, sql`i`, lastDay(now))} as quantity) h
  where i.company_id = ${companyId} and h.quantity < i.minimum_quantity`;

/** Nothing is dated later (R36): east of Greenwich today may be the day after UTC's. */
const lastDay = (now: Date) => sql`(${now.toISOString()}::timestamptz at time zone 'UTC')::date + 1`;

/** Where counting was begun, and an active location sells from it. */
const countsOverdue = ({ companyId, now, limits }: Asked) => sql`
  select u.id || ' ' || c.last as key, ${none} as amount,
    jsonb_build_object('storage_unit_id', u.id, 'storage_unit', u.name, 'last', c.last, 'days', ${limits.countDays}::int) as facts
  from storage_units u
  cross join lateral (
    select max(n.business_day) as last from stock_counts n
    where n.company_id = u.company_id and n.storage_unit_id = u.id
      and not exists (select from stock_count_withdrawals x where x.count_id = n.id)) c
  where u.company_id = ${companyId} and u.archived_at is null and c.last < ${since(now, limits.countDays)}::date and exists (
    select from lightspeed_locations l where l.company_id = u.company_id and l.storage_unit_id = u.id and l.is_activated)`;

/** From a browser its person was not known by, still open: for that person alone (R49). */
const newSignIns = ({ companyId, now }: Asked) => sql`
  select s.id::text as key, ${none} as amount,
    jsonb_build_object('for_user_id', s.user_id, 'session_id', s.id, 'user_agent', s.user_agent) as facts
  from sessions s
  join memberships m on m.company_id = ${companyId} and m.user_id = s.user_id
  where s.is_new_device and s.ended_at is null and s.created_at > ${since(now, SIGN_IN_DAYS)}`;
/** Switched off by itself, not by a person. Of the address only the host: what follows it may be a secret. */
const webhooksOff = ({ companyId }: Asked) => sql`
  select w.id || ' ' || w.off_at as key, ${none} as amount,
    jsonb_build_object('webhook_id', w.id, 'host', substring(w.url from '^[a-z]+://([^/?#]+)'), 'reason', w.off_reason) as facts
  from webhooks w where w.company_id = ${companyId} and w.off_reason is not null`;
