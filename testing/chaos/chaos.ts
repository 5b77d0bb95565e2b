import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { diceOf } from '@/lib/lightspeed/simulator/random';
import { FriendlyError, runMain } from '@/scripts/stack/friendly-error';
import { outliveLostConnections } from '@/scripts/stack/lost-connections';
import { stepLines } from '@/scripts/stack/run-stack';
import { startStack } from '@/scripts/stack/stack';
import { Chaos } from './chaos-run';

/**
 * The whole system under kill -9: restaurants migrate while the app, the job server, the database or all of
 * them are killed at random moments and started again, and nobody else touches anything. Ends with a summary,
 * and with 1 when a promise was broken.
 */
outliveLostConnections();
runMain(async () => {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '100' },
      seed: { type: 'string' },
      keep: { type: 'boolean' },
    },
  });
  const kills = Number(values.kills);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
  if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
    throw new FriendlyError('Usage: npm run chaos [-- --kills 100] [--seed 1] [--keep]');
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
