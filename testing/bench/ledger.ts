import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { addDays } from '@/lib/core/business-day';
import { toSalesDay } from '@/lib/lightspeed/to-domain';
import { systemClock } from '@/lib/platform/clock';
import { createLog } from '@/lib/platform/log';
import { mailOff } from '@/lib/platform/mail-senders';
import { createVault } from '@/lib/platform/vault';
import { createWebhookSender } from '@/lib/platform/webhook-sender';
import type { ServiceContext } from '@/lib/services/context';
import { createHeavyReads } from '@/lib/services/heavy-read';
import { transferDay } from '@/lib/services/transfer/transfer-day';
import { FakePos } from '../fake-pos';
import { DAYS, FIRST_DAY, measure, type Picked, percentile, ROUNDS, reads } from './ledger-reads';
import { millis, row, seconds, title } from './print';
import { makeRestaurant, type Restaurant } from './restaurant';
import { salesOfDay } from './sales';

const UNITS = 1_000;

/**
 * A ledger of `entries` rows in 1,000 storage units of one company, and what is asked of it most: first pages
 * by every filter, balances, the stock page, each at the 95th percentile in the database; and a day's
 * transfer beside the same on the empty database.
 */
export async function benchLedger(db: Database, entries: number): Promise<void> {
  const vault = createVault(`bench:${Buffer.alloc(32, 7).toString('base64')}`);
  const restaurant = await makeRestaurant(db, vault, { accessToken: 'a', refreshToken: 'r' });
  const ctx = contextOf(db, vault, restaurant.companyId);
  // The first days pay for warming up code and caches.
  await transferDays(ctx, restaurant, '2025-11-01', 20);
  const onEmpty = await transferDays(ctx, restaurant, '2025-12-01', 20);

  const from = performance.now();
  await fill(db, restaurant, entries);
  const [{ count, size } = { count: 0, size: '' }] = await db.execute<{ count: number; size: string }>(sql`
    select count(*)::int as count, pg_size_pretty(pg_total_relation_size('ledger_entries')) as size from ledger_entries`);
  title(
    `Ledger: ${count.toLocaleString('en')} entries of ${UNITS.toLocaleString('en')} storage units, ${size}, made in ${seconds(performance.now() - from).trim()}`,
  );

  const pick = await picker(db, restaurant);
  await measure(db, pick, reads(restaurant.companyId));
  const onFull = await transferDays(ctx, restaurant, '2025-10-01', 20);
  title("A day's transfer of 1,500 lines, median");
  row('on the empty database', millis(onEmpty));
  row('on the full one', millis(onFull));
}

export function contextOf(
  db: Database,
  vault: ReturnType<typeof createVault>,
  companyId: string,
): ServiceContext {
  const answer = (day: string) => ({
    sales: salesOfDay(day),
    nextStartOfDayAsIso8601: `${addDays(day, 1)}T05:00:00+01:00`,
    dataComplete: true,
  });
  const pos = new FakePos({
    everyDay: (day) => {
      const body = JSON.parse(JSON.stringify(answer(day)), (_, value) =>
        typeof value === 'number' ? String(value) : value,
      );
      return toSalesDay(body, JSON.stringify(body));
    },
  });
  return {
    db,
    heavyReads: createHeavyReads(null, { atOnce: 3, timeoutMs: 0 }),
    actor: { kind: 'system', job: 'bench', memberships: new Map([[companyId, 'system']]) },
    requestId: 'bench',
    appUrl: 'http://localhost:3000',
    webhooks: createWebhookSender({ loopback: false }),
    log: createLog('error'),
    clock: systemClock,
    jobs: { send: async () => {} },
    vault,
    mail: mailOff,
    pos,
  };
}

/** Median milliseconds of a day's transfer. */
export async function transferDays(
  ctx: ServiceContext,
  { companyId, locationId }: Restaurant,
  first: string,
  count: number,
) {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const from = performance.now();
    const { success, error } = await transferDay(ctx, {
      companyId,
      locationId,
      businessDay: addDays(first, index),
      trigger: 'manual',
      forceRefresh: true,
    });
    if (!success) throw new Error(`the transfer failed: ${error?.code}`);
    times.push(performance.now() - from);
  }
  return percentile(times, 0.5);
}

/**
 * The rows, written by the database itself. Triggers and indexes are off meanwhile and what they would have
 * kept is made afterwards: one by one it would take an hour, and the result is the same.
 */
