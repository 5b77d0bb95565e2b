import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { isLateWrite } from './scripts/lib/lost-connections';

const everywhere = { exclude: ['node_modules/**', '.next/**', '.data/**', 'e2e/**/*.spec.ts'] };
const resolve = { alias: { '@': path.resolve(import.meta.dirname) } };

export default defineConfig({
  test: {
    // Tests that stop PostgreSQL meet it too; any other error outside a test fails the run.
    onUnhandledError: (error) => (isLateWrite(error) ? false : undefined),
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
