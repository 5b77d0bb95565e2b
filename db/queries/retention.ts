import { eq, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { retentionSettings } from '@/db/schema/retention';
import type { RetentionDays } from '@/lib/core/retention';
import { listRows } from './rows';

export async function findRetention(db: Queryable, companyId: string): Promise<RetentionDays | undefined> {
  const [row] = await db
    .select({
      answers: retentionSettings.answersDays,
      sources: retentionSettings.sourcesDays,
      mails: retentionSettings.mailsDays,
      notices: retentionSettings.noticesDays,
    })
    .from(retentionSettings)
    .where(eq(retentionSettings.companyId, companyId));
  return row;
}

export async function upsertRetention(db: Queryable, companyId: string, days: RetentionDays): Promise<void> {
  const set = {
    answersDays: days.answers,
    sourcesDays: days.sources,
    mailsDays: days.mails,
    noticesDays: days.notices,
  };
  await db
    .insert(retentionSettings)
    .values({ companyId, ...set })
    .onConflictDoUpdate({ target: retentionSettings.companyId, set });
}

/** The next companies by id. System use only. */
export async function listCompaniesAfter(db: Queryable, after: string | null, limit: number) {
  const rows = await listRows<{ id: string }>(
    db,
    sql`select id from companies where ${after === null ? sql`true` : sql`id > ${after}::uuid`} order by id limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

interface Batch {
  companyId: string;
  /** What is older goes. */
  before: Date;
  limit: number;
}
const at = (moment: Date) => sql`${moment.toISOString()}::timestamptz`;
const count = async (db: Queryable, statement: SQL) => (await db.execute(statement)).length;

/**
 * Bodies of answers of business days before that day; hash, lines and entries stay. Those that wait to be
 * read again (R15) stay until they were.
 */
export const forgetAnswers = (db: Queryable, { companyId, before, limit }: Batch): Promise<number> =>
  count(
    db,
    sql`update sales_snapshots set raw = null where id in (
      select id from sales_snapshots where company_id = ${companyId} and raw is not null and not read_again
        and business_day < ${before.toISOString().slice(0, 10)}::date
      order by business_day limit ${limit} for update skip locked) returning id`,
  );

/** From where events of the audit log came, all of it or nothing; the events stay. */
export const forgetSources = (db: Queryable, { companyId, before, limit }: Batch): Promise<number> =>
  count(
    db,
    sql`update audit_events set address = null, user_agent = null, source_salt = null where id in (
      select id from audit_events where company_id = ${companyId} and source_salt is not null and at < ${at(before)}
      order by at limit ${limit} for update skip locked) returning id`,
  );

/** Mail that has ended; null: of no company. */
export const deleteEndedMails = (
  db: Queryable,
  { companyId, before, limit }: Omit<Batch, 'companyId'> & { companyId: string | null },
): Promise<number> =>
  count(
    db,
    sql`delete from mails where id in (
      select id from mails where company_id is not distinct from ${companyId}::uuid and ended_at < ${at(before)}
      limit ${limit} for update skip locked) returning id`,
  );

export const deleteEndedNotices = (db: Queryable, { companyId, before, limit }: Batch): Promise<number> =>
  count(
    db,
    sql`delete from notices where id in (
      select id from notices where company_id = ${companyId} and ended_at < ${at(before)}
      limit ${limit} for update skip locked) returning id`,
  );

/** What is kept alike for everybody, by its name; each statement deletes up to `limit` rows. */
export const deleteSpent = {
  idempotency: (db: Queryable, before: Date, limit: number) =>
    count(
      db,
      sql`delete from idempotency_keys where ctid = any (array(
        select ctid from idempotency_keys where created_at < ${at(before)} limit ${limit})) returning 1`,
    ),
  sessions: (db: Queryable, before: Date, limit: number) =>
    count(
      db,
      sql`delete from sessions where id in (
        select id from sessions where least(ended_at, ends_at) < ${at(before)} limit ${limit}) returning 1`,
    ),
  links: (db: Queryable, before: Date, limit: number) =>
    count(
      db,
      sql`delete from account_links where id in (
        select id from account_links where least(used_at, expires_at) < ${at(before)} limit ${limit}) returning 1`,
    ),
  invitations: (db: Queryable, before: Date, limit: number) =>
    count(
      db,
      sql`delete from invitations where id in (
        select id from invitations where least(accepted_at, withdrawn_at, expires_at) < ${at(before)} limit ${limit}) returning 1`,
    ),
  mails: (db: Queryable, before: Date, limit: number) =>
    deleteEndedMails(db, { companyId: null, before, limit }),
  digests: (db: Queryable, before: Date, limit: number) =>
    count(
      db,
      sql`delete from notice_digests where (user_id, day) in (
        select user_id, day from notice_digests where created_at < ${at(before)} limit ${limit}) returning 1`,
    ),
  /** While a notice is open its row says that it was sent. */
  webhooks: (db: Queryable, before: Date, limit: number) =>
    count(
      db,
      sql`delete from webhook_deliveries where id in (
        select d.id from webhook_deliveries d where d.ended_at < ${at(before)}
          and not exists (select from notices n where n.id = d.notice_id and n.ended_at is null) limit ${limit}) returning 1`,
    ),
  consents: (db: Queryable, before: Date, limit: number) =>
    count(
      db,
      sql`delete from oauth_states where state_hash in (
        select state_hash from oauth_states where expires_at < ${at(before)} limit ${limit}) returning 1`,
    ),
  challenges: (db: Queryable, before: Date, limit: number) =>
    count(
      db,
      sql`delete from passkey_challenges where bound_to in (
        select bound_to from passkey_challenges where expires_at < ${at(before)} limit ${limit}) returning 1`,
    ),
};
