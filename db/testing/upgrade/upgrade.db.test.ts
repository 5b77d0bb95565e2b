import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { getLedgerDigest } from '@/lib/services/ledger/get-ledger-digest';
import { FakeClock, testContext } from '@/lib/services/testing/test-context';
import { FIXTURE_NOW } from './days';
import { type Fixture, readFixture, restoreFixture } from './restore-fixture';

/** The database of commit 52b2f26, which had the first 14 migrations. */
const COMMIT = '52b2f26';
const MIGRATIONS = 14;

let fixture: Fixture;
let restored: Awaited<ReturnType<typeof restoreFixture>>;
let db: Database;
let ctx: ReturnType<typeof testContext>;

beforeAll(async () => {
  fixture = readFixture(COMMIT);
  restored = await restoreFixture(process.env.BESTELLFIX_TEST_SERVER ?? '', fixture, MIGRATIONS);
  await migrateDatabase(restored.url);
  db = openDatabase(restored.url, { max: 4, name: 'bestellfix-upgrade' });
  const clock = new FakeClock(new Date(FIXTURE_NOW));
  ctx = testContext(db, { memberships: { [fixture.companyId]: 'owner' }, clock });
});
afterAll(async () => {
  await db?.$client.end({ timeout: 5 });
  await restored?.drop();
});

describe(`a database of ${COMMIT}`, () => {
  it('says after the upgrade what it said before, day by day (R22)', async () => {
    const { digest, days } = await getLedgerDigest(ctx, { company_id: fixture.companyId });
    expect(days).toEqual(fixture.days);
    expect(digest).toBe(fixture.digest);
  });
});
