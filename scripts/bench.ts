import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchLedger } from '@/bench/ledger';
import { benchMigration } from '@/bench/migration';
import { openDatabase } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { FriendlyError, runMain } from './lib/friendly-error';
import { startPostgres } from './lib/postgres';

const USAGE = `Usage: npm run bench [-- migration] [--latency <ms>] [--days <number>]
       npm run bench -- ledger [--entries <number>]`;

runMain(async () => {
  const { what, latency, days, entries } = readArguments();
  const server = await startPostgres({
    dataDir: path.join(tmpdir(), `bestellfix-bench-${randomBytes(6).toString('hex')}`),
    persistent: false,
  });
  const db = openDatabase(server.url, { max: 8, name: 'bestellfix-bench' });
  try {
    await migrateDatabase(server.url);
    if (what === 'migration') await benchMigration(db, { latency, days });
    else await benchLedger(db, entries);
  } finally {
    await db.$client.end({ timeout: 5 });
    await server.stop();
  }
});

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      latency: { type: 'string', default: '0' },
      entries: { type: 'string', default: '10000000' },
      days: { type: 'string', default: '90' },
    },
  });
  const what = positionals[0] ?? 'migration';
  const [latency, entries, days] = [values.latency, values.entries, values.days].map(Number) as [
    number,
    number,
    number,
  ];
  if (!['migration', 'ledger'].includes(what) || !(latency >= 0) || !(entries > 0) || !(days > 0))
    throw new FriendlyError(USAGE);
  return { what, latency, entries, days };
}
