import path from 'node:path';
import postgres from 'postgres';
import { withFolderLock } from '../folder-lock';
import { FriendlyError } from '../friendly-error';
import { isAlive } from '../is-alive';
import { type Note, readNote } from './data';
import { addressesOf, type RunningPostgres, startPostgres } from './server';

const EVERY_MS = 2000;
const ANSWER_MS = 30_000;

/**
 * The folder's own server, started here or, where another process of the product runs it, used with it. When
 * that one is gone, whoever is left starts the server again, at the same port and with the same passwords.
 */
export async function sharePostgres(dataDir: string): Promise<RunningPostgres> {
  const note = readNote(`${path.resolve(dataDir)}.json`);
  if (!note || note.owner === process.pid || !isAlive(note.owner)) {
    return startPostgres({ dataDir, persistent: true });
  }
  const { url, appUrl } = addressesOf(note);
  if (!(await answers(url, note))) return startPostgres({ dataDir, persistent: true });
  let own: RunningPostgres | undefined;
  let isOver = false;
  let timer: NodeJS.Timeout;
  const look = async () => {
    if (!isOver && !own) own = await takeOver(dataDir, note).catch(tell);
    if (isOver) await own?.stop();
    else if (!own) timer = setTimeout(look, EVERY_MS).unref();
  };
  timer = setTimeout(look, EVERY_MS).unref();
  const notOurs = () => Promise.reject(new Error('another process runs this database'));
  return {
    ...{ url, appUrl },
    kill: () => own?.kill() ?? notOurs(),
    start: () => own?.start() ?? notOurs(),
    stop: async () => {
      isOver = true;
      clearTimeout(timer);
      await own?.stop();
    },
  };
}

/** The server, started here because nobody else runs it any more; undefined while somebody does. */
async function takeOver(dataDir: string, { port }: Note): Promise<RunningPostgres | undefined> {
  const file = `${path.resolve(dataDir)}.json`;
  const owner = () => readNote(file)?.owner ?? 0;
  if (isAlive(owner())) return undefined;
  return withFolderLock(path.dirname(path.resolve(dataDir)), async () => {
    if (isAlive(owner())) return undefined;
    console.error('The process that ran PostgreSQL is gone; it is started again here.');
    const own = await startPostgres({ dataDir, persistent: true });
    if (Number(new URL(own.url).port) === port) return own;
    await own.stop();
    throw new Error(`PostgreSQL's port ${port} is taken; tried again until it is free`);
  });
}

const tell = (error: unknown): undefined => {
  console.error(error instanceof Error ? error.message : error);
  return undefined;
};

/** False when the process that runs it ends meanwhile. */
async function answers(url: string, { owner }: Note): Promise<boolean> {
  const until = Date.now() + ANSWER_MS;
  while (isAlive(owner)) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      await sql`select 1`;
      return true;
    } catch (error) {
      if (Date.now() > until)
        throw new FriendlyError(
          `The database that process ${owner} runs in this folder does not answer: ${error instanceof Error ? error.message : error}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 250));
    } finally {
      await sql.end({ timeout: 1 }).catch(() => {});
    }
  }
  return false;
}
