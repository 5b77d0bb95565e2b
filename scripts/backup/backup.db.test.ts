import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPostgres } from '@/scripts/stack/postgres/server';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { testRestaurant } from '@/testing/fixtures/test-restaurant';
import type { BackupEnd } from './backup-file';
import { readBackup } from './read-backup';
import { verifyBackup } from './verify-backup';
import { writeBackup } from './write-backup';

const t = suiteDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'backup-'));
const file = path.join(folder, 'one.backup');
let end: BackupEnd;
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
  for (const restaurant of [await testRestaurant(t.db), await testRestaurant(t.db)]) {
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
