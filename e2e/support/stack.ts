import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '@/scripts/stack/browser';
import { startStack } from '@/scripts/stack/stack';

/**
 * A whole throw-away product for the browser tests. The app's settings become the tests' own, so that they may also act through the
 * services (lib/demo); E2E_SIMULATOR_URL is where the simulator's switches are, E2E_OWNER_URL the database as its owner sees it.
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
  Object.assign(process.env, stack.env, {
    E2E_SIMULATOR_URL: stack.simulatorUrl,
    E2E_OWNER_URL: stack.ownerUrl,
    E2E_APP_LOG: path.join(dataDir, 'app.log'),
  });
  return async () => {
    await stack.stop();
    cpSync(path.join(dataDir, 'app.log'), path.join('test-results', 'app.log'));
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
}
