import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';
import { deletions } from '@/db/schema/deletions';
import { findRow, listRows } from './rows';
import { uuids } from './sql-parts';

export type DeletionRow = typeof deletions.$inferSelect;

/** What was asked for and not taken back; the database says when it is due. */
export async function findDeletion(db: Queryable, companyId: string): Promise<DeletionRow | undefined> {
  const [row] = await db
    .select()
    .from(deletions)
    .where(and(eq(deletions.subjectId, companyId), isNull(deletions.withdrawnAt)));
  return row;
}

export async function insertDeletion(
  db: Queryable,
  values: { kind: DeletionRow['kind']; subjectId: string },
): Promise<DeletionRow> {
  const [row] = await db.insert(deletions).values(values).returning();
  return row as DeletionRow;
}

/** False: it was taken back already, or has begun. */
export async function withdrawDeletion(db: Queryable, companyId: string): Promise<boolean> {
  const rows = await db
    .update(deletions)
    .set({ withdrawnAt: sql`clock_timestamp()` })
    .where(and(eq(deletions.subjectId, companyId), isNull(deletions.withdrawnAt), isNull(deletions.begunAt)))
    .returning({ id: deletions.id });
  return rows.length > 0;
}

/**
 * Companies whose days of grace are over and that are still there, by the database's clock. System use only.
 */
export async function listDueDeletions(db: Queryable): Promise<string[]> {
  const rows = await listRows<{ subjectId: string }>(
    db,
    sql`select subject_id from deletions where kind = 'company' and withdrawn_at is null and ended_at is null
        and due_at <= clock_timestamp() order by due_at, id`,
  );
  return rows.map(({ subjectId }) => subjectId);
}

/** Who was deleted, or is being: named by an id alone, in a list that outlives the database. */
export interface DeletedSubject {
  kind: DeletionRow['kind'];
  subject_id: string;
}

/** Deletions that have begun, which nothing takes back, the oldest first. System use only. */
export function listBegunDeletions(db: Queryable): Promise<DeletedSubject[]> {
  return db
    .select({ kind: deletions.kind, subject_id: deletions.subjectId })
    .from(deletions)
    .where(isNotNull(deletions.begunAt))
    .orderBy(asc(deletions.begunAt), asc(deletions.id));
}

/** Begins it if it is due; false where it is not, was taken back or has ended. */
export async function beginDeletion(tx: Transaction, companyId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    update deletions set begun_at = coalesce(begun_at, clock_timestamp())
    where subject_id = ${companyId} and kind = 'company' and withdrawn_at is null and ended_at is null and due_at <= clock_timestamp()
    returning 1`);
  return rows.length > 0;
}

/**
 * Nobody belongs to the company any more, no key, link or token opens it, and no job works for it: what is
 * deleted afterwards is out of everybody's sight.
 */
export async function closeCompany(tx: Transaction, companyId: string): Promise<void> {
  await tx.execute(sql`
    delete from idempotency_keys where actor in (
      select 'user:' || user_id from memberships where company_id = ${companyId}
      union all select 'key:' || id from api_keys where company_id = ${companyId})`);
  for (const table of ['invitations', 'api_keys', 'oauth_states', 'webhooks', 'memberships'])
    await tx.execute(sql`delete from ${sql.identifier(table)} where company_id = ${companyId}`);
  await tx.execute(sql`
    update lightspeed_integrations set token_ciphertext = '', token_version = token_version + 1,
      status = 'needs_reauthorization', disconnected_at = coalesce(disconnected_at, clock_timestamp()) where company_id = ${companyId}`);
  await tx.execute(sql`update lightspeed_locations set is_activated = false where company_id = ${companyId}`);
  await tx.execute(sql`
    update migrations set status = 'cancelled', finished_at = clock_timestamp()
    where company_id = ${companyId} and status in ('pending','running')`);
  await tx.execute(
    sql`delete from nightly_runs where company_id = ${companyId} and status in ('pending','running')`,
  );
}

/** Deletes up to so many rows, with what the database lets nobody delete otherwise; how many. */
export async function deleteCompanyRows(tx: Transaction, companyId: string, limit: number): Promise<number> {
  const row = await findRow<{ rows: string }>(
    tx,
    sql`select delete_company_rows(${companyId}::uuid, ${limit}) as rows`,
  );
  const rows = Number(row?.rows ?? 0);
  if (rows > 0)
    await tx.execute(
      sql`update deletions set rows = rows + ${rows} where subject_id = ${companyId} and ended_at is null and withdrawn_at is null`,
    );
  return rows;
}

/** The last row, and that it is over. */
export async function endDeletion(tx: Transaction, companyId: string): Promise<void> {
  await tx.execute(sql`delete from companies where id = ${companyId}`);
  await tx.execute(sql`
    update deletions set ended_at = clock_timestamp(), rows = rows + 1
    where subject_id = ${companyId} and withdrawn_at is null and ended_at is null`);
}

/** The companies that would have no owner without this person, with their names, locked by id. */
export async function listOnlyOwned(
  tx: Transaction,
  userId: string,
): Promise<{ id: string; name: string }[]> {
  const rows = await listRows<{ id: string; name: string }>(
    tx,
    sql`select c.id, c.name from companies c join memberships m on m.company_id = c.id and m.user_id = ${userId}
        order by c.id for update of c`,
  );
  if (rows.length === 0) return [];
  const alone = await listRows<{ companyId: string }>(
    tx,
    sql`select m.company_id from memberships m where m.user_id = ${userId} and m.role = 'owner'
          and m.company_id = any (${uuids(rows.map(({ id }) => id))})
          and not exists (select from memberships o where o.company_id = m.company_id and o.role = 'owner' and o.user_id <> m.user_id)`,
  );
  return rows.filter(({ id }) => alone.some(({ companyId }) => companyId === id));
}

/**
 * All that is a person's own. What names them by their id alone stays: who did what. Their keys open nothing
 * any more, and from where they came is forgotten.
 */
export async function deletePerson(tx: Transaction, userId: string, email: string): Promise<void> {
  const actor = `user:${userId}`;
  await tx.execute(sql`
    update audit_events set address = null, user_agent = null, source_salt = null
    where source_salt is not null and (actor = ${actor} or (subject_type = 'user' and subject_id = ${userId}))`);
  await tx.execute(sql`delete from idempotency_keys where actor = ${actor}`);
  await tx.execute(sql`delete from mails where user_id = ${userId} or lower(address) = lower(${email})`);
  await tx.execute(
    sql`delete from invitations where accepted_by = ${userId} or address = lower(${email}) or invited_by = ${userId}`,
  );
  await tx.execute(sql`delete from reset_requests where lower(address) = lower(${email})`);
  await tx.execute(
    sql`update api_keys set revoked_at = coalesce(revoked_at, clock_timestamp()) where created_by = ${userId}`,
  );
  await tx.execute(sql`delete from users where id = ${userId}`);
  const { id } = await insertDeletion(tx, { kind: 'person', subjectId: userId });
  await tx.execute(
    sql`update deletions set begun_at = clock_timestamp(), ended_at = clock_timestamp(), rows = 1 where id = ${id}`,
  );
}
