import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FriendlyError, runMain } from './stack/friendly-error';
import { DATA_DIR, givenHost, givenPort, givenSettings, runStack, stepLines } from './stack/run-stack';
import { namesLightspeed, timed } from './stack/stack-parts';

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
  // Its login stands in the README: others on the network get in only when somebody says so.
  const host = givenHost(given) ?? '127.0.0.1';
  const connected = flags.includes('--connected');
  if (connected && namesLightspeed(given)) {
    throw new FriendlyError(
      '--connected agrees by itself only with the simulator, but LIGHTSPEED_… names another host. Start without it and connect in the browser.',
    );
  }
  if (flags.includes('--reset')) reset(given.DATABASE_URL);
  console.log('Bestellfix demo');
  await runStack(
    { given, app: 'production', port, host, simulator: 'unless-given', build: true },
    async (stack) => {
      // The seed goes through the services, which read their settings from the environment.
      Object.assign(process.env, stack.env);
      const { seedDemo } = await import('@/lib/demo/seed-demo');
      await seedDemo({ connected, step: timed(stepLines) });
      console.log(`
Ready after ${((performance.now() - begin) / 1000).toFixed(0)} s

  ${stack.appUrl}
  e-mail    ${LOGIN.email}
  password  ${LOGIN.password}

${
  host !== '127.0.0.1'
    ? `It listens on ${host}: whoever reaches this machine can sign in with the password above.`
    : `Only this machine reaches it. For your network: HOST=0.0.0.0 APP_URL=http://<this machine>:${port} npm run demo`
}
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
