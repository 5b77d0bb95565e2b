import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Queryable } from '@/db/client';
import { noticeChoices, noticeLimits, notices, noticeTimes } from '@/db/schema/notices';
import type { Delivery } from '@/lib/core/notice-kinds';
import { columnsOf } from './columns-of';
import type { NoticeFact } from './notice-facts';
import { findRow, listRows } from './rows';
import { uuids } from './sql-parts';

export type NoticeRow = typeof notices.$inferSelect;

/** Companies in the order of their ids, after one. */
export async function listCompanyIds(
  db: Queryable,
  after: string | null,
  limit: number,
): Promise<{ id: string }[]> {
  return listRows<{ id: string }>(
    db,
    sql`
    select id from companies where id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') order by id limit ${limit}`,
  );
}

/**
 * What is so now stays open or becomes a notice; what no longer is ends. Two at once make no second one: the
 * key of what is open decides. Returns how many are new.
 */
export async function replaceOpenNotices(
  db: Queryable,
  companyId: string,
  now: Date,
  facts: readonly NoticeFact[],
): Promise<number> {
  const found = columnsOf(
    facts.map((fact) => ({ ...fact, id: v7(), facts: JSON.stringify(fact.facts) })),
    [
      ['id', 'uuid'],
      ['kind', 'text'],
      ['key', 'text'],
      ['amount', 'numeric'],
      ['facts', 'jsonb'],
    ],
  );
  await db.execute(sql`
    update notices n set ended_at = ${now.toISOString()}::timestamptz
    where n.company_id = ${companyId} and n.ended_at is null
      and not exists (select from ${found} as f(id, kind, key, amount, facts) where f.kind = n.kind and f.key = n.key)`);
  const rows = await listRows<{ isNew: boolean }>(
    db,
    sql`
    insert into notices as n (id, company_id, user_id, kind, key, amount, facts, found_at)
    select f.id, ${companyId}::uuid, (f.facts ->> 'for_user_id')::uuid, f.kind, f.key, f.amount, f.facts, ${now.toISOString()}::timestamptz
    from ${found} as f(id, kind, key, amount, facts) order by f.kind, f.key
    on conflict (company_id, kind, key) where ended_at is null do update set amount = excluded.amount, facts = excluded.facts
    returning (n.xmax = 0) as is_new`,
  );
  return rows.filter(({ isNew }) => isNew).length;
}

/** Of all its people, and those of the one who reads; `readerId`: null for a key. */
const openFor = (companyId: string, readerId: string | null) =>
  and(
    eq(notices.companyId, companyId),
    isNull(notices.endedAt),
    sql`coalesce(${notices.userId} = ${readerId}::uuid, ${notices.userId} is null)`,
  );

export async function listOpenNotices(
  db: Queryable,
  companyId: string,
  readerId: string | null,
): Promise<NoticeRow[]> {
  return db.select().from(notices).where(openFor(companyId, readerId));
}

/** One of these companies, open or ended. */
export async function findNotice(
  db: Queryable,
  companyIds: readonly string[],
  readerId: string,
  id: string,
): Promise<NoticeRow | undefined> {
  const [row] = await db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.id, id),
        sql`${notices.companyId} = any(${uuids(companyIds)})`,
        sql`coalesce(${notices.userId} = ${readerId}::uuid, ${notices.userId} is null)`,
      ),
    );
  return row;
}

export async function countOpenNotices(
  db: Queryable,
  companyId: string,
  readerId: string | null,
): Promise<number> {
  return db.$count(notices, openFor(companyId, readerId));
}

/** Of whom notices may be told: a person in a company, with what the person chose. */
export interface Reader {
  userId: string;
  email: string;
  locale: string | null;
  digestHour: number | null;
  timeZone: string | null;
  companyId: string;
  companyName: string;
  role: string;
  /** By kind; what is not there was not chosen. */
  choices: Record<string, Delivery>;
}

/**
 * People with notices that were not told to them by mail, of all companies: those found since a moment, or
 * all. Who is disabled, or a stock keeper by now, is told nothing.
 */
