import path from 'node:path';
import { parseArgs } from 'node:util';
import { upgradeDatabase } from './backup/upgrade-database';
import { isTaken } from './stack/children';
import { FriendlyError, runMain } from './stack/friendly-error';
import { DATA_DIR } from './stack/run-stack';

/**
 * After an upgrade of Bestellfix that brings a new major version of PostgreSQL: the folder's own data goes
 * over.
 */
runMain(async () => {
  const { values } = parseArgs({ options: { binaries: { type: 'string' } } });
  if (isTaken(DATA_DIR)) throw new FriendlyError('Bestellfix runs in this folder. Stop it first.');
  const done = await upgradeDatabase({
    dataDir: path.join(DATA_DIR, 'postgres'),
    binaries: values.binaries,
    say: (line) => console.log(line),
  });
  console.log(JSON.stringify(done));
});
