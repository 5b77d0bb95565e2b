import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from '@/db/connect';
import type { BackupEnd } from './backup/backup-file';
import { type Opened, openOwn } from './backup/own-database';
import { checkBackupFile, readBackup } from './backup/read-backup';
import { verifyBackup } from './backup/verify-backup';
import { isTaken } from './stack/children';
import { FriendlyError, runMain } from './stack/friendly-error';
import { DATA_DIR, givenSettings } from './stack/run-stack';

const USAGE = `Usage: npm run restore -- --file <backup> [--verify]
  without --verify  into the empty database that DATABASE_URL names, or the folder's own (what was in it is kept aside)
  --verify          into a database made for it and removed again: proves the backup, changes nothing`;

/** Both ways compare every table, sequence and ledger digest with what they were. */
runMain(async () => {
  const { file, isTrial } = readFlags();
  const given = givenSettings();
  const end = isTrial
    ? await verifyBackup(file, given.DATABASE_DIRECT_URL || given.DATABASE_URL)
    : await restore(file, given);
  const rows = Object.values(end.tables).reduce((sum, table) => sum + Number(table.rows), 0);
  console.log(JSON.stringify({ file, equal: true, rows, ledgers: end.ledgers }));
});

async function restore(file: string, given: Record<string, string | undefined>): Promise<BackupEnd> {
  const isOwn = !given.DATABASE_URL;
  if (isOwn && isTaken(DATA_DIR)) throw new FriendlyError('Bestellfix runs in this folder. Stop it first.');
  // Before anything is moved.
  await checkBackupFile(file);
  const database = isOwn ? await openOwnOrNew() : await openOwn(given);
  const { url, appUrl } = database;
  try {
    if (!isOwn) return await readBackup(url, file, appUrl);
    const kept = await setAside(url);
    const end = await readBackup(url, file, appUrl).catch(async (error: unknown) => {
      await putBack(url, kept);
      throw error;
    });
    console.log(`What was there is kept in the database ${kept}.`);
    return end;
  } finally {
    await database.close();
  }
}

/** A new machine has no database yet: it is made. */
async function openOwnOrNew(): Promise<Opened> {
  const { startPostgres } = await import('./stack/postgres/server');
  const { url, appUrl, stop } = await startPostgres({
    dataDir: path.join(DATA_DIR, 'postgres'),
    persistent: true,
  });
  return { url, appUrl, close: stop };
}

/** What the folder's own database holds stays there under another name; the new one is empty. */
async function setAside(url: string): Promise<string> {
  const name = new URL(url).pathname.slice(1);
  const kept = `${name}_before_${new Date().toISOString().slice(0, 19).replaceAll(/\D/g, '')}`;
  await onServer(url, `alter database ${name} rename to ${kept}`, `create database ${name}`);
  return kept;
}

/** After a backup that could not be read in: as it was. */
async function putBack(url: string, kept: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await onServer(
    url,
    `drop database if exists ${name} with (force)`,
    `alter database ${kept} rename to ${name}`,
  );
}

async function onServer(url: string, ...statements: string[]): Promise<void> {
  const sql = connect(url.replace(/\/[^/]*$/, '/postgres'), { max: 1 });
  try {
    for (const statement of statements) await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function readFlags(): { file: string; isTrial: boolean } {
  try {
    const { values } = parseArgs({ options: { file: { type: 'string' }, verify: { type: 'boolean' } } });
    if (!values.file) throw new Error('--file is missing.');
    if (!existsSync(values.file)) throw new Error(`There is no file ${values.file}.`);
    return { file: values.file, isTrial: values.verify ?? false };
  } catch (error) {
    throw new FriendlyError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}