export async function listReaders(db: Queryable, foundSince: Date | null): Promise<Reader[]> {
  return listRows<Reader>(
    db,
    sql`
    select u.id as user_id, u.email, u.locale, t.digest_hour, t.time_zone, m.company_id, c.name as company_name, m.role,
      coalesce((
        select jsonb_object_agg(h.kind, h.delivery) from notice_choices h
        where h.user_id = u.id and h.company_id = m.company_id), '{}') as choices
    from memberships m join users u on u.id = m.user_id join companies c on c.id = m.company_id
    left join notice_times t on t.user_id = u.id
    where u.disabled_at is null and m.role <> 'stock_keeper' and exists (
      select from notices n where n.company_id = m.company_id and n.ended_at is null and n.user_id is null
        and n.found_at >= coalesce(${foundSince?.toISOString() ?? null}::timestamptz, '-infinity')
        and not exists (select from notice_deliveries d where d.notice_id = n.id and d.user_id = u.id))
    order by u.id, m.company_id`,
  );
}

/** Open notices of the companies that the person was not told by mail. */
export async function listUntold(
  db: Queryable,
  userId: string,
  companyIds: readonly string[],
  foundSince: Date | null,
): Promise<NoticeRow[]> {
  return db
    .select()
    .from(notices)
    .where(
      and(
        sql`${notices.companyId} = any(${uuids(companyIds)})`,
        isNull(notices.endedAt),
        isNull(notices.userId),
        sql`${notices.foundAt} >= coalesce(${foundSince?.toISOString() ?? null}::timestamptz, '-infinity')`,
        sql`not exists (select from notice_deliveries d where d.notice_id = ${notices.id} and d.user_id = ${userId}::uuid)`,
      ),
    );
}

/** Notes that the person is told; returns those nobody noted before, whoever runs at the same time. */
export async function insertDeliveries(
  db: Queryable,
  userId: string,
  noticeIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await listRows<{ noticeId: string }>(
    db,
    sql`
    insert into notice_deliveries (notice_id, user_id)
    select n.id, ${userId}::uuid from unnest(${uuids([...noticeIds].sort())}) as n(id)
    on conflict do nothing returning notice_id`,
  );
  return new Set(rows.map(({ noticeId }) => noticeId));
}

export async function noteDeliveryMail(
  db: Queryable,
  userId: string,
  noticeIds: readonly string[],
  mailId: string,
): Promise<void> {
  await db.execute(sql`
    update notice_deliveries set mail_id = ${mailId} where user_id = ${userId} and notice_id = any(${uuids(noticeIds)})`);
}

/** False where the person's digest of the day was made already. */
export async function insertDigest(
  db: Queryable,
  digest: { userId: string; day: string; notices: number },
): Promise<boolean> {
  const row = await findRow<{ day: string }>(
    db,
    sql`
    insert into notice_digests (user_id, day, notices) values (${digest.userId}, ${digest.day}::date, ${digest.notices})
    on conflict do nothing returning day::text`,
  );
  return row !== undefined;
}

export async function listChoices(
  db: Queryable,
  userId: string,
  companyId: string,
): Promise<{ kind: string; delivery: Delivery }[]> {
  return db
    .select({ kind: noticeChoices.kind, delivery: noticeChoices.delivery })
    .from(noticeChoices)
    .where(and(eq(noticeChoices.userId, userId), eq(noticeChoices.companyId, companyId)));
}

export async function upsertChoice(db: Queryable, row: typeof noticeChoices.$inferInsert): Promise<void> {
  await db
    .insert(noticeChoices)
    .values(row)
    .onConflictDoUpdate({
      target: [noticeChoices.userId, noticeChoices.companyId, noticeChoices.kind],
      set: { delivery: row.delivery },
    });
}

export async function findTimes(db: Queryable, userId: string) {
  const [row] = await db.select().from(noticeTimes).where(eq(noticeTimes.userId, userId));
  return row;
}

export async function upsertTimes(db: Queryable, row: typeof noticeTimes.$inferInsert): Promise<void> {
  const { digestHour, timeZone } = row;
  await db
    .insert(noticeTimes)
    .values(row)
    .onConflictDoUpdate({ target: noticeTimes.userId, set: { digestHour, timeZone } });
}

export async function findLimits(db: Queryable, companyId: string) {
  const [row] = await db.select().from(noticeLimits).where(eq(noticeLimits.companyId, companyId));
  return row;
}

export async function upsertLimits(db: Queryable, row: typeof noticeLimits.$inferInsert): Promise<void> {
  const { unmappedPercent, pricePercent, countDays } = row;
  await db.insert(noticeLimits).values(row).onConflictDoUpdate({
    target: noticeLimits.companyId,
    set: { unmappedPercent, pricePercent, countDays },
  });
}
