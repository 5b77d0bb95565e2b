import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '../../scripts/lib/browser';
import { startStack } from '../../scripts/lib/stack';

/**
 * A whole throw-away product for the browser tests. They read where it is from the environment: E2E_APP_URL, E2E_SIMULATOR_URL,
 * E2E_DATABASE_URL, E2E_INNGEST_URL.
 */
export default async function setup(): Promise<() => Promise<void>> {
  process.env.PLAYWRIGHT_CHROMIUM ??= await findBrowser(console.log);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bestellfix-e2e-'));
  const { PATH, HOME, TMPDIR, LOG_LEVEL } = process.env;
  const stack = await startStack({
    dataDir,
    // None of the developer's own settings: the tests never touch a real host or database.
    given: { PATH, HOME, TMPDIR, LOG_LEVEL: LOG_LEVEL ?? 'warn' },
    app: 'production',
    port: undefined,
    persistent: false,
    simulator: 'unless-given',
    simulatorControl: true,
    build: true,
    report: (step, seconds) => console.log(`  ${step} ${seconds.toFixed(1)} s`),
    onUnexpectedEnd: (message) => console.error(message),
  });
  process.env.E2E_APP_URL = stack.appUrl;
  process.env.E2E_DATABASE_URL = stack.databaseUrl;
  process.env.E2E_SIMULATOR_URL = stack.simulatorUrl ?? '';
  process.env.E2E_INNGEST_URL = stack.inngestUrl ?? '';
  return async () => {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
}
