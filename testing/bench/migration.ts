import { fork } from 'node:child_process';
import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { addDays, yesterdayAt } from '@/lib/core/business-day';
import { planTransfer } from '@/lib/core/plan-transfer';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { approvedCode } from '@/lib/lightspeed/simulator/approve-consent';
import { LOCATIONS } from '@/lib/lightspeed/simulator/world';
import { systemClock } from '@/lib/platform/clock';
import { createLog } from '@/lib/platform/log';
import { mailOff } from '@/lib/platform/mail-senders';
import { createVault } from '@/lib/platform/vault';
import { createWebhookSender } from '@/lib/platform/webhook-sender';
import type { ServiceContext } from '@/lib/services/context';
import { createHeavyReads } from '@/lib/services/heavy-read';
import { getMigration } from '@/lib/services/migration/get-migration';
import { createReadAhead } from '@/lib/services/migration/read-ahead';
import { runMigrationDay } from '@/lib/services/migration/run-migration-day';
import { startMigration } from '@/lib/services/migration/start-migration';
import { loadPlanInputs } from '@/lib/services/planning/load-plan-inputs';
import { copyRows } from './copy-rows';
import { benchPreview } from './preview';
import { note, ratio, row, seconds, title } from './print';
import { insertModifiers, makeRestaurant, type Restaurant } from './restaurant';

const ZURICH = LOCATIONS[0];

interface Clocked {
  fetch: number;
  /** Of the answer's text: everything the gateway does beside waiting for it. */
  parse: number;
}

/**
 * A 90-day migration from fetch over HTTP to ledger through the real services, and again with nothing
 * changed, beside the floor of the same minute: the same answers fetched and dropped, the same rows copied
 * into empty tables; before it the same of another restaurant, in which a process that just began compiles
 * what it runs. `latency`: milliseconds every answer takes; `withModifiers`: a third of all lines modify
 * the line before (R37). Answers the ratio to the floor. Over 80
 * lines: one measurement, step by step.
 */
export async function benchMigration(
  db: Database,
  {
    latency,
    days: count,
    owner,
    withModifiers,
  }: { latency: number; days: number; owner: Database; withModifiers: boolean },
): Promise<number> {
  const last = yesterdayAt(new Date(), { zone: ZURICH?.timezone ?? 'UTC', startOfDayMinutes: 300 });
  const days = Array.from({ length: count }, (_, index) => addDays(last, -index));
  const { host, address } = await startHost(withModifiers ? ['--modifiers', ...days] : days);
  try {
    const clock: Clocked = { fetch: 0, parse: 0 };
    const log = createLog('error');
    const pos = createLightspeedGateway({
      ...address,
      scopes: 'financial-api items offline_access',
      log,
      fetch: (input, init) => timedFetch(clock, latency, input, init),
    });
    const vault = createVault(`bench:${Buffer.alloc(32, 7).toString('base64')}`);
    const redirectUri = 'http://localhost:3000/callback';
    const code = await approvedCode(pos.authorizeUrl({ state: 's', redirectUri }));
    const tokens = await pos.exchangeCode({ code, redirectUri });
    const restaurant = await makeRestaurant(db, vault, tokens);
    const other = await makeRestaurant(db, vault, tokens);
    const { companyId } = restaurant;
    if (withModifiers) await insertModifiers(db, restaurant);
    const salesOfDayUnless: typeof pos.salesOfDayUnless = async (...args) => {
      const [from, fetched] = [performance.now(), clock.fetch];
      const day = await pos.salesOfDayUnless(...args);
      clock.parse += performance.now() - from - (clock.fetch - fetched);
      return day;
    };
    const ctx: ServiceContext = {
      db,
      heavyReads: createHeavyReads(null, { atOnce: 3, timeoutMs: 0 }),
      actor: {
        kind: 'system',
        job: 'bench',
        memberships: new Map([companyId, other.companyId].map((id) => [id, 'system'])),
      },
      requestId: 'bench',
      appUrl: 'http://localhost:3000',
      webhooks: createWebhookSender({ loopback: false }),
      log,
      clock: systemClock,
      jobs: { send: async () => {} },
      ...{ vault, mail: mailOff },
      pos: { ...pos, salesOfDayUnless },
    };

    const migrate = () => timedMigration(ctx, restaurant, days.length, clock);
    const fetchAll = () => fetchDays(address.apiUrl, tokens.accessToken, days, latency);

    await fetchAll();
    const cold = await timedMigration(ctx, other, days.length, clock);
    const first = await migrate();
    const fetchFloor = await fetchAll();
    const copyFloor = await copyRows(owner, companyId);
    const plan = await planDays(ctx, restaurant, days);
    const again = await migrate();
    const fetchAgain = await fetchAll();
    const [{ lines } = { lines: 0 }] = await db.execute<{ lines: number }>(
      sql`select count(*)::int as lines from sale_lines where company_id = ${companyId}`,
    );

    report({
      days: count,
      latency,
      withModifiers,
      lines,
      cold,
      first,
      again,
      fetchFloor,
      copyFloor,
      plan,
      fetchAgain,
    });
    if (again.entries !== 0) note('A re-run must write nothing.');
    await benchPreview(ctx, restaurant);
    return first.total / (fetchFloor + copyFloor);
  } finally {
    host.removeAllListeners('exit');
    host.disconnect();
  }
}

