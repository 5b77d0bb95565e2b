import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { readFixture, restoreFixture } from './restore-fixture';

let restored: Awaited<ReturnType<typeof restoreFixture>>;
let db: Database;
afterAll(async () => {
  await db?.$client.end({ timeout: 5 });
  await restored?.drop();
});

/** What stood beside each other before names were composed where they are entered. */
beforeAll(async () => {
  const fixture = readFixture('52b2f26');
  const rows = (fixture.tables.ingredients ?? []).map((row) => JSON.parse(row) as { name: string });
  const [first, second, third, ...others] = rows;
  if (!first || !second || !third) throw new Error('the fixture has no ingredients');
  first.name = 'Äpfel';
  second.name = 'A\u0308pfel';
  third.name = 'Wu\u0308rfel';
  fixture.tables.ingredients = [first, second, third, ...others].map((row) => JSON.stringify(row));
  restored = await restoreFixture(process.env.BESTELLFIX_TEST_SERVER ?? '', fixture, 14);
  await migrateDatabase(restored.url);
  db = openDatabase(restored.url, { max: 1, name: 'bestellfix-upgrade' });
});

it('a decomposed name is composed, unless another one has it: duplicates do not stop the upgrade', async () => {
  const rows = await db.execute<{ name: string }>(
    sql`select name from ingredients where normalize(name, NFC) in ('Äpfel', 'Würfel') order by name collate "C"`,
  );
  expect(rows.map((row) => row.name)).toEqual(['A\u0308pfel', 'Würfel', 'Äpfel']);
});
