import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { type Database, openDatabase } from '@/db/client';

export interface TestDatabase {
  /** As the role the app runs as, so that a right it lacks is found. */
  db: Database;
  url: string;
  /** As the owner of the tables, for what the app never does: triggers, constraints, whole schemas. */
  owner: Database;
  ownerUrl: string;
  close(): Promise<void>;
}

/** A fresh, migrated, empty database for one test file; `close` drops it. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.BESTELLFIX_TEST_SERVER;
  const appUser = process.env.BESTELLFIX_TEST_APP;
  const template = process.env.BESTELLFIX_TEST_TEMPLATE;
  if (!server || !template || !appUser)
    throw new Error('Name the file *.db.test.ts: its tests then get a database server.');
  const name = `bestellfix_test_${randomBytes(8).toString('hex')}`;
  await onServer(server, (admin) => admin.unsafe(`create database ${name} template ${template}`));
  const within = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const [url, ownerUrl] = [within(appUser), within(server)];
  const db = openDatabase(url, { max: 8, name: 'bestellfix-test' });
  const owner = openDatabase(ownerUrl, { max: 4, name: 'bestellfix-test-owner' });
  return {
    db,
    url,
    owner,
    ownerUrl,
    async close() {
      await Promise.all([db, owner].map((one) => one.$client.end({ timeout: 5 })));
      await onServer(server, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`));
    },
  };
}

async function onServer(server: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  try {
    // Two files cloning the template at the same moment disturb each other; they take turns.
    await admin`select pg_advisory_lock(hashtext('bestellfix_test.template'))`;
    await work(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
