import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { isLostConnection } from './scripts/lib/lost-connections';

const everywhere = { exclude: ['node_modules/**', '.next/**', '.data/**', 'e2e/**/*.spec.ts'] };
const resolve = { alias: { '@': path.resolve(import.meta.dirname) } };

export default defineConfig({
  test: {
    // One per core of the smallest machine this is run on; most of a test's time it waits for PostgreSQL.
    maxWorkers: 2,
    // Tests that stop PostgreSQL meet it too; any other error outside a test fails the run.
    onUnhandledError: (error) => (isLostConnection(error) ? false : undefined),
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
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
          exclude: everywhere.exclude,
          environment: 'node',
          globalSetup: ['./db/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
