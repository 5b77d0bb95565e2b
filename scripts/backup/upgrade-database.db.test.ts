import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { sale } from '@/testing/fake-pos';
import { testRestaurant } from '@/testing/fixtures/test-restaurant';
import { serverAccount } from '../stack/postgres/account';
import { reachableBinaries, serverVersion } from '../stack/postgres/binaries';
import type { Note } from '../stack/postgres/data';
import { startPostgres } from '../stack/postgres/server';
import { upgradeDatabase } from './upgrade-database';
import { writeBackup } from './write-backup';

/** Another major version, 15 or newer, that this machine has by chance; else these tests are left out. */
function findOlder(): string | undefined {
  const folder = '/usr/lib/postgresql';
  const ours = serverVersion(reachableBinaries(serverAccount()));
  const versions = existsSync(folder) ? readdirSync(folder) : [];
  return versions
    .filter((one) => Number(one) >= 15 && one !== ours)
    .map((one) => path.join(folder, one))
    .find((one) => existsSync(path.join(one, 'bin', 'initdb')));
}

const older = findOlder();
const folder = mkdtempSync(path.join(tmpdir(), 'upgrade-'));
chmodSync(folder, 0o755);
const dataDir = path.join(folder, 'postgres');
const note = () => JSON.parse(readFileSync(`${dataDir}.json`, 'utf8')) as Note;
const version = () => readFileSync(path.join(note().data, 'PG_VERSION'), 'utf8').trim();
afterAll(() => {
  if (existsSync(`${dataDir}.json`)) {
    // Perhaps elsewhere, where the server's account can reach it.
    const data = path.parse(note().data);
    for (const name of readdirSync(data.dir))
      if (name.startsWith(data.base)) rmSync(path.join(data.dir, name), { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
});

it.skipIf(!older)(
  'data of another major version goes over whole, and stays where it was until it has',
  async () => {
    const native = older as string;
    const old = await startPostgres({ dataDir, persistent: true, native });
    await migrateDatabase(old.url, { appUrl: old.appUrl });
    const db = openDatabase(old.appUrl, { max: 2 });
    const restaurant = await testRestaurant(db);
    await restaurant.sell('2026-03-14', sale('cola', '3'));
    await db.$client.end({ timeout: 5 });
    const before = await writeBackup(old.url, path.join(folder, 'before.backup'));
    await old.stop();
    const from = version();

    await expect(startPostgres({ dataDir, persistent: true })).rejects.toThrow('npm run upgrade-database');
    // A server that cannot run: nothing is moved.
    await expect(
      upgradeDatabase({ dataDir, binaries: path.join(folder, 'nothing'), say: () => {} }),
    ).rejects.toThrow();
    expect(version()).toBe(from);

    const done = await upgradeDatabase({ dataDir, binaries: native, say: () => {} });
    expect([done.from, version() === done.to, existsSync(path.join(done.kept, 'PG_VERSION'))]).toEqual([
      from,
      true,
      true,
    ]);
    const server = await startPostgres({ dataDir, persistent: true });
    try {
      const after = await writeBackup(server.url, path.join(folder, 'after.backup'));
      expect(after.end).toEqual(before.end);
    } finally {
      await server.stop();
    }
  },
);
