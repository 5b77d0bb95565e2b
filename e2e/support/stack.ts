import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '@/scripts/stack/browser';
import { buildIfChanged } from '@/scripts/stack/build';
import { startStack } from '@/scripts/stack/stack';

/** Before the first worker: the browser and the build that all of them use. */
export default async function setup(): Promise<void> {
  process.env.PLAYWRIGHT_CHROMIUM ??= await findBrowser(console.log);
  await buildIfChanged();
}

/**
 * A whole throw-away product for the browser tests of one worker, so that workers cannot meet. The app's
 * settings become the worker's own, because it also acts through the services; E2E_SIMULATOR_URL is where the
 * simulator's switches are, E2E_OWNER_URL the database as its owner sees it. Returns how to end it.
 */
export async function startWorkerStack(worker: number): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bestellfix-e2e-'));
  const { PATH, HOME, TMPDIR, LOG_LEVEL } = process.env;
  const stack = await startStack({
    dataDir,
    // None of the developer's own settings: the tests never touch a real host or database.
    given: {
      PATH,
      HOME,
      TMPDIR,
      LOG_LEVEL: LOG_LEVEL ?? 'warn',
      LIMIT_FACTOR: '1000',
      WEBHOOK_LOOPBACK: 'true',
    },
    app: 'production',
    port: undefined,
    persistent: false,
    simulator: 'unless-given',
    simulatorControl: true,
    build: false,
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
    cpSync(path.join(dataDir, 'app.log'), path.join('test-results', `app-${worker}.log`));
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
}
