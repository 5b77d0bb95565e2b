import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { migrateDatabase } from '@/db/migrate';
import { FriendlyError, runMain } from '@/scripts/stack/friendly-error';
import { type RunningPostgres, startPostgres } from '@/scripts/stack/postgres/server';
import { blindSpots, report } from './coverage';
import type { ScenarioResult } from './scenario';

const USAGE = 'Usage: npm run simulate -- [--seeds 25] [--workers 2] | --seed <number of one life>';

/** What a worker sends: a life it has lived, or at its end the tables that hold a secret. */
export type FromWorker = { life: ScenarioResult } | { secrets: string[] };

runMain(async () => {
  const { seeds, workers, isReplay } = readArguments();
  const server = await startPostgres({
    dataDir: path.join(tmpdir(), `bestellfix-simulate-${process.pid}`),
    persistent: false,
  });
  const from = performance.now();
  const lives: ScenarioResult[] = [];
  const secrets: string[] = [];
  try {
    const waiting = [...seeds];
    const run = async (index: number) => {
      const databaseUrl = await makeDatabase(server, `simulation_${index}`);
      await work(databaseUrl, waiting, (message) => {
        if ('secrets' in message) return void secrets.push(...message.secrets);
        const { life } = message;
        lives.push(life);
        const isGood = life.problems.length === 0;
        if (!isGood || isReplay) {
          console.log(
            `seed ${life.seed}: ${isGood ? 'passed' : 'FAILED'} (${life.milliseconds} ms, ${life.transfers} transfers)`,
          );
        }
        for (const problem of life.problems.slice(0, 10)) console.log(`  ${problem}`);
        if (lives.length % 50 === 0) console.log(`${lives.length} of ${seeds.length} lives`);
      });
    };
    await Promise.all(Array.from({ length: Math.min(workers, seeds.length) }, (_, index) => run(index)));
  } finally {
    await server.stop();
  }
  console.log(report(lives));
  const failed = lives.filter((life) => life.problems.length > 0);
  const seconds = (performance.now() - from) / 1000;
  if (secrets.length > 0) console.log(`Secrets were found in: ${secrets.join(', ')}`);
  const blind = seeds.length >= 100 ? blindSpots(lives) : [];
  if (blind.length > 0) console.log(`Blind spots: ${blind.join(', ')}`);
  if (lives.length < seeds.length) console.log(`${seeds.length - lives.length} lives were not lived.`);
  console.log(
    `${lives.length} lives in ${seconds.toFixed(0)} s: ${lives.length - failed.length} passed, ${failed.length} failed` +
      (failed.length > 0
        ? `\nReplay: ${failed.map((life) => `npm run simulate -- --seed ${life.seed}`).join('\n        ')}`
        : ''),
  );
  const isGood =
    failed.length === 0 && secrets.length === 0 && blind.length === 0 && lives.length === seeds.length;
  process.exitCode = isGood ? 0 : 1;
});

function readArguments() {
  const { values } = parseArgs({
    options: { seeds: { type: 'string' }, seed: { type: 'string' }, workers: { type: 'string' } },
  });
  const whole = (text: string | undefined, fallback: number, name: string) => {
    const value = text === undefined ? fallback : Number(text);
    if (!Number.isSafeInteger(value) || value < 0)
      throw new FriendlyError(`--${name} is a whole number.\n${USAGE}`);
    return value;
  };
  const workers = Math.max(1, whole(values.workers, Math.min(2, cpus().length), 'workers'));
  if (values.seed !== undefined)
    return { seeds: [whole(values.seed, 0, 'seed')], workers: 1, isReplay: true };
  const seeds = Array.from({ length: whole(values.seeds, 25, 'seeds') }, () => randomInt(2 ** 31));
  return { seeds, workers, isReplay: false };
}

async function makeDatabase(server: RunningPostgres, name: string): Promise<string> {
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  await admin.end({ timeout: 5 });
  const within = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const appUrl = within(server.appUrl);
  await migrateDatabase(within(server.url), { appUrl });
  return appUrl;
}

/** A process that lives one seed after the other until none is waiting. */
function work(databaseUrl: string, waiting: number[], take: (message: FromWorker) => void): Promise<void> {
  const file = path.resolve(import.meta.dirname, 'worker.ts');
  const child: ChildProcess = fork(file, [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  const next = () => child.send({ seed: waiting.shift() ?? null });
  child.on('message', (message: FromWorker | 'ready') => {
    if (message !== 'ready') take(message);
    if (message === 'ready' || 'life' in message) next();
  });
  return new Promise((resolve) => child.once('exit', () => resolve()));
}
