import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { lightspeedIntegrations } from '@/db/schema/lightspeed';

export type IntegrationRow = typeof lightspeedIntegrations.$inferSelect;

const own = (companyId: string, id: string) =>
  and(eq(lightspeedIntegrations.companyId, companyId), eq(lightspeedIntegrations.id, id));

export async function findIntegration(db: Queryable, companyId: string, id: string) {
  const rows = await db.select().from(lightspeedIntegrations).where(own(companyId, id)).limit(1);
  return rows[0];
}

export async function findIntegrationOfCompany(db: Queryable, companyId: string) {
  const rows = await db
    .select()
    .from(lightspeedIntegrations)
    .where(eq(lightspeedIntegrations.companyId, companyId))
    .limit(1);
  return rows[0];
}

export async function insertIntegration(
  db: Queryable,
  values: typeof lightspeedIntegrations.$inferInsert,
): Promise<IntegrationRow> {
  const [row] = await db.insert(lightspeedIntegrations).values(values).returning();
  return row as IntegrationRow;
}

/** Undefined when the row is gone. */
export async function updateIntegration(
  db: Queryable,
  companyId: string,
  id: string,
  values: Partial<typeof lightspeedIntegrations.$inferInsert>,
) {
  const [row] = await db
    .update(lightspeedIntegrations)
    .set({ ...values, updatedAt: sql`clock_timestamp()` })
    .where(own(companyId, id))
    .returning();
  return row;
}

export type SuccessRow = Pick<IntegrationRow, 'lastSuccessAt' | 'lastErrorAt'>;
const NOTED_FOR_MS = 60_000;

/** Whether `noteSuccess` would find nothing to note in the row. */
export function successIsNoted({ lastSuccessAt, lastErrorAt }: SuccessRow, at: Date): boolean {
  if (lastSuccessAt === null || lastSuccessAt.getTime() < at.getTime() - NOTED_FOR_MS) return false;
  return lastErrorAt === null || lastErrorAt <= lastSuccessAt;
}

/** A call worked. Noted once a minute at most, so that a migration does not write the row with every day. */
export async function noteSuccess(db: Queryable, companyId: string, id: string, at: Date): Promise<void> {
  const before = new Date(at.getTime() - NOTED_FOR_MS);
  await db
    .update(lightspeedIntegrations)
    .set({ lastSuccessAt: at })
    .where(
      and(
        own(companyId, id),
        or(
          isNull(lightspeedIntegrations.lastSuccessAt),
          lt(lightspeedIntegrations.lastSuccessAt, before),
          // After a failure at once, so that the page does not go on showing it.
          gt(lightspeedIntegrations.lastErrorAt, lightspeedIntegrations.lastSuccessAt),
        ),
      ),
    );
}

/**
 * A reauthorization's new pair: one version on, so that a refresh under way does not overwrite it (R7, R8).
 */
export async function replaceTokens(
  db: Queryable,
  companyId: string,
  id: string,
  values: Pick<IntegrationRow, 'tokenCiphertext' | 'accessExpiresAt' | 'grantedScopes' | 'tokensRenewedAt'> &
    Partial<Pick<IntegrationRow, 'businessId' | 'businessName'>>,
) {
  return updateIntegration(db, companyId, id, {
    ...values,
    status: 'connected',
    disconnectedAt: null,
    refreshAttemptAt: null,
    lastErrorAt: null,
    lastErrorCode: null,
    lastErrorDetail: null,
    lastSuccessAt: values.tokensRenewedAt,
    ...{ tokenVersion: sql`token_version + 1` as unknown as number },
  });
}

/** Over all companies: the daily keep-alive's list (R7). */
export function listIdleIntegrations(db: Queryable, renewedBefore: Date) {
  return db
    .select({ id: lightspeedIntegrations.id, companyId: lightspeedIntegrations.companyId })
    .from(lightspeedIntegrations)
    .where(
      and(
        eq(lightspeedIntegrations.status, 'connected'),
        lt(lightspeedIntegrations.tokensRenewedAt, renewedBefore),
      ),
    )
    .orderBy(lightspeedIntegrations.tokensRenewedAt);
}

