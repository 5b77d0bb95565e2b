import { createHash } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { within } from '@/db/migrate';
import { listDayDigests } from '@/db/queries/ledger-digest';
import type { BackupEnd, TableHeader, TableSum } from './backup-file';

/** Of the local job server: runs under way, which the recovery of the app finds again by itself. */
const LEFT_OUT = ['inngest_local'];
/** Written by the migrations, which run before a backup is read in. */
const OF_MIGRATIONS = 'drizzle';

type Tx = postgres.TransactionSql;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const fullName = ({ schema, name }: Pick<TableHeader, 'schema' | 'name'>) =>
  `${quoted(schema)}.${quoted(name)}`;

/** Tables whose rows a backup holds, with the columns that are stored and not computed. */
export async function listTables(tx: Tx): Promise<TableHeader[]> {
  const rows = await tx<TableHeader[]>`
    select n.nspname as schema, c.relname as name,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
      and n.nspname <> all(${[...LEFT_OUT, OF_MIGRATIONS]})
    group by 1, 2 order by 1, 2`;
  return rows.map(({ schema, name, columns }) => ({ schema, name, columns }));
}

/** Equal sums of equal tables, whatever the order of their rows and the version of the server. */
async function sumTable(tx: Tx, table: TableHeader): Promise<TableSum> {
  const columns = table.columns.map((name) => `t.${quoted(name)}`).join(', ');
  const [row] = await tx.unsafe<TableSum[]>(
    `select count(*)::text as rows, coalesce(sum(('x' || substr(md5(row(${columns})::text), 1, 15))::bit(60)::bigint), 0)::text as sum
     from ${fullName(table)} t`,
  );
  return { rows: row?.rows ?? '0', sum: row?.sum ?? '0' };
}

export async function sumTables(tx: Tx, tables: readonly TableHeader[]): Promise<BackupEnd['tables']> {
  const sums: BackupEnd['tables'] = {};
  for (const table of tables) sums[fullName(table)] = await sumTable(tx, table);
  return sums;
}

/** Each company's ledger digest (docs/decisions/0020): what a person compares with the product's own. */
export async function digestLedgers(client: postgres.Sql, tx: Tx): Promise<BackupEnd['ledgers']> {
  const db = drizzle(within(client, tx));
  const companies = await tx<{ id: string }[]>`select id from companies order by id`;
  const ledgers: BackupEnd['ledgers'] = {};
  for (const { id } of companies) {
    const days = await listDayDigests(db as never, id, { naming: 'id' });
    const hash = createHash('sha256');
    for (const day of days) hash.update(`${day.businessDay} ${day.digest}\n`);
    ledgers[id] = { digest: hash.digest('hex'), entries: days.reduce((sum, day) => sum + day.entries, 0) };
  }
  return ledgers;
}

export async function listSequences(tx: Tx): Promise<BackupEnd['sequences']> {
  const names = await tx<{ name: string }[]>`
    select format('%I.%I', schemaname, sequencename) as name from pg_sequences
    where schemaname <> all(${[...LEFT_OUT, OF_MIGRATIONS]}) order by 1`;
  const found: BackupEnd['sequences'] = [];
  for (const { name } of names) {
    const [row] = await tx.unsafe<{ value: string; called: boolean }[]>(
      `select last_value::text as value, is_called as called from ${name}`,
    );
    if (row) found.push({ name, value: row.value, called: row.called });
  }
  return found;
}

/** As text for sums: the same wherever they are taken. */
export async function settle(tx: Tx): Promise<void> {
  await tx.unsafe(`set local statement_timeout = 0; set local lock_timeout = 0;
    set local idle_in_transaction_session_timeout = 0;
    set local timezone = 'UTC'; set local datestyle = 'ISO, MDY'; set local intervalstyle = 'postgres';
    set local extra_float_digits = 1; set local bytea_output = 'hex'`);
}
