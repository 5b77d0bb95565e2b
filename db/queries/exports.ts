import { getTableName, isTable, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Queryable } from '@/db/client';
import * as schema from '@/db/schema';
import { findRow } from './rows';

const TABLES = new Map<string, PgTable>(
  Object.values(schema).flatMap((one) =>
    isTable(one) ? [[getTableName(one), one as PgTable] as const] : [],
  ),
);
/** Of a company, and nothing that anybody could use: what is under way, and copies of what is there. */
const NOT_OF_COMPANY: ReadonlySet<string> = new Set([
  'oauth_states',
  'lightspeed_request_slots',
  'audit_pending',
  'plan_changes',
]);
/** Never in a file: secrets, what proves them, and what is worked out from other columns. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  'password_hash',
  'key_hash',
  'token_hash',
  'device_hash',
  'code_hash',
  'state_hash',
  'token_ciphertext',
  'sealed',
  'secret',
  'previous_secret',
  'source_salt',
  'search_text',
  'use_key',
  'raw',
]);
/** What a person gets of tables that say of them by more than a row of their own; `null`: all columns. */
const PERSONAL: Readonly<Record<string, { where: (of: PersonOf) => SQL; columns?: readonly string[] }>> = {
  users: { where: ({ userId }) => sql`id = ${userId}` },
  memberships: { where: ({ userId }) => sql`user_id = ${userId}` },
  membership_units: { where: ({ userId }) => sql`user_id = ${userId}` },
  sessions: { where: ({ userId }) => sql`user_id = ${userId}` },
  totp_secrets: { where: ({ userId }) => sql`user_id = ${userId}` },
  recovery_codes: { where: ({ userId }) => sql`user_id = ${userId}` },
  passkeys: {
    where: ({ userId }) => sql`user_id = ${userId}`,
    columns: ['id', 'name', 'created_at', 'last_used_at'],
  },
  known_devices: { where: ({ userId }) => sql`user_id = ${userId}` },
  account_links: { where: ({ userId }) => sql`user_id = ${userId}` },
  mails: { where: ({ userId }) => sql`user_id = ${userId}` },
  notice_choices: { where: ({ userId }) => sql`user_id = ${userId}` },
  notice_times: { where: ({ userId }) => sql`user_id = ${userId}` },
  notice_deliveries: { where: ({ userId }) => sql`user_id = ${userId}` },
  notice_digests: { where: ({ userId }) => sql`user_id = ${userId}` },
  invitations: {
    where: ({ userId, email }) => sql`(address = lower(${email}) or accepted_by = ${userId})`,
    columns: [
      'id',
      'company_id',
      'address',
      'role',
      'created_at',
      'expires_at',
      'accepted_at',
      'withdrawn_at',
    ],
  },
  api_keys: {
    where: ({ userId }) => sql`created_by = ${userId}`,
    columns: [
      'id',
      'company_id',
      'name',
      'role',
      'scopes',
      'prefix',
      'created_at',
      'last_used_at',
      'expires_at',
      'revoked_at',
    ],
  },
  // What was changed is the company's; that it was this person, when and from where, is the person's.
  audit_events: {
    where: ({ userId }) => sql`actor = ${`user:${userId}`}`,
    columns: ['id', 'company_id', 'at', 'action', 'subject_type', 'address', 'user_agent'],
  },
};
interface PersonOf {
  userId: string;
  email: string;
}
export type ExportOf = { companyId: string } | PersonOf;

export interface ExportTable {
  name: string;
  columns: { name: string; isNumber: boolean }[];
}

/** What is in an export, a file each. */
export function exportTables(kind: 'company' | 'person'): ExportTable[] {
  return [...TABLES].flatMap(([name, table]) => {
    const isIn = kind === 'person' ? name in PERSONAL : isOfCompany(name, table);
    if (!isIn) return [];
    const only = kind === 'person' ? PERSONAL[name]?.columns : undefined;
    const columns = getTableConfig(table).columns.filter(
      (column) => !LEFT_OUT.has(column.name) && (only?.includes(column.name) ?? true),
    );
    return [
      { name, columns: columns.map((one) => ({ name: one.name, isNumber: isNumber(one.getSQLType()) })) },
    ];
  });
}

const isOfCompany = (name: string, table: PgTable) =>
  name === 'companies' ||
  (!NOT_OF_COMPANY.has(name) && getTableConfig(table).columns.some((column) => column.name === 'company_id'));
const isNumber = (type: string) => /^(numeric|integer|bigint|smallint)/.test(type);

/** The columns that tell rows apart, and their types. */
function keyOf(name: string): { name: string; type: string }[] {
  const { columns, primaryKeys } = getTableConfig(TABLES.get(name) as PgTable);
  const named = primaryKeys[0]?.columns.map((column) => column.name);
  const typeOf = (name: string) => columns.find((column) => column.name === name)?.getSQLType() ?? 'text';
  const names = named ?? columns.filter((column) => column.primary).map((column) => column.name);
  return names.map((name) => ({ name, type: typeOf(name) }));
}

/**
 * The next rows of a table as text, by its key; `next`: where the page after them begins, null: at the end.
 */
export async function readExportPage(
  db: Queryable,
  table: ExportTable,
  of: ExportOf,
  { after, limit }: { after: readonly string[] | null; limit: number },
): Promise<{ rows: (string | null)[][]; next: string[] | null }> {
  const key = keyOf(table.name);
  const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
  const names = key.map((column) => sql.identifier(column.name)).map((name) => sql`${name}`);
  const texts = [...table.columns, ...key].map((column) => sql`${sql.identifier(column.name)}::text`);
  const mine =
    'companyId' in of ? ofCompany(table.name, of.companyId) : (PERSONAL[table.name]?.where(of) ?? sql`false`);
  const later =
    after === null
      ? sql`true`
      : sql`(${list(names)}) > (${list(key.map(({ type }, index) => sql`${after[index]}::${sql.raw(type)}`))})`;
  // As a list: two columns of one name would else be one.
  const found = await db.execute<{ row: (string | null)[] }>(sql`
    select to_json(array[${list(texts)}]) as row from ${sql.identifier(table.name)}
    where ${mine} and ${later} order by ${list(names)} limit ${limit}`);
  const rows = [...found].map(({ row }) => row.slice(0, table.columns.length));
  const last = found.length < limit ? undefined : found.at(-1)?.row.slice(table.columns.length);
  return { rows, next: last ? last.map((value) => value ?? '') : null };
}

const ofCompany = (name: string, companyId: string) =>
  sql`${sql.identifier(name === 'companies' ? 'id' : 'company_id')} = ${companyId}`;

/** The next kept answer of a till, one at a time: a day may be long. */
export function findNextAnswer(db: Queryable, companyId: string, after: string | null) {
  return findRow<{ id: string; locationId: string; businessDay: string; version: number; raw: string }>(
    db,
    sql`select id, location_id, business_day::text, version, raw from sales_snapshots
        where company_id = ${companyId} and raw is not null and ${after === null ? sql`true` : sql`id > ${after}::uuid`}
        order by id limit 1`,
  );
}
