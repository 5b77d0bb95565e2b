import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { lightspeedRequestSlots } from '@/db/schema/connection';
import { listRows } from './rows';

/** Requests in flight per integration, over all processes (R10). */
const MAX_REQUESTS = 4;
/** After a 429 one more place opens every so many seconds. */
const RECOVERY_SECONDS = 30;

const allowed = sql`(case when i.throttled_at is null then ${MAX_REQUESTS}
  else least(${MAX_REQUESTS}, i.request_limit + floor(extract(epoch from clock_timestamp() - i.throttled_at) / ${RECOVERY_SECONDS})) end)::int`;

/**
 * Takes a free place for so many seconds; null when all are taken, or as many as a recent 429 left. Two who
 * want the same place are told apart by its primary key.
 */
export async function takeSlot(
  db: Queryable,
  key: { companyId: string; integrationId: string },
  holder: string,
  leaseSeconds: number,
): Promise<number | null> {
  const rows = await listRows<{ slot: number }>(
    db,
    sql`
    with live as (
      select slot from lightspeed_request_slots
      where company_id = ${key.companyId} and integration_id = ${key.integrationId} and leased_until > clock_timestamp()),
    free as (
      select ${key.companyId}::uuid as company_id, ${key.integrationId}::uuid as integration_id, g as slot
      from lightspeed_integrations i, generate_series(1, ${allowed}) g
      where i.company_id = ${key.companyId} and i.id = ${key.integrationId}
        and (select count(*) from live) < ${allowed} and g not in (select slot from live)
      order by random() limit 1)
    insert into lightspeed_request_slots as s (company_id, integration_id, slot, holder, leased_until)
    select company_id, integration_id, slot, ${holder}::uuid, clock_timestamp() + make_interval(secs => ${leaseSeconds}) from free
    on conflict (integration_id, slot) do update set holder = excluded.holder, leased_until = excluded.leased_until
    where s.leased_until <= clock_timestamp()
    returning slot`,
  );
  return rows[0]?.slot ?? null;
}

const held = (key: { companyId: string; integrationId: string }, slot: number, holder: string) =>
  and(
    eq(lightspeedRequestSlots.companyId, key.companyId),
    eq(lightspeedRequestSlots.integrationId, key.integrationId),
    eq(lightspeedRequestSlots.slot, slot),
    eq(lightspeedRequestSlots.holder, holder),
  );

/** Holds a place for so many seconds more, from now, unless another has it by now. */
export async function keepSlot(
  db: Queryable,
  key: { companyId: string; integrationId: string },
  slot: number,
  holder: string,
  leaseSeconds: number,
): Promise<void> {
  await db
    .update(lightspeedRequestSlots)
    .set({ leasedUntil: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})` })
    .where(held(key, slot, holder));
}

/** Gives a place back; one whose lease ended may have another holder by now. */
export async function freeSlot(
  db: Queryable,
  key: { companyId: string; integrationId: string },
  slot: number,
  holder: string,
): Promise<void> {
  await db
    .update(lightspeedRequestSlots)
    .set({ leasedUntil: sql`'-infinity'` })
    .where(held(key, slot, holder));
}

/** Lightspeed answered 429: half as many requests from now on, growing back by one every 30 s. */
export async function halveSlots(
  db: Queryable,
  key: { companyId: string; integrationId: string },
): Promise<void> {
  await db.execute(sql`
    update lightspeed_integrations i set request_limit = greatest(1, ${allowed} / 2), throttled_at = clock_timestamp()
    where i.company_id = ${key.companyId} and i.id = ${key.integrationId}`);
}
