import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const MIGRATIONS = path.join(process.cwd(), 'db', 'migrations');

export interface Fixture {
  commit: string;
  companyId: string;
  digest: string;
  days: { date: string; entries: number; digest: string }[];
  /** Rows by table, each the text of its JSON. */
  tables: Record<string, string[]>;
}

export function readFixture(commit: string): Fixture {
  const file = path.join(import.meta.dirname, `${commit}.json.gz`);
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Fixture;
}

/**
 * A new database on `server` (its owner's address) as `fixture` was, at the schema of its `migrations` first
 * migrations; its address.
 */
export async function restoreFixture(
  server: string,
  fixture: Fixture,
  migrations: number,
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `bestellfix_upgrade_${randomBytes(8).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  const client = postgres(address.href, { max: 1, onnotice: () => {} });
  try {
    await migrateTo(client, migrations);
    // The rows are put back as they were: no trigger may sum, stamp or refuse them again.
    await client`set session_replication_role = replica`;
    for (const [table, rows] of Object.entries(fixture.tables)) await insertRows(client, table, rows);
  } finally {
    await client.end({ timeout: 5 });
  }
  return {
    url: address.href,
    async drop() {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end({ timeout: 5 });
    },
  };
}

/** The schema after the first `count` migrations, as an older release left it. */
async function migrateTo(client: postgres.Sql, count: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-migrations-'));
  try {
    cpSync(MIGRATIONS, folder, { recursive: true });
    const file = path.join(folder, 'meta', '_journal.json');
    const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: unknown[] };
    writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
    await migrate(drizzle(client), { migrationsFolder: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function insertRows(client: postgres.Sql, table: string, rows: readonly string[]): Promise<void> {
  const columns = await client<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`;
  const list = columns.map((column) => `"${column.name}"`).join(', ');
  // A migration may have put rows of its own there.
  await client.unsafe(`delete from public."${table}"`);
  await client.unsafe(
    `insert into public."${table}" (${list}) overriding system value
     select ${list} from json_populate_recordset(null::public."${table}", $1::text::json)`,
    [`[${rows.join(',')}]`],
  );
}
