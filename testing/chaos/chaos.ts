import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { diceOf } from '@/lib/lightspeed/simulator/random';
import { buildIfChanged } from '@/scripts/stack/build';
import { FriendlyError, runMain } from '@/scripts/stack/friendly-error';
import { stepLines } from '@/scripts/stack/run-stack';
import { startStack } from '@/scripts/stack/stack';
import { Chaos } from './chaos-run';
import { PartsRun } from './parts-run';
import { Site } from './parts-site';

const USAGE = `Usage: npm run chaos [-- --kills 100] [--seed 1] [--keep]
       npm run chaos -- --parts [--kills 5] [--days 90] [--seed 1] [--keep]   each part so many times
         [--apps]            two processes that do everything instead of a web process and a worker
         [--inngest BINARY]  Inngest's own server with PostgreSQL and Redis instead of the local one`;

/**
 * The whole system under kill -9: restaurants migrate while the app, the job server, the database or all of
 * them are killed at random moments and started again, and nobody else touches anything. Ends with a summary,
 * and with 1 when a promise was broken.
 */
runMain(async () => {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string' },
      seed: { type: 'string' },
      keep: { type: 'boolean' },
      parts: { type: 'boolean' },
      days: { type: 'string', default: '90' },
      apps: { type: 'boolean' },
      inngest: { type: 'string' },
    },
  });
  const kills = Number(values.kills ?? (values.parts ? 5 : 100));
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
  const days = Number(values.days);
  if (![kills, days].every((one) => Number.isInteger(one) && one > 0) || !Number.isInteger(seed)) {
    throw new FriendlyError(USAGE);
  }
  if (values.parts) {
    const { keep = false, apps = false, inngest } = values;
    return killParts({ kills, days, seed, keep, apps, inngest });
  }
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bestellfix-chaos-'));
  console.log(`Chaos: ${kills} kills, seed ${seed} (npm run chaos -- --kills ${kills} --seed ${seed})`);
  const died: string[] = [];
  const { PATH, HOME, TMPDIR } = process.env;
  const stack = await startStack({
    dataDir,
    given: { PATH, HOME, TMPDIR, LOG_LEVEL: 'warn' },
    app: 'production',
    port: process.env.PORT ? Number(process.env.PORT) : undefined,
    persistent: true,
    simulator: 'unless-given',
    build: true,
    ...stepLines,
    onUnexpectedEnd: (message) => died.push(message),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void stack.stop().then(() => process.exit(130)));
  }
  Object.assign(process.env, stack.env);
  const failures = await new Chaos(stack, died, diceOf(`chaos ${seed}`).fraction)
    .run(kills)
    .finally(() => stack.stop());
  if (failures.length > 0) {
    for (const failure of failures) console.error(`BROKEN  ${failure}`);
    console.error(`Logs and data are kept in ${dataDir}`);
    process.exitCode = 1;
  } else if (!values.keep) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

interface PartsOptions {
  kills: number;
  days: number;
  seed: number;
  keep: boolean;
  apps: boolean;
  inngest: string | undefined;
}

/**
 * As a host runs it: two processes by npm start, PgBouncer before PostgreSQL, perhaps Inngest's own server;
 * each part is killed.
 */
async function killParts({ kills, days, seed, keep, apps, inngest }: PartsOptions): Promise<void> {
  const flags = `${apps ? ' --apps' : ''}${inngest === undefined ? '' : ` --inngest ${inngest}`}`;
  console.log(
    `Parts: each killed ${kills} times, seed ${seed} (--parts --kills ${kills} --days ${days} --seed ${seed}${flags})`,
  );
  await buildIfChanged(console.log);
  const site = await Site.open({ inngest });
  const close = (failed: boolean) => site.close({ keep: keep || failed });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void close(false).then(() => process.exit(130)));
  let broken = ['it did not come to its end'];
  try {
    const roles = apps ? (['all', 'all'] as const) : (['web', 'worker'] as const);
    const random = diceOf(`parts ${seed}`).fraction;
    broken = await new PartsRun(site, { days, random, roles }).run({ times: kills });
  } finally {
    await close(broken.length > 0);
    for (const failure of broken) console.error(`BROKEN  ${failure}`);
    if (broken.length > 0) console.error(`Logs and data are kept in ${site.folder.folder}`);
  }
  if (broken.length > 0) process.exitCode = 1;
}
