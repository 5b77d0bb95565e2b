import { defineConfig } from '@playwright/test';
import { withoutClock } from './scripts/stack/set-clock';

export default defineConfig({
  testDir: './e2e',
  testMatch: '*.spec.ts',
  outputDir: './test-results',
  // One per core of the smallest machine this is run on, each with a product of its own
  // (e2e/support/stack.ts).
  workers: 2,
  // The tests of a file share its company and come in order.
  fullyParallel: false,
  retries: 0,
  // Upper bounds for a busy machine; nothing waits for a time, everything for a state.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  globalSetup: './e2e/support/stack.ts',
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM || undefined,
      // A run's set clock is for the product; a browser does not start with one.
      env: withoutClock(),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
