import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { addToDeletionList } from './backup/deletion-list';
import { openOwn } from './backup/own-database';
import { writeBackup } from './backup/write-backup';
import { FriendlyError, runMain } from './stack/friendly-error';
import { givenSettings } from './stack/run-stack';

const USAGE = 'Usage: npm run backup [-- --folder .data/backups] [--keep 14] [--every-hours 24]';
const HOUR_MS = 3_600_000;
const OURS = /^bestellfix-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.backup$/;

/** Everything in the database in one file, while the product runs; keys and settings are kept elsewhere. */
runMain(async () => {
  const { folder, keep, hours } = readFlags();
  const given = givenSettings();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const database = await openOwn(given);
    try {
      const name = `bestellfix-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.backup`;
      const { file, bytes, rows, end } = await writeBackup(database.url, path.join(folder, name));
      await addToDeletionList(database.url, folder);
      console.log(JSON.stringify({ file, bytes, rows, ledgers: end.ledgers }));
      if (keep !== undefined) removeOld(folder, keep);
    } catch (error) {
      // One that stays running tries again next time; the file's age says what is missing.
      if (hours === undefined) throw error;
      console.error(error);
    } finally {
      await database.close();
    }
    if (hours === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, hours * HOUR_MS));
  }
});

/** All but the newest `keep` of our own; names sort by time. */
function removeOld(folder: string, keep: number): void {
  const ours = readdirSync(folder)
    .filter((name) => OURS.test(name))
    .sort();
  for (const name of ours.slice(0, Math.max(0, ours.length - keep))) rmSync(path.join(folder, name));
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        folder: { type: 'string', default: path.join('.data', 'backups') },
        keep: { type: 'string' },
        'every-hours': { type: 'string' },
      },
    });
    return {
      folder: values.folder,
      keep: positive(values.keep, '--keep'),
      hours: positive(values['every-hours'], '--every-hours'),
    };
  } catch (error) {
    throw new FriendlyError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

function positive(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0 && value <= 10_000)) throw new Error(`${name} ${text} is no number above 0.`);
  return value;
}
