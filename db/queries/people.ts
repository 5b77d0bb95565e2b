import { and, asc, desc, eq, getTableColumns, gt, isNull, or, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { apiKeys, companies, memberships, users } from '@/db/schema/people';
import { hasSecondFactor } from './second-factor';

export type UserRow = typeof users.$inferSelect;
/**
 * `makerRole`: what the person who made it is in its company now; null when gone from it, disabled, or
 * barred.
 */
export type ApiKeyRow = typeof apiKeys.$inferSelect & { makerRole: string | null };

export async function findUserByEmail(db: Queryable, email: string): Promise<UserRow | undefined> {
  const [row] = await db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return row;
}

export async function findUser(db: Queryable, id: string): Promise<UserRow | undefined> {
  const [row] = await db.select().from(users).where(eq(users.id, id));
  return row;
}

export async function insertUser(db: Queryable, values: typeof users.$inferInsert): Promise<UserRow> {
  const [row] = await db.insert(users).values(values).returning();
  return row as UserRow;
}

export async function updatePasswordHash(db: Queryable, userId: string, passwordHash: string): Promise<void> {
  await db.update(users).set({ passwordHash }).where(eq(users.id, userId));
}

export async function updateName(db: Queryable, userId: string, name: string): Promise<void> {
  await db.update(users).set({ name }).where(eq(users.id, userId));
}

export async function updateLocale(db: Queryable, userId: string, locale: string): Promise<void> {
  await db.update(users).set({ locale }).where(eq(users.id, userId));
}

/** Shown to be theirs; a unique violation when somebody else has it. */
export async function updateAddress(
  db: Queryable,
  userId: string,
  email: string,
  confirmedAt: Date,
): Promise<void> {
  await db.update(users).set({ email, confirmedAt }).where(eq(users.id, userId));
}

/** Only if it still is the address that was shown to be theirs. */
export async function markAddressConfirmed(
  db: Queryable,
  userId: string,
  email: string,
  now: Date,
): Promise<void> {
  await db
    .update(users)
    .set({ confirmedAt: sql`coalesce(${users.confirmedAt}, ${now.toISOString()}::timestamptz)` })
    .where(and(eq(users.id, userId), eq(users.email, email)));
}

export async function updateDisabled(db: Queryable, userId: string, disabledAt: Date | null): Promise<void> {
  await db.update(users).set({ disabledAt }).where(eq(users.id, userId));
}

export async function insertCompany(db: Queryable, name: string) {
  const [row] = await db.insert(companies).values({ name }).returning();
  return row as typeof companies.$inferSelect;
}

export async function insertMembership(
  db: Queryable,
  values: { companyId: string; userId: string; role: string },
): Promise<void> {
  await db.insert(memberships).values(values);
}

/** The actor's companies by name; `companyIds` are the actor's own. */
export async function listCompanyRows(
  db: Queryable,
  companyIds: readonly string[],
  filter: { limit: number; after?: { name: string; id: string } | undefined },
) {
  if (companyIds.length === 0) return [];
  const nameKey = sql<string>`lower(${companies.name})`;
  return db
    .select({ id: companies.id, name: companies.name, createdAt: companies.createdAt, nameKey })
    .from(companies)
    .where(
      and(
        sql`${companies.id} = any(${sql.param(`{${companyIds.join(',')}}`)}::uuid[])`,
        filter.after
          ? sql`(${nameKey}, ${companies.id}) > (${filter.after.name}, ${filter.after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(nameKey, asc(companies.id))
    .limit(filter.limit);
}

/** Locks the person's row, so that what one may have so many of follows one another. */
export async function lockUser(db: Queryable, userId: string): Promise<void> {
  await db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
}

export function countOwnedCompanies(db: Queryable, userId: string): Promise<number> {
  return db.$count(memberships, and(eq(memberships.userId, userId), eq(memberships.role, 'owner')));
}

/** Neither revoked nor expired. */
export function countLiveApiKeys(db: Queryable, companyId: string, now: Date): Promise<number> {
  return db.$count(
    apiKeys,
    and(
      eq(apiKeys.companyId, companyId),
      isNull(apiKeys.revokedAt),
      or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
    ),
  );
}

export async function findCompanyName(db: Queryable, companyId: string): Promise<string | undefined> {
  const [row] = await db.select({ name: companies.name }).from(companies).where(eq(companies.id, companyId));
  return row?.name;
}

export async function findOwnedCompanyByName(db: Queryable, userId: string, name: string) {
  const [row] = await db
    .select({ id: companies.id, role: memberships.role })
    .from(memberships)
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(and(eq(memberships.userId, userId), eq(companies.name, name)))
    .orderBy(asc(companies.createdAt))
    .limit(1);
  return row;
}

/** Locks the company's row, so that changes of its members follow one another. */
export async function lockCompany(db: Queryable, companyId: string): Promise<void> {
  await db.select({ id: companies.id }).from(companies).where(eq(companies.id, companyId)).for('update');
}

export function listMemberRows(db: Queryable, companyId: string) {
  return db
    .select({
      userId: users.id,
      email: users.email,
      name: users.name,
      role: memberships.role,
      storageUnitIds: sql<string[]>`array(
        select u.storage_unit_id from membership_units u
        where u.company_id = ${memberships.companyId} and u.user_id = ${memberships.userId} order by u.storage_unit_id)`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.companyId, companyId))
    .orderBy(sql`lower(${users.email})`);
}

/** Whom of a company mail reaches, in which language. */
export function listMembersToTell(db: Queryable, companyId: string) {
  return db
    .select({ userId: users.id, email: users.email, locale: users.locale })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.disabledAt)))
    .where(eq(memberships.companyId, companyId))
    .orderBy(users.id);
}

export async function updateMembership(db: Queryable, companyId: string, userId: string, role: string) {
  await db
    .update(memberships)
    .set({ role })
    .where(and(eq(memberships.companyId, companyId), eq(memberships.userId, userId)));
}

export async function deleteMembership(db: Queryable, companyId: string, userId: string) {
  await db
    .delete(memberships)
    .where(and(eq(memberships.companyId, companyId), eq(memberships.userId, userId)));
}

export async function insertApiKey(db: Queryable, values: typeof apiKeys.$inferInsert): Promise<string> {
  const [row] = await db.insert(apiKeys).values(values).returning({ id: apiKeys.id });
  return row?.id ?? '';
}

/** Keys with what their makers are now. */
function keysWithMakers(db: Queryable) {
  return db
    .select({ ...getTableColumns(apiKeys), makerRole: memberships.role })
    .from(apiKeys)
    .leftJoin(
      memberships,
      and(
        eq(memberships.companyId, apiKeys.companyId),
        eq(memberships.userId, apiKeys.createdBy),
        sql`exists (select from users u where u.id = ${memberships.userId} and u.disabled_at is null)`,
        sql`(not exists (select from companies c where c.id = ${memberships.companyId} and c.requires_second_factor)
          or ${hasSecondFactor(memberships.userId)})`,
      ),
    );
}

export function listApiKeyRows(db: Queryable, companyId: string): Promise<ApiKeyRow[]> {
  return keysWithMakers(db)
    .where(eq(apiKeys.companyId, companyId))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
}

export async function findApiKey(
  db: Queryable,
  companyId: string,
  id: string,
): Promise<ApiKeyRow | undefined> {
  const [row] = await keysWithMakers(db).where(and(eq(apiKeys.companyId, companyId), eq(apiKeys.id, id)));
  return row;
}

/** The person who made a key; undefined when that person or the key is gone. */
export async function findApiKeyMaker(db: Queryable, keyId: string): Promise<string | undefined> {
  const [row] = await db.select({ userId: apiKeys.createdBy }).from(apiKeys).where(eq(apiKeys.id, keyId));
  return row?.userId ?? undefined;
}

export async function revokeApiKeyRow(
  db: Queryable,
  companyId: string,
  id: string,
  now: Date,
): Promise<void> {
  await db
    .update(apiKeys)
    .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, ${now.toISOString()}::timestamptz)` })
    .where(and(eq(apiKeys.companyId, companyId), eq(apiKeys.id, id)));
}

/** Neither revoked nor expired. */
export async function findLiveApiKey(
  db: Queryable,
  keyHash: string,
  now: Date,
): Promise<ApiKeyRow | undefined> {
  const [row] = await keysWithMakers(db).where(
    and(
      eq(apiKeys.keyHash, keyHash),
      isNull(apiKeys.revokedAt),
      or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
    ),
  );
  return row;
}

/** At most once a minute: the settings page needs no finer clock, and reads stay reads. */
export async function touchApiKey(db: Queryable, id: string, now: Date): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(apiKeys.id, id),
        sql`coalesce(${apiKeys.lastUsedAt}, '-infinity') < ${new Date(now.getTime() - 60_000).toISOString()}::timestamptz`,
      ),
    );
}

export async function findCountReviewPercent(db: Queryable, companyId: string): Promise<number | undefined> {
  const [row] = await db
    .select({ percent: companies.countReviewPercent })
    .from(companies)
    .where(eq(companies.id, companyId));
  return row?.percent;
}

export async function updateCountReviewPercent(db: Queryable, companyId: string, percent: number) {
  await db.update(companies).set({ countReviewPercent: percent }).where(eq(companies.id, companyId));
}

export async function findHoldsNames(db: Queryable, companyId: string): Promise<boolean | undefined> {
  const [row] = await db
    .select({ holdsNames: companies.holdsNames })
    .from(companies)
    .where(eq(companies.id, companyId));
  return row?.holdsNames;
}

export async function updateHoldsNames(db: Queryable, companyId: string, holdsNames: boolean) {
  await db.update(companies).set({ holdsNames }).where(eq(companies.id, companyId));
}
