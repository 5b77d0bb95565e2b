import path from 'node:path';
import { FriendlyError } from '../stack/friendly-error';
import { isAlive } from '../stack/is-alive';
import { readNote } from '../stack/postgres/data';

/** Where the embedded server keeps its data, or says where. */
const OWN_DATABASE = path.resolve('.data', 'postgres');

export interface Opened {
  /** As the owner. */
  url: string;
  appUrl: string;
  close: () => Promise<void>;
}

/**
 * The database of these settings: the one named, as its owner, or the folder's own, which is started for the
 * purpose unless it runs. Throws a FriendlyError where there is none.
 */
export async function openOwn(given: Record<string, string | undefined>): Promise<Opened> {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = given;
  if (DATABASE_URL) {
    return { url: DATABASE_DIRECT_URL || DATABASE_URL, appUrl: DATABASE_URL, close: async () => {} };
  }
  // Loaded only here: an image brings no server.
  const { addressesOf, startPostgres } = await import('../stack/postgres/server');
  const note = readNote(`${OWN_DATABASE}.json`);
  if (!note)
    throw new FriendlyError(
      'No database: set DATABASE_URL, or start Bestellfix in this folder first ("npm start").',
    );
  if (isAlive(note.owner)) return { ...addressesOf(note), close: async () => {} };
  const { url, appUrl, stop } = await startPostgres({ dataDir: OWN_DATABASE, persistent: true });
  return { url, appUrl, close: stop };
}
