import path from 'node:path';
import { defineConfig } from 'vitest/config';

const everywhere = { exclude: ['node_modules/**', '.next/**', '.data/**', 'e2e/**/*.spec.ts'] };
/**
 * Tests that start, kill or race processes of their own, or wait for a real clock: one file after the other,
 * after the rest, so that neither takes its turns from the other.
 */
const processes = [
  'inngest/functions/*.db.test.ts',
  'inngest/local/*.db.test.ts',
  'lib/http/health.db.test.ts',
  'lib/services/integration/{processes,request-slots}.db.test.ts',
  'lib/services/mail/mail-processes.db.test.ts',
  'lib/services/webhook/webhook-processes.db.test.ts',
  'lib/services/migration/killed-migration.db.test.ts',
  'lib/services/transfer/no-op-rerun.db.test.ts',
  'testing/conformance/*.db.test.ts',
  'testing/processes/*.db.test.ts',
];
/** Property tests draw the same cases each time. */
const setupFiles = ['./testing/fixed-seeds.ts'];
const database = {
  environment: 'node' as const,
  globalSetup: ['./testing/database/global-setup.ts'],
  setupFiles,
  testTimeout: 60_000,
  hookTimeout: 60_000,
};
const resolve = { alias: { '@': path.resolve(import.meta.dirname) } };

export default defineConfig({
  test: {
    // One per core of the smallest machine this is run on; most of a test's time it waits for PostgreSQL.
    maxWorkers: 2,
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          setupFiles,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...everywhere.exclude, '**/*.db.test.ts'],
          environment: 'node',
          // A test that computes for a second must not fail because the machine is busy.
          testTimeout: 30_000,
        },
      },
      {
        resolve,
        test: {
          name: 'database',
          include: ['**/*.db.test.ts'],
          exclude: [...everywhere.exclude, ...processes],
          ...database,
        },
      },
      {
        resolve,
        test: {
          name: 'processes',
          include: processes,
          exclude: everywhere.exclude,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          ...database,
          // The browser tests run meanwhile.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
