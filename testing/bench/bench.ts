import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { FriendlyError, runMain } from '@/scripts/stack/friendly-error';
import { startPostgres } from '@/scripts/stack/postgres/server';
import { benchCatalogue } from './catalogue';
import { benchChooser } from './chooser';
import { benchDesk } from './desk';
import { benchHeavyReads } from './heavy-reads';
import { benchLedger } from './ledger';
import { benchMigration } from './migration';
import { ratio, row, title } from './print';
import { benchSuggestions } from './suggestions';
import { benchWalk } from './walk';

const USAGE = `Usage: npm run bench [-- migration] [--latency <ms> …] [--days <number>] [--modifiers]
       npm run bench -- ledger [--entries <number>]
       npm run bench -- catalogue [--items <number>]
       npm run bench -- chooser [--targets <number>]
       npm run bench -- desk [--items <number>]
       npm run bench -- walk
       npm run bench -- heavy-reads
       npm run bench -- suggestions [--part develop|calibrate|judge …] [--misses] [--calibrate]`;

runMain(async () => {
  const { what, latencies, days, entries, targets, items, modifiers, ...rest } = readArguments();
  // Computes only: no database, no network.
  if (what === 'suggestions') {
    benchSuggestions(rest);
    return;
  }
  // Measures pages, so it brings up the whole product.
  if (what === 'chooser') return benchChooser(targets);
  if (what === 'desk') return benchDesk(items);
  if (what === 'walk') return benchWalk();
  const server = await startPostgres({
    dataDir: path.join(tmpdir(), `bestellfix-bench-${randomBytes(6).toString('hex')}`),
    persistent: false,
  });
  const db = openDatabase(server.appUrl, { max: 8, name: 'bestellfix-bench' });
  // The large ledger is made without its triggers, and copies go through files: only the owner may.
  const owner = openDatabase(server.url, { max: 8, name: 'bestellfix-bench-owner' });
  try {
    await migrateDatabase(server.url, { appUrl: server.appUrl });
    if (what === 'ledger') await benchLedger(owner, entries);
    else if (what === 'heavy-reads') await benchHeavyReads(owner, server.appUrl);
    else if (what === 'catalogue') await benchCatalogue(owner, items);
    else for (const latency of latencies) await benchBoth({ db, owner, latency, days, modifiers });
  } finally {
    await Promise.all([db, owner].map((one) => one.$client.end({ timeout: 5 })));
    await server.stop();
  }
});

/** A migration; with `modifiers` a second one in which a third of all lines are such, and both ratios. */
async function benchBoth({
  db,
  modifiers,
  ...given
}: {
  db: Database;
  owner: Database;
  latency: number;
  days: number;
  modifiers: boolean;
}) {
  const plain = await benchMigration(db, { ...given, withModifiers: false });
  if (!modifiers) return;
  const modified = await benchMigration(db, { ...given, withModifiers: true });
  title('The same number of lines without and with modifiers');
  row('ratio to the floor', `${ratio(plain)} and ${ratio(modified)}   aim: at most 10 % more`);
  row('more', `${((modified / plain - 1) * 100).toFixed(1)} %`);
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      // On the same machine, and as far away as an answer over the internet is.
      latency: { type: 'string', multiple: true, default: ['0', '150'] },
      entries: { type: 'string', default: '10000000' },
      days: { type: 'string', default: '90' },
      targets: { type: 'string', default: '1000' },
      part: { type: 'string', multiple: true, default: ['develop', 'calibrate', 'judge'] },
      misses: { type: 'boolean', default: false },
      calibrate: { type: 'boolean', default: false },
      items: { type: 'string', default: '30000' },
      // Again with a third of all lines as modifiers, beside it.
      modifiers: { type: 'boolean', default: false },
    },
  });
  const what = positionals[0] ?? 'migration';
  const latencies = values.latency.map(Number);
  const numbers = [values.entries, values.days, values.targets, values.items].map(Number);
  const [entries = 0, days = 0, targets = 0, items = 0] = numbers;
  const isUsable = latencies.every((latency) => latency >= 0) && numbers.every((number) => number > 0);
  const { part, misses, calibrate, modifiers } = values;
  const isPart = part.every((one) => ['develop', 'calibrate', 'judge'].includes(one));
  const known = 'migration ledger catalogue chooser desk walk heavy-reads suggestions'.split(' ');
  if (!known.includes(what) || !isUsable || !isPart) throw new FriendlyError(USAGE);
  return { what, latencies, entries, days, targets, items, modifiers, parts: part, misses, calibrate };
}
