import { and, eq, lt, sql } from 'drizzle-orm';
import type { ReservedSql } from 'postgres';
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

/** A reauthorization's new pair: one version on, so that a refresh under way does not overwrite it (R7, R8). */
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

// A refresh runs on one reserved connection: its session lock is held while each statement commits by itself (R7).

export async function lockRefresh(connection: ReservedSql, id: string): Promise<void> {
  await connection`select pg_advisory_lock(hashtextextended(${`lightspeed-refresh:${id}`}, 0))`;
}
export async function unlockRefresh(connection: ReservedSql, id: string): Promise<void> {
  await connection`select pg_advisory_unlock(hashtextextended(${`lightspeed-refresh:${id}`}, 0))`;
}

export interface RefreshState {
  status: string;
  token_ciphertext: string;
  token_version: number;
  access_expires_ms: number;
  attempt_ms: number | null;
}
export async function readRefreshState(connection: ReservedSql, companyId: string, id: string) {
  const rows = await connection<RefreshState[]>`
    select status, token_ciphertext, token_version,
           (extract(epoch from access_expires_at) * 1000)::float8 as access_expires_ms,
           (extract(epoch from refresh_attempt_at) * 1000)::float8 as attempt_ms
    from lightspeed_integrations where company_id = ${companyId} and id = ${id}`;
  return rows[0];
}
/** False when another pair came in between: then there is nothing to refresh. */
export async function markRefreshAttempt(
  connection: ReservedSql,
  key: { companyId: string; id: string; version: number },
  at: Date,
): Promise<boolean> {
  const result = await connection`
    update lightspeed_integrations set refresh_attempt_at = ${at.toISOString()}::timestamptz
    where company_id = ${key.companyId} and id = ${key.id} and token_version = ${key.version}`;
  return result.count === 1;
}
export async function saveRefreshedTokens(
  connection: ReservedSql,
  key: { companyId: string; id: string; version: number },
  values: { ciphertext: string; expiresAt: Date; scopes: string; now: Date },
): Promise<boolean> {
  const result = await connection`
    update lightspeed_integrations
    set token_ciphertext = ${values.ciphertext}, access_expires_at = ${values.expiresAt.toISOString()}::timestamptz,
        granted_scopes = ${values.scopes}, token_version = token_version + 1, status = 'connected',
        tokens_renewed_at = ${values.now.toISOString()}::timestamptz, refresh_attempt_at = null,
        last_success_at = ${values.now.toISOString()}::timestamptz, updated_at = clock_timestamp()
    where company_id = ${key.companyId} and id = ${key.id} and token_version = ${key.version}`;
  return result.count === 1;
}
/** The attempt is answered, without a new pair. */
export async function saveRefreshFailure(
  connection: ReservedSql,
  key: { companyId: string; id: string; version: number },
  values: { status: string; errorCode: string; detail: string; now: Date },
): Promise<void> {
  await connection`
    update lightspeed_integrations
    set status = ${values.status}, refresh_attempt_at = null, last_error_at = ${values.now.toISOString()}::timestamptz,
        last_error_code = ${values.errorCode}, last_error_detail = ${values.detail}, updated_at = clock_timestamp()
    where company_id = ${key.companyId} and id = ${key.id} and token_version = ${key.version}`;
}
