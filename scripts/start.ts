import { parseArgs } from 'node:util';
import { type ProcessRole, parseEnv } from '@/lib/platform/env';
import { appAddressNote } from './stack/app-address';
import { isBuilt } from './stack/build';
import { isImage } from './stack/entries';
import { FriendlyError, runMain } from './stack/friendly-error';
import { graceSeconds } from './stack/keeper';
import { givenHost, givenPort, givenSettings, runStack } from './stack/run-stack';

/**
 * Hosting: everything from the environment. Without DATABASE_URL it keeps its own database and secrets in
 * .data. `--web`: pages and API alone, `--worker`: jobs alone; `--port N` instead of PORT.
 */
runMain(async () => {
  const { role, port: flagPort } = readFlags(process.argv.slice(2));
  if (flagPort !== undefined) process.env.PORT = flagPort;
  // Beside a process that serves pages on one machine.
  else if (role === 'worker') process.env.PORT ||= '3001';
  const given: Record<string, string | undefined> = { ...givenSettings(), PROCESS_ROLE: role };
  const port = givenPort();
  if (!isBuilt()) throw new FriendlyError('There is no build yet. Run "npm run build" first.');
  const note = appAddressNote(given);
  if (note) console.warn(note);
  if (isImage && !given.DATABASE_URL)
    throw new FriendlyError('An image brings no PostgreSQL: set DATABASE_URL and DATABASE_DIRECT_URL.');
  if (given.DATABASE_URL) {
    try {
      parseEnv({ ...given, NODE_ENV: 'production' });
    } catch (error) {
      throw new FriendlyError(error instanceof Error ? error.message : String(error));
    }
  }
  await runStack(
    {
      given,
      app: 'production',
      port,
      host: givenHost(given),
      simulator: 'never',
      build: false,
      showApp: true,
      role,
      shared: true,
      graceMs: graceSeconds() * 1000,
    },
    async (stack) => {
      console.log(
        role === 'worker'
          ? `Bestellfix runs jobs; GET http://127.0.0.1:${port}/api/health says how it is`
          : `Bestellfix is ready at ${stack.appUrl}`,
      );
      const trouble = await jobTrouble(`http://127.0.0.1:${port}/api/health`);
      if (trouble)
        console.warn(`Jobs do not run: ${trouble}. Tried again until they do; see GET /api/health.`);
    },
  );
});

/** Throws a FriendlyError for anything it does not know. */
function readFlags(args: string[]): { role: ProcessRole; port: string | undefined } {
  const usage = 'Usage: npm start [-- --web | --worker] [--port 3000]';
  try {
    const { values } = parseArgs({
      args,
      options: { web: { type: 'boolean' }, worker: { type: 'boolean' }, port: { type: 'string' } },
    });
    if (values.web && values.worker)
      throw new FriendlyError(`--web and --worker are two processes. ${usage}`);
    const role = values.web ? 'web' : values.worker ? 'worker' : 'all';
    return { role, port: values.port };
  } catch (error) {
    if (error instanceof FriendlyError) throw error;
    throw new FriendlyError(`${error instanceof Error ? error.message : error} ${usage}`);
  }
}

const TROUBLE: Record<string, string> = {
  unreachable: 'the job server does not answer (INNGEST_BASE_URL)',
  event_key_refused: 'the job server refuses INNGEST_EVENT_KEY',
  signing_key_refused: 'the job server refuses INNGEST_SIGNING_KEY',
  not_registered: 'the job server does not take the registration',
};

/** What still keeps jobs from running ten seconds after the start, in words; null when they can run. */
async function jobTrouble(url: string): Promise<string | null> {
  const until = Date.now() + 10_000;
  for (;;) {
    const health = await fetch(url).then((answer) => answer.json() as Promise<{ jobs: string }>);
    if (health.jobs === 'ok') return null;
    if (Date.now() > until) return TROUBLE[health.jobs] ?? health.jobs;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
