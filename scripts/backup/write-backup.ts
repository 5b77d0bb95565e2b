import { renameSync, rmSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type postgres from 'postgres';
import { connect } from '@/db/connect';
import packageJson from '@/package.json';
import { type BackupEnd, type Frame, type TableHeader, writeBackupFile } from './backup-file';
import {
  digestLedgers,
  fullName,
  listSequences,
  listTables,
  quoted,
  settle,
  sumTables,
} from './database-facts';

export interface Written {
  file: string;
  bytes: number;
  rows: number;
  end: BackupEnd;
}

/**
 * Writes all rows of the database at `url` into `file`, as they are at one moment, while the product runs.
 * Through the driver: the PostgreSQL of npm brings no pg_dump, and one of another version refuses.
 */
export async function writeBackup(url: string, file: string): Promise<Written> {
  const client = connect(url, { max: 1, connection: { application_name: 'bestellfix-backup' } });
  const draft = `${file}.part`;
  try {
    return await client.begin('isolation level repeatable read read only', async (tx) => {
      await settle(tx);
      let end: BackupEnd | undefined;
      rmSync(draft, { force: true });
      await writeBackupFile(
        draft,
        framesOf(client, tx, (it) => {
          end = it;
        }),
      );
      renameSync(draft, file);
      if (!end) throw new Error('the backup has no end');
      const rows = Object.values(end.tables).reduce((sum, table) => sum + Number(table.rows), 0);
      return { file, bytes: statSync(file).size, rows, end };
    });
  } finally {
    rmSync(draft, { force: true });
    await client.end({ timeout: 5 });
  }
}

async function* framesOf(
  client: postgres.Sql,
  tx: postgres.TransactionSql,
  done: (end: BackupEnd) => void,
): AsyncGenerator<Frame> {
  const [now] = await tx<{ at: string; version: string }[]>`
    select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, version() as version`;
  const migrations = await tx<{ hash: string; created_at: string }[]>`
    select hash, created_at::text from drizzle.__drizzle_migrations order by id`;
  yield {
    kind: 'header',
    value: {
      format: 1,
      at: now?.at ?? '',
      product: packageJson.version,
      postgres: now?.version ?? '',
      migrations: migrations.map(({ hash, created_at }) => ({ hash, created_at })),
    },
  };
  const tables = await listTables(tx);
  for (const table of tables) {
    yield { kind: 'table', value: table };
    yield* dataOf(tx, table);
  }
  const end: BackupEnd = {
    tables: await sumTables(tx, tables),
    sequences: await listSequences(tx),
    ledgers: await digestLedgers(client, tx),
  };
  done(end);
  yield { kind: 'end', value: end };
}

async function* dataOf(tx: postgres.TransactionSql, table: TableHeader): AsyncGenerator<Frame> {
  const columns = table.columns.map(quoted).join(', ');
  const rows = await tx.unsafe(`copy (select ${columns} from ${fullName(table)}) to stdout`).readable();
  try {
    for await (const value of rows as AsyncIterable<Buffer>) yield { kind: 'data', value };
  } finally {
    goOn(rows);
  }
}

/**
 * postgres.js 3.4 stops reading from the server while a COPY's reader is behind, and begins again when that
 * asks for more. Of a table that has ended meanwhile nobody asks for more, and the connection stood still.
 */
const goOn = (rows: Readable) => rows._read(0);