export interface TokenKey {
  companyId: string;
  id: string;
  /** The pair spoken of: a write that finds another version writes nothing. */
  version: number;
}
const ofVersion = (key: TokenKey) =>
  and(own(key.companyId, key.id), eq(lightspeedIntegrations.tokenVersion, key.version));

/**
 * Puts the attempt on record, which is also the lock (R7): the row decides between all processes which one
 * refreshes. A row instead of a session lock, so that it holds behind a transaction pooler too and outlives a
 * crash, which is how one is recognised.
 */
export async function claimRefresh(db: Queryable, key: TokenKey, at: Date): Promise<boolean> {
  const rows = await db
    .update(lightspeedIntegrations)
    .set({ refreshAttemptAt: at })
    .where(
      and(
        ofVersion(key),
        isNull(lightspeedIntegrations.refreshAttemptAt),
        eq(lightspeedIntegrations.status, 'connected'),
      ),
    )
    .returning({ id: lightspeedIntegrations.id });
  return rows.length === 1;
}

/** False when a person connected anew in between: the new grant stands. */
export async function saveRefreshedTokens(
  db: Queryable,
  key: TokenKey,
  values: { tokenCiphertext: string; accessExpiresAt: Date; grantedScopes: string; now: Date },
): Promise<boolean> {
  const { now, ...pair } = values;
  const rows = await db
    .update(lightspeedIntegrations)
    .set({
      ...pair,
      tokenVersion: sql`token_version + 1`,
      status: 'connected',
      tokensRenewedAt: now,
      refreshAttemptAt: null,
      lastSuccessAt: now,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(ofVersion(key))
    .returning({ id: lightspeedIntegrations.id });
  return rows.length === 1;
}

/** The attempt is answered, without a new pair. */
export async function saveRefreshFailure(
  db: Queryable,
  key: TokenKey,
  values: { status: 'connected' | 'needs_reauthorization'; errorCode: string; detail: string; now: Date },
): Promise<void> {
  await db
    .update(lightspeedIntegrations)
    .set({
      status: values.status,
      refreshAttemptAt: null,
      lastErrorAt: values.now,
      lastErrorCode: values.errorCode,
      lastErrorDetail: values.detail,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(ofVersion(key));
}

/** Over all companies: every sealed pair, to be sealed anew after a change of key (R6). */
export function listSealedTokens(db: Queryable) {
  return db
    .select({
      id: lightspeedIntegrations.id,
      companyId: lightspeedIntegrations.companyId,
      sealed: lightspeedIntegrations.tokenCiphertext,
    })
    .from(lightspeedIntegrations)
    .where(isNull(lightspeedIntegrations.disconnectedAt))
    .orderBy(lightspeedIntegrations.id);
}

/** The same pair under another key; false when it was renewed in between, which sealed it anew already. */
export async function replaceSealedTokens(
  db: Queryable,
  key: { companyId: string; id: string },
  from: string,
  to: string,
): Promise<boolean> {
  const rows = await db
    .update(lightspeedIntegrations)
    .set({ tokenCiphertext: to })
    .where(and(own(key.companyId, key.id), eq(lightspeedIntegrations.tokenCiphertext, from)))
    .returning({ id: lightspeedIntegrations.id });
  return rows.length === 1;
}

/**
 * Destroys the tokens, one version on, so that a refresh under way does not bring some back. `isNew` is false
 * when they were gone already; no row when there is no such integration.
 */
export async function disconnectIntegrationRow(
  db: Queryable,
  companyId: string,
  id: string,
  now: Date,
): Promise<{ row: IntegrationRow | undefined; isNew: boolean }> {
  const [row] = await db
    .update(lightspeedIntegrations)
    .set({
      tokenCiphertext: '',
      tokenVersion: sql`token_version + 1`,
      status: 'needs_reauthorization',
      grantedScopes: '',
      refreshAttemptAt: null,
      lastErrorAt: null,
      lastErrorCode: null,
      lastErrorDetail: null,
      disconnectedAt: now,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(and(own(companyId, id), isNull(lightspeedIntegrations.disconnectedAt)))
    .returning();
  return row ? { row, isNew: true } : { row: await findIntegration(db, companyId, id), isNew: false };
}