export async function fill(
  db: Database,
  { companyId, itemIds, ingredientIds }: Restaurant,
  entries: number,
): Promise<void> {
  const perDay = Math.max(1, Math.round(entries / UNITS / DAYS));
  const client = await db.$client.reserve();
  try {
    const indexes = await client<{ name: string; definition: string }[]>`
      select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = 'ledger_entries'::regclass and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`;
    for (const { name } of indexes) await client.unsafe(`drop index ${name}`);
    await client.unsafe(
      "set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '256MB'",
    );
    const list = (ids: readonly string[]) => `'{${ids.join(',')}}'::uuid[]`;
    await client.unsafe(`
      create temp table u as select n, gen_random_uuid() as id, gen_random_uuid() as location_id from generate_series(0, ${UNITS - 1}) n;
      insert into storage_units (id, company_id, name) select id, '${companyId}', 'Unit ' || n from u;
      insert into lightspeed_locations (id, company_id, integration_id, lightspeed_id, business_id, business_name, name, timezone, storage_unit_id)
      select u.location_id, '${companyId}', i.id, 'bench-' || n, '1', 'Group', 'Location ' || n, 'Europe/Zurich', u.id
      from u cross join (select id from lightspeed_integrations where company_id = '${companyId}') i;
      create temp table d as
      select u.n, u.id as unit_id, u.location_id, g as day_no, date '${FIRST_DAY}' + g as day, gen_random_uuid() as log_id, gen_random_uuid() as snapshot_id
      from u cross join generate_series(0, ${DAYS - 1}) g;
      insert into sales_snapshots (id, company_id, location_id, business_day, version, content_hash, raw, account_count, line_count, data_complete, fetched_at, confirmed_at)
      select snapshot_id, '${companyId}', location_id, day, 1, 'x', '{}', 0, 0, true, now(), now() from d;
      insert into transfer_logs (id, company_id, location_id, storage_unit_id, business_day, trigger, requested_by, success, finished_at)
      select log_id, '${companyId}', location_id, unit_id, day, 'automatic', 'bench', true, now() from d;
      analyze d`);
    // Of a hundred: ninety of usage, four receipts, three waste, one count's difference, a move's two sides.
    await client.unsafe(`
      insert into ledger_entries (id, company_id, type, ingredient_id, storage_unit_id, quantity, unit_cost, business_day, recorded_at, source, created_by,
        location_id, item_id, transfer_log_id, snapshot_id, mapping_version_id, source_lines, sold_quantity, usage_per_item, revision, reason)
      select uuidv7(), '${companyId}', t.type, (${list(ingredientIds)})[1 + (k * 7 + d.n) % ${ingredientIds.length}], d.unit_id,
        case when t.type in ('RECEIPT', 'TRANSFER_IN') then 12.5 else -0.125 * (1 + k % 7) end, 1.25, d.day, d.day + interval '1 day 7 hours', t.source, 'bench',
        case t.source when 'pos' then d.location_id end, case t.source when 'pos' then i.item_id end,
        case t.source when 'pos' then d.log_id end, case t.source when 'pos' then d.snapshot_id end,
        case t.source when 'pos' then i.version_id end, case t.source when 'pos' then array[k] end, case t.source when 'pos' then 1 + k % 7 end,
        case t.source when 'pos' then '-1/8' end, case t.source when 'pos' then 1 end, case t.type when 'WASTE' then 'spoiled' end
      from d cross join generate_series(0, ${perDay - 1}) k
      cross join lateral (select case when k % 100 < 90 then 'ISSUE' when k % 100 < 94 then 'RECEIPT' when k % 100 < 97 then 'WASTE'
        when k % 100 = 97 then 'ADJUSTMENT' when k % 100 = 98 then 'TRANSFER_OUT' else 'TRANSFER_IN' end as type,
        case when k % 100 < 90 then 'pos' else 'manual' end as source) t
      join (select item_id, id as version_id, row_number() over (order by item_id) - 1 as no from item_mapping_versions
            where company_id = '${companyId}') i on i.no = k % ${itemIds.length}
      order by d.day_no, d.n`);
    for (const { definition } of indexes) await client.unsafe(definition);
    await client.unsafe(`
      delete from stock_levels; delete from receipt_days; delete from receipt_totals; delete from ledger_days;
      insert into stock_levels (company_id, ingredient_id, storage_unit_id, quantity, value, entries, first_day, last_day, first_recorded_at)
      select company_id, ingredient_id, storage_unit_id, sum(quantity), sum(value), count(*), min(business_day), max(business_day), min(recorded_at)
      from ledger_entries group by 1, 2, 3;
      insert into ledger_days (company_id, business_day, first_recorded_at)
      select company_id, business_day, min(recorded_at) from ledger_entries group by 1, 2;
      insert into receipt_days (company_id, ingredient_id, business_day, quantity, value)
      select company_id, ingredient_id, business_day, sum(quantity), sum(value) from ledger_entries where type = 'RECEIPT' group by 1, 2, 3;
      insert into receipt_totals (company_id, ingredient_id, quantity, value, last_day)
      select company_id, ingredient_id, sum(quantity), sum(value), max(business_day) from receipt_days group by 1, 2;
      set session_replication_role = origin`);
    await client.unsafe('vacuum (analyze)');
    // What was just made is on its way to the disk; no restaurant's night has to wait for that.
    await client.unsafe('checkpoint');
  } finally {
    client.release();
  }
}
/** A few of everything, in turn. */
async function picker(
  db: Database,
  { companyId, ingredientIds }: Restaurant,
): Promise<(round: number) => Picked> {
  const logs = await db.execute<{ id: string; storage_unit_id: string; business_day: string }>(sql`
    select id, storage_unit_id, business_day::text from transfer_logs
    where company_id = ${companyId} and requested_by = 'bench' order by md5(id::text) limit ${ROUNDS}`);
  return (round) => {
    const log = logs[round % logs.length] as (typeof logs)[number];
    const ingredient = ingredientIds[(round * 17) % ingredientIds.length] as string;
    return { unit: log.storage_unit_id, ingredient, log: log.id, day: log.business_day };
  };
}
