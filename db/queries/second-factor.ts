import { and, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { companies, memberships } from '@/db/schema/people';
import { recoveryCodes, totpSecrets } from '@/db/schema/second-factor';
import { findRow } from './rows';

type TotpRow = typeof totpSecrets.$inferSelect;

/** Whether the person of a row has a second factor that counts. */
export const hasSecondFactor = (userId: unknown): SQL<boolean> =>
  sql<boolean>`(exists (select from totp_secrets s where s.user_id = ${userId} and s.confirmed_at is not null)
    or exists (select from passkeys k where k.user_id = ${userId}))`;

export async function findHasSecondFactor(db: Queryable, userId: string): Promise<boolean> {
  const row = await findRow<{ has: boolean }>(
    db,
    sql`select ${hasSecondFactor(sql`${userId}::uuid`)} as has`,
  );
  return row?.has ?? false;
}

export async function findTotp(db: Queryable, userId: string): Promise<TotpRow | undefined> {
  const [row] = await db.select().from(totpSecrets).where(eq(totpSecrets.userId, userId));
  return row;
}

/** One that waits for its first code is replaced; false where one counts already. */
export async function putTotp(
  db: Queryable,
  values: { userId: string; sealed: string; createdAt: Date },
): Promise<boolean> {
  const rows = await db
    .insert(totpSecrets)
    .values(values)
    .onConflictDoUpdate({
      target: totpSecrets.userId,
      set: { sealed: values.sealed, createdAt: values.createdAt, lastStep: 0 },
      setWhere: isNull(totpSecrets.confirmedAt),
    })
    .returning({ userId: totpSecrets.userId });
  return rows.length > 0;
}

/** Uses up the codes of all steps up to this one; false when they were. `confirmedAt`: its first. */
export async function spendTotpStep(
  db: Queryable,
  { userId, sealed, step, confirmedAt }: { userId: string; sealed: string; step: number; confirmedAt?: Date },
): Promise<boolean> {
  const rows = await db
    .update(totpSecrets)
    .set({ lastStep: step, ...(confirmedAt && { confirmedAt }) })
    .where(
      and(
        eq(totpSecrets.userId, userId),
        eq(totpSecrets.sealed, sealed),
        lt(totpSecrets.lastStep, step),
        confirmedAt ? isNull(totpSecrets.confirmedAt) : isNotNull(totpSecrets.confirmedAt),
      ),
    )
    .returning({ userId: totpSecrets.userId });
  return rows.length > 0;
}

export async function deleteTotp(db: Queryable, userId: string): Promise<boolean> {
  const rows = await db
    .delete(totpSecrets)
    .where(eq(totpSecrets.userId, userId))
    .returning({ userId: totpSecrets.userId });
  return rows.length > 0;
}

export function listSealedTotps(db: Queryable): Promise<{ userId: string; sealed: string }[]> {
  return db.select({ userId: totpSecrets.userId, sealed: totpSecrets.sealed }).from(totpSecrets);
}

export async function replaceSealedTotp(
  db: Queryable,
  { userId, before, after }: { userId: string; before: string; after: string },
): Promise<void> {
  await db
    .update(totpSecrets)
    .set({ sealed: after })
    .where(and(eq(totpSecrets.userId, userId), eq(totpSecrets.sealed, before)));
}

export async function replaceRecoveryCodes(
  db: Queryable,
  { userId, hashes, now }: { userId: string; hashes: readonly string[]; now: Date },
): Promise<void> {
  await db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  if (hashes.length === 0) return;
  await db.insert(recoveryCodes).values(hashes.map((codeHash) => ({ userId, codeHash, createdAt: now })));
}

export function countRecoveryCodes(db: Queryable, userId: string): Promise<number> {
  return db.$count(recoveryCodes, and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
}

/** False when it is none of the person's, or was used. */
export async function spendRecoveryCode(
  db: Queryable,
  { userId, codeHash, now }: { userId: string; codeHash: string; now: Date },
): Promise<boolean> {
  const rows = await db
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.codeHash, codeHash),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ userId: recoveryCodes.userId });
  return rows.length > 0;
}

export async function findRequiresSecondFactor(
  db: Queryable,
  companyId: string,
): Promise<boolean | undefined> {
  const [row] = await db
    .select({ requires: companies.requiresSecondFactor })
    .from(companies)
    .where(eq(companies.id, companyId));
  return row?.requires;
}

export async function updateRequiresSecondFactor(db: Queryable, companyId: string, requires: boolean) {
  await db.update(companies).set({ requiresSecondFactor: requires }).where(eq(companies.id, companyId));
}

/** The person's companies that require one, by name. */
export function listCompaniesThatRequireOne(db: Queryable, userId: string) {
  return db
    .select({ id: companies.id, name: companies.name })
    .from(memberships)
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(and(eq(memberships.userId, userId), eq(companies.requiresSecondFactor, true)))
    .orderBy(sql`lower(${companies.name})`);
}

/** Members of a company who have none. */
export async function countMembersWithoutSecondFactor(db: Queryable, companyId: string): Promise<number> {
  return db.$count(
    memberships,
    and(eq(memberships.companyId, companyId), sql`not ${hasSecondFactor(memberships.userId)}`),
  );
}
