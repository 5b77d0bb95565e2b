import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

/** Any constant: processes that start together take turns on it. */
const MIGRATION_LOCK = 7_305_120_446;

/** Brings the database at `url` to the newest schema. Safe to call from several processes at once; a second call does nothing. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'bestellfix-migrate' },
  });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(client), { migrationsFolder: path.join(process.cwd(), 'db', 'migrations') });
  } finally {
    // Ending the session gives the lock back, also after an error.
    await client.end({ timeout: 5 });
  }
}
