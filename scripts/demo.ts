import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FriendlyError, runMain } from './lib/friendly-error';
import { DATA_DIR, givenPort, givenSettings, reportStep, runStack } from './lib/run-stack';

const LOGIN = { email: 'demo@bestellfix.example', password: 'bestellfix-demo' };
const flags = process.argv.slice(2);

runMain(async () => {
  const begin = performance.now();
  const unknown = flags.filter((flag) => !['--reset', '--connected'].includes(flag));
  if (unknown.length > 0) {
    throw new FriendlyError(
      `Unknown option ${unknown[0]}. Usage: npm run demo [-- --reset] [-- --connected]`,
    );
  }
  const given = givenSettings();
  const port = givenPort();
  if (flags.includes('--reset')) reset(given.DATABASE_URL);
  console.log('Bestellfix demo');
  await runStack(
    { given, app: 'production', port, simulator: 'unless-given', build: true },
    async (stack) => {
      const connected = flags.includes('--connected');
      const from = performance.now();
      // The seed goes through the services, which read their settings from the environment.
      Object.assign(process.env, stack.env);
      const { seedDemo } = await import('@/db/seed/seed-demo');
      await seedDemo(stack.databaseUrl, { connected });
      reportStep(
        connected ? 'Demo restaurant, connected' : 'Demo restaurant',
        (performance.now() - from) / 1000,
      );
      console.log(`
Ready after ${((performance.now() - begin) / 1000).toFixed(0)} s

  ${stack.appUrl}
  e-mail    ${LOGIN.email}
  password  ${LOGIN.password}

Ctrl-C stops everything; the data stays in .data.`);
    },
  );
});

/** Deletes the demo's own data, wherever it lies; never a database named from outside. */
function reset(databaseUrl: string | undefined): void {
  if (databaseUrl) {
    throw new FriendlyError(
      "--reset deletes only the demo's own database, but DATABASE_URL names another. Unset it first.",
    );
  }
  const running = readJson<{ owner?: number }>(path.join(DATA_DIR, 'processes.json'))?.owner;
  if (running !== undefined && existsSync(`/proc/${running}`)) {
    throw new FriendlyError(`The demo is running (process ${running}). Stop it with Ctrl-C, then reset.`);
  }
  const data = readJson<{ data?: string }>(path.join(DATA_DIR, 'postgres.json'))?.data;
  if (data !== undefined && /^bestellfix-[0-9a-f]{16}$/.test(path.basename(path.dirname(data)))) {
    rmSync(path.dirname(data), { recursive: true, force: true });
  }
  if (!existsSync(DATA_DIR)) return;
  for (const name of readdirSync(DATA_DIR))
    rmSync(path.join(DATA_DIR, name), { recursive: true, force: true });
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
