import { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { codeOf } from '@/lib/errors/to-domain-error';
import { createLog } from '@/lib/platform/log';
import type { prepareDatabase } from '@/lib/runtime/database';
import { isClockSet } from '@/scripts/stack/set-clock';
import { suiteDatabase } from '@/testing/database/suite-database';
import { stubSettings } from '@/testing/fixtures/api';

const t = suiteDatabase();
let db: Database;
let said = '';
const log = createLog(
  'info',
  new Writable({
    write(chunk, _, done) {
      said += String(chunk);
      done();
    },
  }),
);
const prepare = async (url: string) => {
  said = '';
  vi.resetModules();
  stubSettings(url, {
    DATABASE_STATEMENT_TIMEOUT: '300',
    DATABASE_LOCK_TIMEOUT: '200',
    DATABASE_IDLE_IN_TRANSACTION_TIMEOUT: '400',
  });
  const fresh = await import('@/lib/runtime/database');
  await (fresh.prepareDatabase as typeof prepareDatabase)(log);
};

beforeAll(async () => {
  await t.owner.execute(sql`create table held (id int); insert into held values (1)`);
  await t.owner.execute(sql.raw('grant select, update on held to public'));
  await prepare(t.url);
  db = openDatabase(t.url, { max: 2 });
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await db.$client.end({ timeout: 1 });
});

const told = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => codeOf(error),
  );

it('the app’s statements, waits and idle transactions end, as a refusal that may be tried again', async ({
  skip,
}) => {
  skip(isClockSet());
  expect(said).not.toMatch(/could change the ledger|could not be looked at/);
  expect(await told(db.execute(sql`select pg_sleep(5)`))).toBe('service_unavailable');
  await t.owner.transaction(async (tx) => {
    await tx.execute(sql`select from held for update`);
    expect(await told(db.execute(sql`update held set id = 2`))).toBe('service_unavailable');
  });
  let idle: Promise<unknown> | undefined;
  const transaction = db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    // Ended by the server: the test waits for that, not for a time.
    idle = vi.waitFor(async () => {
      const open = await t.owner.execute(
        sql`select from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
      );
      expect(open).toHaveLength(0);
    }, 10_000);
    await idle;
    await tx.execute(sql`select 1`);
  });
  expect(await told(transaction)).toBe('service_unavailable');
  expect([...(await db.execute(sql`select 1 as one`))]).toEqual([{ one: 1 }]);
});

it('migrations of a single role go without its time-outs, and the log says that the wall is missing', async () => {
  await prepare(t.ownerUrl);
  expect(said).toMatch(/could change the ledger and the audit log/);
  await migrateDatabase(t.ownerUrl);
});
