import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { openDatabase } from '@/db/client';
import { type DeletedSubject, listBegunDeletions } from '@/db/queries/deletions';
import { FriendlyError } from '../stack/friendly-error';

/** Beside the backups: who was deleted since any of them, by ids alone, one line each. */
export const DELETION_LIST = 'deletions.jsonl';

const lineSchema = z.object({ kind: z.enum(['company', 'person']), subject_id: z.uuid() });
export const lineOf = ({ kind, subject_id }: DeletedSubject) => JSON.stringify({ kind, subject_id });

/** Throws a FriendlyError for a file that is not there, or a line that is none. */
export function readDeletionList(file: string): DeletedSubject[] {
  if (!existsSync(file)) throw new FriendlyError(`${file} is not there.`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [lineSchema.parse(JSON.parse(line))];
      } catch {
        throw new FriendlyError(`Line ${index + 1} of ${file} names no deletion.`);
      }
    });
}

/**
 * Adds to the folder's list what the database knows. What stands there stays: a database restored from before
 * knows less.
 */
export async function addToDeletionList(databaseUrl: string, folder: string): Promise<void> {
  const db = openDatabase(databaseUrl, { max: 1, name: 'bestellfix-backup' });
  try {
    const file = path.join(folder, DELETION_LIST);
    const before = existsSync(file) ? readDeletionList(file) : [];
    const lines = new Set([...before, ...(await listBegunDeletions(db))].map(lineOf));
    // Whole or as before, whenever the machine stops.
    writeFileSync(`${file}.part`, [...lines].map((line) => `${line}\n`).join(''), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}
