import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { migrateDatabase } from '@/db/migrate';
import { startPostgres } from '@/scripts/stack/postgres/server';

/**
 * One database server and one migrated template for all database tests. TEST_DATABASE_URL names a server to
 * use; otherwise a throw-away one starts, and ends with the tests.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const own = given
    ? undefined
    : await startPostgres({
        dataDir: path.join(tmpdir(), `bestellfix-test-${randomBytes(6).toString('hex')}`),
        persistent: false,
      });
  const serverUrl = given ?? own?.url ?? '';
  const template = `bestellfix_template_${randomBytes(6).toString('hex')}`;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${template}`);
  const templateUrl = new URL(serverUrl);
  templateUrl.pathname = `/${template}`;
  // Roles belong to the server, not to a database; one of our own leaves a given server as it was.
  const role = `bestellfix_test_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(18).toString('hex');
  await admin.unsafe(`create role ${role} login password '${password}'`);
  const appUrl = Object.assign(new URL(templateUrl), { username: role, password }).href;
  await migrateDatabase(templateUrl.href, { appUrl });
  process.env.BESTELLFIX_TEST_APP = appUrl;
  process.env.BESTELLFIX_TEST_SERVER = serverUrl;
  process.env.BESTELLFIX_TEST_TEMPLATE = template;
  return async () => {
    await admin.unsafe(`drop database if exists ${template} with (force)`);
    await admin.unsafe(`drop role if exists ${role}`).catch(() => undefined);
    await admin.end({ timeout: 5 });
    await own?.stop();
  };
}
