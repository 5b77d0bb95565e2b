import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '@/db/migrate';
import { type TestDatabase, testDatabase } from '@/testing/database/database';

describe('a test database', () => {
  let one: TestDatabase;
  let other: TestDatabase;
  beforeAll(async () => {
    [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  });
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
  });

  it('is migrated and shares nothing with the next one', async () => {
    await one.owner.execute(sql`create table only_here (id int)`);
    const tables = sql`select to_regclass('ledger_entries') is not null as ledger, to_regclass('only_here') is not null as extra`;
    expect([...(await one.db.execute(tables))]).toEqual([{ ledger: true, extra: true }]);
    expect([...(await other.db.execute(tables))]).toEqual([{ ledger: true, extra: false }]);
  });

  it('may be migrated by several processes at once', async () => {
    const applied = sql`select count(*)::int as n from drizzle.__drizzle_migrations`;
    const before = [...(await one.owner.execute(applied))];
    await Promise.all([1, 2, 3].map(() => migrateDatabase(one.ownerUrl, { appUrl: one.url })));
    expect([...(await one.owner.execute(applied))]).toEqual(before);
  });
});