type Address = Record<'apiUrl' | 'authorizeUrl' | 'tokenUrl' | 'clientId' | 'clientSecret', string>;
/** The K-Series host, in a process of its own. */
async function startHost(days: readonly string[]) {
  const host = fork(new URL('./host.ts', import.meta.url), days, { execArgv: ['--import', 'tsx'] });
  const address = await new Promise<Address>((resolve, reject) => {
    host.once('message', (message) => resolve(message as Address));
    host.once('exit', () => reject(new Error('the K-Series host did not start')));
  });
  return { host, address };
}

/** One migration of the restaurant, with where its time went. */
async function timedMigration(
  ctx: ServiceContext,
  { companyId, locationId }: Restaurant,
  days: number,
  clock: Clocked,
) {
  Object.assign(clock, { fetch: 0, parse: 0 });
  const { id: migrationId } = await startMigration(ctx, { id: locationId });
  await ctx.db.execute(sql`update migrations set days_total = ${days} where id = ${migrationId}`);
  const from = performance.now();
  const readAhead = createReadAhead();
  let waited = 0;
  const read: typeof readAhead.read = async (...args) => {
    const asked = performance.now();
    const answer = await readAhead.read(...args);
    waited += performance.now() - asked;
    return answer;
  };
  for (let isOver = false; !isOver; ) {
    const step = await runMigrationDay(ctx, { companyId, migrationId }, { ...readAhead, read });
    if (step.retryAt !== null) throw new Error('a day of the migration failed');
    isOver = step.isOver;
  }
  const total = performance.now() - from;
  const done = await getMigration(ctx, { id: locationId });
  if (done?.status !== 'completed') throw new Error(`the migration ${done?.status}: ${done?.error?.code}`);
  return { total, waited, ...clock, entries: done.entries_written };
}

