import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '@/db/client';
import { beginDeletion, deletePerson, insertDeletion } from '@/db/queries/deletions';
import { findUser } from '@/db/queries/people';
import { repeatDeletions } from '@/lib/services/privacy/repeat-deletions';
import { startPostgres } from '@/scripts/stack/postgres/server';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { testCompany } from '@/testing/fixtures/test-company';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import type { BackupEnd } from './backup-file';
import { addToDeletionList, DELETION_LIST, readDeletionList } from './deletion-list';
import { readBackup } from './read-backup';
import { verifyBackup } from './verify-backup';
import { writeBackup } from './write-backup';

const t = suiteDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'backup-'));
const file = path.join(folder, 'one.backup');
let end: BackupEnd;
let leaving: {
  person: TestRestaurant;
  company: TestRestaurant;
  owner: Awaited<ReturnType<typeof testCompany>>;
};
let server: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  await sellSomething();
  // More than the driver reads ahead: it stops in between, and must go on.
  await t.owner.execute(
    "insert into rate_buckets (key, full_at, period, burst) select 'many ' || n, now(), '1 h', '1 h' from generate_series(1, 30000) n",
  );
  end = (await writeBackup(t.ownerUrl, file)).end;
  server = await startPostgres({ dataDir: path.join(folder, 'postgres'), persistent: false });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function sellSomething(): Promise<void> {
  const [person, company] = [await testRestaurant(t.db), await testRestaurant(t.db)];
  leaving = { person, company, owner: await testCompany(t.db) };
  for (const restaurant of [person, company]) {
    await restaurant.sell('2026-03-14', sale('cola', '3'), sale('new', '1'));
    await restaurant.sell('2026-03-14', sale('cola', '4'));
    await restaurant.sell('2026-03-15', sale('cola', '1'), sale(null, '1', { name: 'tab\tand \\ and ü' }));
  }
}

it('a backup read into an empty database holds the same, to the digest, and can go on', async () => {
  expect(await readBackup(server.url, file, server.appUrl)).toEqual(end);
  const again = path.join(folder, 'again.backup');
  expect((await writeBackup(server.url, again)).end).toEqual(end);
});

it('is refused by a database that is not empty', async () => {
  await expect(readBackup(t.ownerUrl, file)).rejects.toThrow('not empty');
});

it('is proved without a trace', async () => {
  expect(await verifyBackup(file, t.ownerUrl)).toEqual(end);
});

it.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100), /damaged|not whole/],
  ['another file', () => Buffer.from('hello'), /damaged/],
  ['no backup', () => gzipSync('x'.repeat(100)), /no backup/],
  [
    'changed in one figure',
    (bytes: Buffer) => {
      const text = gunzipSync(bytes);
      const at = text.lastIndexOf('"rows":"');
      text[at + 8] = text[at + 8] === 0x37 ? 0x38 : 0x37;
      return gzipSync(text);
    },
    /not what the backup says/,
  ],
])('%s, it is refused, and nothing is left', async (name, change, message) => {
  const broken = path.join(folder, `${name}.backup`);
  writeFileSync(broken, change(readFileSync(file)));
  await expect(verifyBackup(broken, t.ownerUrl)).rejects.toThrow(message);
  expect(existsSync(`${broken}.part`)).toBe(false);
});

it('who was deleted since the backup goes again, by the list beside it (R51)', async () => {
  const { person, company, owner } = leaving;
  const email = (await findUser(t.db, person.userId))?.email ?? '';
  await t.db.transaction((tx) => deletePerson(tx, person.userId, email));
  await t.db.transaction((tx) => insertDeletion(tx, { kind: 'company', subjectId: company.companyId }));
  // In its days of grace it is on no list.
  await addToDeletionList(t.ownerUrl, folder);
  const list = () => readDeletionList(path.join(folder, DELETION_LIST));
  const gone = { kind: 'person' as const, subject_id: person.userId };
  expect(list()).toEqual([gone]);
  await t.owner.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = 'replica'`);
    await tx.execute(sql`update deletions set asked_at = asked_at - interval '8 days', due_at = due_at - interval '8 days'
      where subject_id = ${company.companyId}`);
  });
  await t.db.transaction((tx) => beginDeletion(tx, company.companyId));
  await addToDeletionList(t.ownerUrl, folder);
  const closing = { kind: 'company' as const, subject_id: company.companyId };
  expect(list()).toEqual([gone, closing]);

  const restored = openDatabase(server.appUrl, { max: 2, name: 'restored' });
  try {
    const only = { kind: 'person' as const, subject_id: owner.userId };
    const first = await repeatDeletions(restored, [...list(), only]);
    const closed = { ...closing, result: 'closed', due_at: expect.any(String) };
    expect(first).toEqual([
      closed,
      { ...gone, result: 'deleted' },
      { ...only, result: 'only_owner', companies: [expect.any(String)] },
    ]);
    expect(await findUser(restored, person.userId)).toBeUndefined();
    expect(await findUser(restored, owner.userId)).toBeDefined();
    const seen = await restored.execute(
      sql`select 1 from memberships where company_id = ${company.companyId} union all
          select 1 from api_keys where company_id = ${company.companyId}`,
    );
    expect(seen).toEqual([]);
    const again = await repeatDeletions(restored, list());
    expect(again).toEqual([first[0], { ...gone, result: 'gone' }]);
    // A backup of what was restored takes nobody off the list.
    await addToDeletionList(server.url, folder);
    expect(list()).toEqual([gone, closing]);
  } finally {
    await restored.$client.end({ timeout: 5 });
  }
});

it('a list that names no deletion is refused by its line', () => {
  const wrong = path.join(folder, 'wrong.jsonl');
  writeFileSync(
    wrong,
    '{"kind":"person","subject_id":"0198b1c2-0000-7000-8000-000000000000"}\n\n{"kind":"cat"}\n',
  );
  expect(() => readDeletionList(wrong)).toThrow('Line 3');
});
