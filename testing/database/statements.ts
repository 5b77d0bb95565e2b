import { type Database, openDatabase } from '@/db/client';

export interface ObservedDatabase {
  db: Database;
  /** What the work came to, and the statements it sent, in order, each on one line. */
  during<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }>;
}

/** Another pool on a test's database which tells what statements it sends. */
export function observedDatabase(url: string): ObservedDatabase {
  let seen: string[] = [];
  const logQuery = (text: string) => void seen.push(text.replace(/\s+/g, ' ').trim());
  const db = openDatabase(url, { name: 'bestellfix-test-observed', logger: { logQuery } });
  return {
    db,
    async during(work) {
      seen = [];
      const result = await work();
      return { result, statements: seen };
    },
  };
}
