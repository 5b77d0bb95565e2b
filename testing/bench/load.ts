import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Sql } from 'postgres';
import postgres from 'postgres';
import { startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { runMain } from '@/scripts/stack/friendly-error';
import { stepLines } from '@/scripts/stack/run-stack';
import { startStack } from '@/scripts/stack/stack';
import { addNight, type Company, makeCompanies } from './load-companies';
import { type Sample, takeSample } from './load-samples';

const SAMPLE_MS = 1000;
/** Requests to Lightspeed in flight per integration (R10). */
const MAX_IN_FLIGHT = 4;
const MAX_CONNECTIONS = 40;
const MAX_MEGABYTES = 2048;
const NIGHT_MS = 60_000;

/**
 * Load test: every location of many companies migrates together through the whole system, and one of them
 * has a night in between. Tells time, fairness, memory, connections to Postgres and requests in flight to
 * Lightspeed; ends with 1 when a limit was broken.
 */
runMain(async () => {
  const { values } = parseArgs({
    options: {
      companies: { type: 'string', default: '50' },
      locations: { type: 'string', default: '4' },
      days: { type: 'string', default: '90' },
    },
  });
  const [companies, locations, days] = [values.companies, values.locations, values.days].map(Number) as [
    number,
    number,
    number,
  ];
  const simulator = await startSimulator({ locations });
  const counted = await countInFlight(simulator.url);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bestellfix-load-'));
  const { PATH, HOME, TMPDIR } = process.env;
  const stack = await startStack({
    dataDir,
    given: {
      PATH,
      HOME,
      TMPDIR,
      LOG_LEVEL: 'warn',
      LIGHTSPEED_API_URL: counted.url,
      LIGHTSPEED_AUTHORIZE_URL: simulator.authorizeUrl,
      LIGHTSPEED_TOKEN_URL: simulator.tokenUrl,
      LIGHTSPEED_CLIENT_ID: simulator.clientId,
      LIGHTSPEED_CLIENT_SECRET: simulator.clientSecret,
    },
    app: 'production',
    port: process.env.PORT ? Number(process.env.PORT) : undefined,
    persistent: true,
    simulator: 'never',
    build: true,
    ...stepLines,
    onUnexpectedEnd: (message) => console.error(message),
  });
  const stop = async () => {
    await stack.stop();
    await counted.stop();
    await simulator.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void stop().then(() => process.exit(130)));
  }
  Object.assign(process.env, stack.env);
  const sql = postgres(stack.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const from = Date.now();
    const made = await makeCompanies(companies);
    stepLines.report(`${companies} companies of ${locations} locations`, (Date.now() - from) / 1000);
    const result = await migrate(sql, made, { days, dataDir });
    process.exitCode = report(result, counted.most()) ? 0 : 1;
  } finally {
    await sql.end({ timeout: 1 });
    await stop();
  }
});

