import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { setupProgress } from '@/db/schema/people';
import { isSaidForAll } from './items';
import { isNeverCounted } from './never-counted';
import { findRow, listRows } from './rows';
import { isNotWithdrawn } from './stock-counts';

export interface SetupCounts {
  storageUnits: number;
  ingredients: number;
  recipes: number;
  integrations: number;
  locations: number;
  linked: number;
  activated: number;
  activeUnlinked: number;
  /** Active locations that transfer by themselves. */
  unpaused: number;
  items: number;
  decided: number;
  /** Active locations whose newest migration is completed. */
  migrated: number;
  /** Days a person transferred; not those booked again for a changed mapping or recipe. */
  manualTransfers: number;
  entries: boolean;
  /** Stocks (ingredients in storage units) that were counted or received, and those that were not. */
  known: number;
  neverCounted: number;
  /** Something was counted, and the count stands. */
  isCounted: boolean;
}

/** What the steps of the setup are derived from, counted in one sentence. */
export async function findSetupCounts(db: Queryable, companyId: string, today: string): Promise<SetupCounts> {
  const row = await findRow<SetupCounts>(
    db,
    sql`
    select
      (select count(*)::int from storage_units where company_id = ${companyId} and archived_at is null) as storage_units,
      (select count(*)::int from ingredients where company_id = ${companyId} and is_active) as ingredients,
      (select count(*)::int from recipes where company_id = ${companyId} and is_active) as recipes,
      (select count(*)::int from lightspeed_integrations where company_id = ${companyId} and status = 'connected') as integrations,
      l.*,
      (select count(*)::int from lightspeed_items where company_id = ${companyId} and archived_at is null) as items,
      (select count(*)::int from lightspeed_items i where i.company_id = ${companyId} and i.archived_at is null
         and (exists (select 1 from item_mapping_versions m where m.company_id = i.company_id and m.item_id = i.id
                        and m.superseded_at is null and m.state <> 'unmapped') or ${isSaidForAll})) as decided,
      (select count(*)::int from transfer_logs where company_id = ${companyId} and "trigger" = 'manual' and success
         and num_nonnulls(cause_item_id, cause_recipe_id, cause_setting) = 0) as manual_transfers,
      exists (select 1 from ledger_entries where company_id = ${companyId} and source = 'pos') as entries,
      exists (select 1 from stock_counts k where k.company_id = ${companyId} and ${isNotWithdrawn(sql`k`)}) as is_counted,
      s.*
    from (select count(*)::int as locations,
                 count(*) filter (where storage_unit_id is not null)::int as linked,
                 count(*) filter (where is_activated)::int as activated,
                 count(*) filter (where is_activated and storage_unit_id is null)::int as active_unlinked,
                 count(*) filter (where is_activated and storage_unit_id is not null and not auto_transfer_paused)::int as unpaused,
                 count(*) filter (where is_activated and (
                   select m.status from migrations m where m.company_id = p.company_id and m.location_id = p.id
                   order by m.created_at desc, m.id desc limit 1) = 'completed')::int as migrated
          from lightspeed_locations p where company_id = ${companyId} and archived_at is null) l
    cross join (select count(*) filter (where not n.is_never)::int as known, count(*) filter (where n.is_never)::int as never_counted
          from stock_levels k
          cross join lateral (select ${isNeverCounted(companyId, sql`k`, sql`${today}::date`)} as is_never) n
          where k.company_id = ${companyId} and k.first_day <= ${today}::date and (k.quantity <> 0 or not n.is_never)) s`,
  );
  if (!row) throw new Error('counting the setup gave no row');
  return row;
}

interface SetupProgress {
  step: string;
  ledgerSeenAt: Date | null;
}

export async function findSetupProgress(
  db: Queryable,
  companyId: string,
): Promise<SetupProgress | undefined> {
  return db.query.setupProgress.findFirst({
    columns: { step: true, ledgerSeenAt: true },
    where: (progress, { eq }) => eq(progress.companyId, companyId),
  });
}

/** `ledgerSeenAt`: kept where it is known already. */
export async function saveSetupProgress(
  db: Queryable,
  companyId: string,
  { step, ledgerSeenAt }: SetupProgress,
): Promise<void> {
  await db
    .insert(setupProgress)
    .values({ companyId, step, ledgerSeenAt })
    .onConflictDoUpdate({
      target: setupProgress.companyId,
      set: { step, ledgerSeenAt: sql`coalesce(setup_progress.ledger_seen_at, excluded.ledger_seen_at)` },
    });
}

/** Whether sales have reached the ledger. */
export async function hasSalesEntries(db: Queryable, companyId: string): Promise<boolean> {
  const row = await findRow<{ found: boolean }>(
    db,
    sql`select exists (select 1 from ledger_entries where company_id = ${companyId} and source = 'pos') as found`,
  );
  return row?.found ?? false;
}

export interface SoldDay {
  locationId: string;
  date: string;
  logId: string;
  /** Of what could move goods. */
  netSales: string;
  deducted: string;
  ignored: string;
  unmapped: string;
  unmappedItems: number;
  /** Positive; what has no cost counts as 0, and `withoutCost` says of how many ingredients. */
  costOfGoods: string;
  withoutCost: number;
}

/**
 * Of each location the newest transferred business day with sales of the last 90, by the run that stands for
 * it, and what its sales took from stock.
 */
export async function listLastSoldDays(db: Queryable, companyId: string, today: string): Promise<SoldDay[]> {
  return listRows<SoldDay>(
    db,
    sql`
    with standing as (
      select distinct on (location_id, business_day) location_id, business_day, id, stats, no_data, unmapped_items
      from transfer_logs
      where company_id = ${companyId} and success and finished_at is not null and stats is not null
        and business_day between ${today}::date - 90 and ${today}::date - 1
      order by location_id, business_day, started_at desc, id desc),
    newest as (
      select distinct on (location_id) * from standing
      where not no_data and (stats ->> 'lines')::int > (stats ->> 'no_goods_lines')::int
      order by location_id, business_day desc)
    select n.location_id, n.business_day::text as date, n.id as log_id,
      (coalesce((n.stats ->> 'net_value')::numeric, 0) - coalesce((n.stats ->> 'no_goods_net_value')::numeric, 0)
        - coalesce((n.stats ->> 'failed_net_value')::numeric, 0))::text as net_sales,
      coalesce(n.stats ->> 'deducted_net_value', '0') as deducted, coalesce(n.stats ->> 'ignored_net_value', '0') as ignored,
      coalesce(n.stats ->> 'unmapped_net_value', '0') as unmapped, jsonb_array_length(n.unmapped_items) as unmapped_items,
      coalesce(c.value, 0)::text as cost_of_goods, coalesce(c.free, 0)::int as without_cost
    from newest n
    left join lateral (
      select -sum(e.value) as value, count(distinct e.ingredient_id) filter (where e.unit_cost = 0) as free
      from ledger_entries e
      where e.company_id = ${companyId} and e.location_id = n.location_id and e.source = 'pos' and e.for_day = n.business_day
        and not e.is_reversal
        and not exists (select 1 from ledger_entries r where r.company_id = e.company_id and r.reverses_entry_id = e.id)) c on true`,
  );
}
