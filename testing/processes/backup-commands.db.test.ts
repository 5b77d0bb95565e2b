import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { LedgerDigest } from '@/lib/contracts/balances';
import { DELETION_LIST } from '@/scripts/backup/deletion-list';
import { buildIfChanged } from '@/scripts/stack/build';
import { findPgbouncer } from '@/testing/database/pgbouncer';
import { type Restaurant, Site } from '../chaos/parts-site';
import { makeOwnFolder } from './own-folder';
import { Started } from './started';
import { typed } from './typed';

const DAYS = 12;
const WAIT = { timeout: 120_000, interval: 50 };
let site: Site;
let product: Started;
let restaurant: Restaurant;
/** Another machine: a folder of its own, and no database yet. */
const elsewhere = makeOwnFolder();
const closing: (() => Promise<unknown>)[] = [];

// The site has a pooler, as in the tests of its parts; without the package these are counted as skipped.
const hasPooler = findPgbouncer(console.log) !== undefined;

beforeAll(async () => {
  if (!hasPooler) return;
  await buildIfChanged();
  site = await Site.open();
  product = await site.begin('all', { direct: true });
  restaurant = await site.seed(product, DAYS);
}, 240_000);
afterAll(async () => {
  for (const close of closing) await close();
  await site?.close({ keep: false });
  elsewhere.remove();
});

/** The settings of the machine, without a database unless it is named. */
const settings = (database?: string) => ({
  ...site.settings,
  DATABASE_URL: database,
  DATABASE_DIRECT_URL: database,
});
const run = (folder: string, database: string | undefined, ...command: string[]) =>
  typed(folder, settings(database), ...command);
const here = (...command: string[]) => run(site.folder.folder, site.postgres.url, ...command);
const there = (...command: string[]) => run(elsewhere.folder, undefined, ...command);

interface Told {
  file: string;
  rows: number;
  ledgers: Record<string, { digest: string; entries: number }>;
  equal?: true;
}
const told = (out: string) => JSON.parse(out.trim().split('\n').at(-1) ?? '') as Told;

const digest = async (of: Started): Promise<LedgerDigest> => {
  const query = new URLSearchParams({ company_id: restaurant.companyId, naming: 'name' });
  const answer = await fetch(`${of.url}/api/v1/ledger/digest?${query}`, {
    headers: { authorization: `Bearer ${restaurant.apiKey}` },
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as LedgerDigest;
};
const databases = async () =>
  (await site.sql<{ name: string }[]>`select datname as name from pg_database order by 1`).map(
    ({ name }) => name,
  );
const finished = () =>
  vi.waitFor(async () => {
    const progress = await site.progress(restaurant);
    expect(progress.map(({ status, done }) => [status, done])).toEqual(
      progress.map(() => ['completed', DAYS]),
    );
  }, WAIT);

let backup: Told;

it.skipIf(!hasPooler)('a backup is made while days are at work, and proved, as a user types it', async () => {
  await vi.waitFor(async () => expect(await site.daysDone(restaurant)).toBeGreaterThanOrEqual(4), WAIT);
  site.holdTill();
  await vi.waitFor(() => expect(site.till.control.load.inFlight).toBeGreaterThanOrEqual(2), WAIT);
  const folder = path.join(site.folder.folder, 'backups');
  const made = await here('backup', '--folder', folder, '--keep', '2');
  expect([made.code, made.error]).toEqual([0, '']);
  backup = told(made.out);
  expect(readdirSync(folder).toSorted()).toEqual([path.basename(backup.file), DELETION_LIST]);
  expect(backup.ledgers[restaurant.companyId]?.entries).toBeGreaterThan(0);
  const before = await databases();
  const verified = await here('restore', '--file', backup.file, '--verify');
  expect([verified.code, verified.error]).toEqual([0, '']);
  expect(told(verified.out)).toEqual({
    file: backup.file,
    equal: true,
    rows: backup.rows,
    ledgers: backup.ledgers,
  });
  expect(await databases()).toEqual(before);
});

it.skipIf(!hasPooler)(
  'what is no backup, not whole, or has no room is refused in a sentence, and nothing changes',
  async () => {
    const before = { digest: await digest(product), databases: await databases() };
    const half = path.join(elsewhere.folder, 'half.backup');
    const bytes = readFileSync(backup.file);
    writeFileSync(half, bytes.subarray(0, bytes.length / 2));
    const wrong = path.join(elsewhere.folder, 'wrong.backup');
    copyFileSync('package.json', wrong);
    const refusals: [string[], RegExp][] = [
      [['restore', '--file', half, '--verify'], /half\.backup is (damaged|not whole)/],
      [['restore', '--file', half], /half\.backup is (damaged|not whole)/],
      [['restore', '--file', wrong, '--verify'], /wrong\.backup is damaged, or no backup of Bestellfix/],
      [['restore', '--file', wrong], /wrong\.backup is damaged, or no backup of Bestellfix/],
      [['restore', '--file', 'nowhere.backup'], /There is no file nowhere\.backup/],
      [['restore', '--file', backup.file], /The database is not empty\. .*nothing was changed/],
      [['restore'], /--file is missing/],
      [['backup', '--keep', 'none'], /--keep none is no number above 0/],
    ];
    for (const [command, sentence] of refusals) {
      const refused = await here(...command);
      expect([command, refused.code, refused.out]).toEqual([command, 1, '']);
      expect(refused.error).toMatch(sentence);
      expect(refused.error).not.toMatch(/^\s+at /m);
    }
    expect({ digest: await digest(product), databases: await databases() }).toEqual(before);
  },
);

it.skipIf(!hasPooler)(
  'on another machine it is read in and started, and what was under way goes on to the same end',
  async () => {
    const read = await there('restore', '--file', backup.file);
    expect([read.code, told(read.out).ledgers]).toEqual([0, backup.ledgers]);
    // The old machine ends its days; the new one has the till's answers from here on.
    site.till.control.release();
    await finished();
    const expected = await digest(product);
    expect(await product.stop()).toBe(0);
    const moved = await Started.begin(elsewhere.folder, 'all', settings());
    closing.push(() => moved.stop());
    await vi.waitFor(async () => expect(await digest(moved)).toEqual(expected), WAIT);
    // A damaged file leaves the folder's own database as it is; while the product runs nothing is tried.
    expect((await there('restore', '--file', backup.file)).error).toMatch(/Bestellfix runs in this folder/);
    expect(await moved.stop()).toBe(0);
    const half = path.join(elsewhere.folder, 'half.backup');
    expect((await there('restore', '--file', half)).code).toBe(1);
    const again = await Started.begin(elsewhere.folder, 'all', settings());
    closing.push(() => again.stop());
    expect(await digest(again)).toEqual(expected);
  },
);