/** Passes requests on and counts, per access token, how many are on their way at once. */
async function countInFlight(target: string) {
  const inFlight = new Map<string, number>();
  let most = 0;
  const server = http.createServer((request, response) => {
    const who = request.headers.authorization ?? '';
    inFlight.set(who, (inFlight.get(who) ?? 0) + 1);
    most = Math.max(most, inFlight.get(who) ?? 0);
    response.once('close', () => inFlight.set(who, (inFlight.get(who) ?? 1) - 1));
    const onward = http.request(
      `${target}${request.url}`,
      { method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    most: () => most,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Result {
  days: number;
  seconds: number;
  samples: Sample[];
  /** Seconds from the activation of each location to its first finished day. */
  firstDays: number[];
  /** Seconds from the first activation to the end of each company's last migration. */
  ends: number[];
  total: number;
  night: { waitedSeconds: number; tookSeconds: number; status: string } | undefined;
  wrong: string[];
}

async function migrate(
  sql: Sql,
  companies: Company[],
  options: { days: number; dataDir: string },
): Promise<Result> {
  const { activateLocation } = await import('@/lib/services/location/activate-location');
  const from = Date.now();
  const total = companies.length * (companies[0]?.locationIds.length ?? 0) * options.days;
  // The first company presses first and would be done first, were it a queue of companies.
  for (const { ctx, id, locationIds } of companies) {
    for (const location of locationIds) await activateLocation(ctx, { id: location, company_id: id });
  }
  if (options.days !== 90) await sql`update migrations set days_total = ${options.days}`;
  const samples: Sample[] = [];
  let isNightSent = false;
  let isOver: number | undefined;
  for (;;) {
    const sample = await takeSample(sql, options.dataDir);
    samples.push(sample);
    const done = [...sample.days.values()].reduce((sum, count) => sum + count, 0);
    process.stdout.write(`\r  ${done} of ${total} days`);
    if (!isNightSent && done > total / 4) {
      isNightSent = true;
      await addNight(sql, companies[0]);
    }
    const [left] = await sql<{ n: number }[]>`
      select count(*)::int as n from migrations where status in ('pending','running')`;
    const [nights] = await sql<{ n: number }[]>`
      select count(*)::int as n from nightly_runs where finished_at is null`;
    isOver ??= left?.n === 0 ? Date.now() : undefined;
    if (isOver !== undefined && (nights?.n === 0 || Date.now() - isOver > NIGHT_MS)) break;
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  }
  console.log();
  const seconds = (isOver - from) / 1000;
  const first = await sql<{ seconds: number }[]>`
    select extract(epoch from min(d.finished_at) - m.created_at)::float8 as seconds
    from migrations m join migration_days d on d.migration_id = m.id group by m.id`;
  const ends = await sql<{ seconds: number }[]>`
    select extract(epoch from max(finished_at) - (select min(created_at) from migrations))::float8 as seconds
    from migrations group by company_id`;
  const wrong = await sql<{ status: string; n: number }[]>`
    select status, count(*)::int as n from migrations where status <> 'completed' group by 1`;
  const [night] = await sql<{ waited: number; took: number; status: string }[]>`
    select extract(epoch from l.started_at - n.created_at)::float8 as waited,
           extract(epoch from n.finished_at - l.started_at)::float8 as took, n.status
    from nightly_runs n left join transfer_logs l on l.id = n.transfer_log_id`;
  return {
    days: options.days,
    seconds,
    samples,
    firstDays: first.map((row) => row.seconds),
    ends: ends.map((row) => row.seconds),
    total,
    night: night && { waitedSeconds: night.waited, tookSeconds: night.took, status: night.status },
    wrong: wrong.map((row) => `${row.n} migrations ${row.status}`),
  };
}

function report(result: Result, mostInFlight: number): boolean {
  const { samples, seconds, total, firstDays, ends, night } = result;
  const most = (of: (sample: Sample) => number) => Math.max(...samples.map(of));
  const counts = (sample: Sample) => [...sample.days.values()];
  // Jain's index: 1 when all companies have got equally far, 1/n when one has had everything.
  const fairness = (sample: Sample) => {
    const list = counts(sample);
    const sum = list.reduce((a, b) => a + b, 0);
    return sum === 0 ? 1 : sum ** 2 / (list.length * list.reduce((a, b) => a + b * b, 0));
  };
  const middle = samples.find((one) => counts(one).reduce((a, b) => a + b, 0) >= total / 2) ?? samples.at(-1);
  const spread = middle ? Math.max(...counts(middle)) - Math.min(...counts(middle)) : 0;
  const wrong = [...result.wrong];
  const limit = (name: string, value: number, atMost: number) => {
    if (value > atMost) wrong.push(`${name}: ${value.toFixed(0)}, more than ${atMost}`);
  };
  limit(
    'connections to Postgres',
    most((one) => one.connections),
    MAX_CONNECTIONS,
  );
  limit(
    'megabytes of the app',
    most((one) => one.appMegabytes),
    MAX_MEGABYTES,
  );
  limit('requests in flight of an integration', mostInFlight, MAX_IN_FLIGHT);
  // Nobody waits for another's 90 days: everybody's first day comes within a fraction of the whole.
  limit('seconds to the last location’s first day', Math.max(...firstDays), Math.max(20, seconds / 4));
  if (middle && fairness(middle) < 0.9)
    wrong.push(`half-way the fairness was ${fairness(middle).toFixed(2)}`);
  if (night?.status !== 'done') wrong.push(`the night in between ended ${night?.status ?? 'never'}`);

  console.log(`
${firstDays.length} migrations of ${result.days} days in ${seconds.toFixed(0)} s: ${(total / seconds).toFixed(1)} days a second
first day of a location: ${Math.min(...firstDays).toFixed(1)} to ${Math.max(...firstDays).toFixed(1)} s after its activation
companies ended ${Math.min(...ends).toFixed(0)} to ${Math.max(...ends).toFixed(0)} s after the first activation
half-way: fairness ${middle ? fairness(middle).toFixed(3) : '-'} (Jain), ${spread} days between the farthest and the last company
night in between: sent and begun after ${night?.waitedSeconds?.toFixed(1) ?? '-'} s, done ${night?.tookSeconds?.toFixed(1) ?? '-'} s later, ${night?.status ?? '-'}
most at once: ${most((one) => one.connections)} connections to Postgres, ${mostInFlight} requests to Lightspeed of one integration
memory at most: app ${most((one) => one.appMegabytes).toFixed(0)} MB, job server ${most((one) => one.jobServerMegabytes).toFixed(0)} MB`);
  for (const line of wrong) console.error(`BROKEN  ${line}`);
  return wrong.length === 0;
}