type Timed = Awaited<ReturnType<typeof timedMigration>>;
function report({
  days,
  latency,
  withModifiers,
  lines,
  cold,
  first,
  again,
  fetchFloor,
  copyFloor,
  plan,
  fetchAgain,
}: { withModifiers: boolean } & Record<
  'days' | 'latency' | 'lines' | 'fetchFloor' | 'copyFloor' | 'plan' | 'fetchAgain',
  number
> &
  Record<'cold' | 'first' | 'again', Timed>): void {
  const floor = fetchFloor + copyFloor;
  // Of a host as far away as the till's is, nearly all time is waiting for it.
  const aims = latency === 0 ? { first: 4, again: 2 } : { first: 1.1, again: 1.1 };
  title(
    `Migration: ${days} days, ${lines} sale lines${withModifiers ? ', a third of them modifiers' : ''}, ${first.entries} entries, ${latency} ms latency a call`,
  );
  row('fetch, while the day before is written', seconds(first.fetch));
  row('parse, while the day before is written', seconds(first.parse));
  row('of both, waited for', seconds(first.waited));
  row('plan', seconds(plan));
  row('write and all else', seconds(first.total - first.waited - plan));
  row('total', seconds(first.total));
  row('floor: fetch the same answers', seconds(fetchFloor));
  row('floor: COPY the same rows', seconds(copyFloor));
  row('ratio to the floor', `${ratio(first.total / floor)}   aim ${aims.first}`);
  row(
    'the same just before, for another restaurant',
    `${seconds(cold.total)}   ${ratio(cold.total / floor)}`,
  );
  title('The same migration again, nothing changed');
  row('entries written', String(again.entries));
  row('fetch', seconds(again.fetch));
  row('parse', seconds(again.parse));
  row('of both, waited for', seconds(again.waited));
  row('total', seconds(again.total));
  row('floor: fetch the same answers', seconds(fetchAgain));
  row('ratio to the fetch', `${ratio(again.total / fetchAgain)}   aim ${aims.again}`);
}

async function timedFetch(clock: Clocked, latency: number, ...[input, init]: Parameters<typeof fetch>) {
  const from = performance.now();
  const response = await slowFetch(latency, input, init);
  // Passed on as it comes: read here and once more by the product, it would cost what no product pays.
  const flush = () => {
    clock.fetch += performance.now() - from;
  };
  const body = response.body?.pipeThrough(new TransformStream({ flush })) ?? null;
  return new Response(body, { status: response.status, headers: response.headers });
}

async function slowFetch(latency: number, ...[input, init]: Parameters<typeof fetch>) {
  if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
  return fetch(input, init);
}

/** Milliseconds to fetch the same answers one after the other, and do nothing. */
async function fetchDays(apiUrl: string, token: string, days: string[], latency: number): Promise<number> {
  const from = performance.now();
  for (const day of days) {
    const url = `${apiUrl}/f/v2/business-location/${ZURICH?.id}/sales-daily?date=${day}`;
    const answer = await slowFetch(latency, url, { headers: { authorization: `Bearer ${token}` } });
    await answer.text();
    if (!answer.ok) throw new Error(`the host answered ${answer.status}`);
  }
  return performance.now() - from;
}

/** Milliseconds the pure planning of the same days takes, measured by itself. */
async function planDays(
  ctx: ServiceContext,
  { companyId, locationId }: Restaurant,
  days: string[],
): Promise<number> {
  let spent = 0;
  for (const day of days) {
    const [kept] = await ctx.db.execute<{ raw: string }>(
      sql`select raw from sales_snapshots where company_id = ${companyId} and business_day = ${day}::date`,
    );
    const sales = await ctx.pos.readRaw(kept?.raw ?? '');
    if (sales.kind !== 'sales') throw new Error(`${day} was not kept`);
    const whole = {
      locationId,
      businessId: '1',
      businessDay: day,
      timezone: ZURICH?.timezone ?? 'UTC',
      startOfDayMinutes: 300,
      nextStartMs: sales.nextStartOfDay === null ? null : Date.parse(sales.nextStartOfDay),
      snapshotId: null,
      accounts: sales.accounts,
      controlTotals: null,
      storageUnitId: '',
      lines: sales.lines,
    };
    const scope = { companyId, days: [whole], itemIds: 'all', lines: 'all', presentItems: 'all' } as const;
    const [{ input } = { input: null }] = await loadPlanInputs(ctx.db, scope);
    if (input === null) throw new Error(`${day} is not planned`);
    const from = performance.now();
    planTransfer(input);
    spent += performance.now() - from;
  }
  return spent;
}
