import { afterAll, beforeAll } from 'vitest';
import { type TestDatabase, testDatabase } from './database';

/**
 * The database of a test file, made before its first test and dropped after its last; it cannot be read
 * before.
 */
export function suiteDatabase(): Omit<TestDatabase, 'close'> {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database?.close());
  const opened = () => {
    if (!database) throw new Error('the test database is open from beforeAll on, not while the file is read');
    return database;
  };
  return {
    get db() {
      return opened().db;
    },
    get url() {
      return opened().url;
    },
    get owner() {
      return opened().owner;
    },
    get ownerUrl() {
      return opened().ownerUrl;
    },
  };
}
