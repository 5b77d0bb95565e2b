import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type postgres from 'postgres';
import { connect } from '@/db/connect';
import { MIGRATIONS, migrateDatabase, within } from '@/db/migrate';
import { FriendlyError } from '../stack/friendly-error';
import { type BackupEnd, type BackupHeader, readBackupFile, type TableHeader } from './backup-file';
import {
  digestLedgers,
  fullName,
  listSequences,
  listTables,
  quoted,
  settle,
  sumTables,
} from './database-facts';

/** Throws a FriendlyError where it is none of ours, or not whole. */
export async function checkBackupFile(file: string): Promise<void> {
  for await (const _ of readBackupFile(file));
}

/**
 * Reads a backup into the empty database at `url` (as its owner) and compares every table, sequence and
 * ledger digest with what the backup says of them; all in one transaction, so that nothing is left of one
 * that differs. Then migrates to this version. Throws a FriendlyError where it cannot be read in.
 */
export async function readBackup(url: string, file: string, appUrl?: string): Promise<BackupEnd> {
  // The whole file once before the database is touched: a stream of rows cannot be given up half-way.
  await checkBackupFile(file);
  const client = connect(url, { max: 1, connection: { application_name: 'bestellfix-restore' } });
  try {
    const end = await client.begin((tx) => fill(client, tx, file));
    await migrateDatabase(url, { appUrl });
    return end;
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function fill(client: postgres.Sql, tx: postgres.TransactionSql, file: string): Promise<BackupEnd> {
  await settle(tx);
  if ((await listTables(tx)).length > 0)
    throw new FriendlyError('The database is not empty. Restore into a new one; nothing was changed.');
  let into: NodeJS.WritableStream | undefined;
  let keys: Keys | undefined;
  let expected: BackupEnd | undefined;
  for await (const { kind, value } of readBackupFile(file)) {
    if (kind === 'data') {
      await write(into, value);
      continue;
    }
    await finish(into);
    into = undefined;
    if (kind === 'header') {
      await makeSchema(client, tx, value, file);
      keys = await openTables(tx);
    } else if (kind === 'table') {
      into = await begin(tx, value);
    } else expected = value;
  }
  if (!keys || !expected) throw new FriendlyError(`${file} is no backup of Bestellfix.`);
  await closeTables(tx, keys);
  for (const { name, value, called } of expected.sequences)
    await tx`select setval(${name}::text::regclass, ${value}::bigint, ${called})`;
  await compare(client, tx, expected);
  return expected;
}

/** The schema as it was when the backup was made, by the same migrations. */
async function makeSchema(
  client: postgres.Sql,
  tx: postgres.TransactionSql,
  { format, migrations, product }: BackupHeader,
  file: string,
): Promise<void> {
  if (format !== 1)
    throw new FriendlyError(`${file} was made by a newer version (${product}). Upgrade first.`);
  const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-migrations-'));
  try {
    cpSync(MIGRATIONS, folder, { recursive: true });
    const journalFile = path.join(folder, 'meta', '_journal.json');
    const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: { when: number }[] };
    const last = Math.max(...migrations.map((one) => Number(one.created_at)));
    const entries = journal.entries.filter(({ when }) => when <= last);
    writeFileSync(journalFile, JSON.stringify({ ...journal, entries }));
    await migrate(drizzle(within(client, tx)), { migrationsFolder: folder });
    const done = await tx<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by id`;
    if (JSON.stringify(done.map(({ hash }) => hash)) !== JSON.stringify(migrations.map(({ hash }) => hash)))
      throw new FriendlyError(
        `${file} was made by another version (${product}) whose schema this one does not know. Restore it with that version, or a newer one.`,
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Foreign keys, which wait until all tables are there. */
type Keys = { table: string; name: string; definition: string }[];

async function openTables(tx: postgres.TransactionSql): Promise<Keys> {
  const keys = await tx<Keys>`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and conparentid = 0 order by 1, 2`;
  for (const { table, name } of keys) await tx.unsafe(`alter table ${table} drop constraint ${name}`);
  for (const table of await listTables(tx)) {
    await tx.unsafe(`alter table ${fullName(table)} disable trigger user`);
    // What the migrations put in themselves comes with the backup.
    await tx.unsafe(`truncate ${fullName(table)}`);
  }
  return [...keys];
}

/** What the keys promise is looked at here, row by row, by the database. */
async function closeTables(tx: postgres.TransactionSql, keys: Keys): Promise<void> {
  for (const { table, name, definition } of keys)
    await tx.unsafe(`alter table ${table} add constraint ${name} ${definition}`);
  for (const table of await listTables(tx))
    await tx.unsafe(`alter table ${fullName(table)} enable trigger user`);
}

const begin = (tx: postgres.TransactionSql, table: TableHeader): Promise<NodeJS.WritableStream> =>
  tx.unsafe(`copy ${fullName(table)} (${table.columns.map(quoted).join(', ')}) from stdin`).writable();

function write(into: NodeJS.WritableStream | undefined, data: Buffer): Promise<void> {
  if (!into) throw new FriendlyError('The backup has rows without a table.');
  return new Promise((resolve, reject) => {
    into.once('error', reject);
    into.write(data, () => {
      into.off('error', reject);
      resolve();
    });
  });
}

function finish(into: NodeJS.WritableStream | undefined): Promise<void> {
  if (!into) return Promise.resolve();
  return new Promise((resolve, reject) => {
    into.once('error', reject);
    into.once('finish', resolve);
    into.end();
  });
}

async function compare(
  client: postgres.Sql,
  tx: postgres.TransactionSql,
  expected: BackupEnd,
): Promise<void> {
  const found: BackupEnd = {
    tables: await sumTables(tx, await listTables(tx)),
    sequences: await listSequences(tx),
    ledgers: await digestLedgers(client, tx),
  };
  const differ = (['tables', 'sequences', 'ledgers'] as const).filter(
    (part) => JSON.stringify(found[part]) !== JSON.stringify(expected[part]),
  );
  if (differ.length === 0) return;
  const tables = Object.keys(expected.tables).filter(
    (name) => JSON.stringify(found.tables[name]) !== JSON.stringify(expected.tables[name]),
  );
  throw new FriendlyError(
    `What was read in is not what the backup says (${[...differ, ...tables].join(', ')}). Nothing was changed.`,
  );
}
