import { Writable } from 'node:stream';
import { format } from 'node:util';
import { sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createLog } from '@/lib/platform/log';
import { ANONYMOUS, closeContainer, serviceContext } from '@/lib/runtime/container';
import { answerResets } from '@/lib/services/account/answer-resets';
import { lookForNotices } from '@/lib/services/notice/look-for-notices';
import { signIn } from '@/lib/services/people/sign-in';
import { makeAccount } from '@/lib/services/people/sign-up';
import { ORIGIN, type Sent } from '@/testing/fixtures/api';
import { bill, DAY, openRestaurant, type Restaurant, setUp, ZURICH } from '@/testing/fixtures/api-restaurant';
import { makeAuthenticator } from '@/testing/fixtures/authenticator';

/**
 * Every write is broken, table by table and in each way that Postgres tells of differently, while people
 * work. Whatever they typed, whatever is kept secret for them and whatever the till sold must not be in any
 * log (R6).
 */
const CANARY = 'kanarienvogel';
/** Where people's words, secrets and sales are written. */
const TABLES = [
  'account_links',
  'api_keys',
  'audit_events',
  'idempotency_keys',
  'ingredients',
  'invitations',
  'known_devices',
  'ledger_entries',
  'lightspeed_integrations',
  'lightspeed_items',
  'mails',
  'notices',
  'oauth_states',
  'passkey_challenges',
  'passkeys',
  'recovery_codes',
  'reset_requests',
  'sale_accounts',
  'sale_lines',
  'sales_snapshots',
  'rate_buckets',
  'sessions',
  'stock_counts',
  'totp_secrets',
  'users',
];
const PASSWORD = `${CANARY} im bergwerk`;

let restaurant: Restaurant;
let made: Awaited<ReturnType<typeof setUp>>;
let me: Awaited<ReturnType<typeof person>>;
let owner: Sent;
let output = '';
const sink = new Writable({
  write(chunk, _, done) {
    output += String(chunk);
    done();
  },
});

beforeAll(async () => {
  restaurant = await openRestaurant();
  made = await setUp(restaurant);
  await restaurant.write('PUT', `/locations/${made.location}/storage-unit`, { storage_unit_id: made.unit });
  await restaurant.write('POST', `/locations/${made.location}/activate`, { run_initial_migration: false });
  await restaurant.write('PUT', `/items/${made.items.cola}/mapping`, {
    mapped_object_type: 'ingredient',
    mapped_object_id: made.ingredients.cola,
    quantity: '1',
  });
  // The process's log, all of it, and whatever goes around it.
  await closeContainer();
  const runtime = serviceContext(ANONYMOUS);
  // Mail is kept, so that it is written and sent.
  vi.stubEnv('MAILBOX', 'true');
  me = await person();
  owner = { as: null, headers: await restaurant.session(restaurant.userId) };
  const holder = globalThis as unknown as { bestellfixRuntime: { log: unknown } };
  expect(holder.bestellfixRuntime.log).toBeDefined();
  holder.bestellfixRuntime.log = createLog('trace', sink);
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, name).mockImplementation((...args) => {
      output += `${format(...args)}\n`;
    });
  }
  expect(runtime.db).toBeDefined();
});
afterAll(async () => {
  vi.restoreAllMocks();
  await restaurant.close();
});

const WAYS: Record<string, (table: string) => [breakIt: string, mendIt: string]> = {
  'the row is refused': (table) => [
    `alter table "${table}" add constraint refuse_all check (false) not valid`,
    `alter table "${table}" drop constraint refuse_all`,
  ],
  'the connection is cut': (table) => [
    `create trigger cut before insert or update or delete on "${table}" for each statement execute function cut_connection()`,
    `drop trigger cut on "${table}"`,
  ],
  'a value is quoted': (table) => [
    `create trigger quote_row before insert or update on "${table}" for each row execute function quote_row()`,
    `drop trigger quote_row on "${table}"`,
  ],
};

/** Somebody with a password that must not be seen, signed in. */
async function person() {
  const email = `${CANARY}-me@test.example`;
  const given = { email, password: PASSWORD, name: `${CANARY} me` };
  const { id } = await makeAccount(serviceContext(ANONYMOUS), given);
  return { id, headers: await restaurant.session(id) };
}

/** What a person does to their own second factors, and a stranger with a passkey. */
async function factors(send: (path: string, body: unknown, sent: Sent) => Promise<number>, name: string) {
  const as: Sent = { as: null, headers: me.headers };
  const password = { current_password: PASSWORD };
  const ask = async (path: string, body: object = password) =>
    (await restaurant.call(path, { method: 'POST', body, ...as })).json;
  const { secret } = await ask('/second-factor/app');
  const code = secret ? new TOTP({ secret: Secret.fromBase32(secret) }).generate() : '123456';
  const device = makeAuthenticator(ORIGIN);
  const { options } = await ask('/second-factor/passkeys/options');
  const made = options && device.create(options);
  const begun = await restaurant.call('/session/passkey/options', { method: 'POST', body: {}, as: null });
  const response = made && begun.json.options && device.get(begun.json.options);
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  return [
    secret ? 0 : 1,
    await send('/second-factor/app/confirm', { code }, as),
    made ? await send('/second-factor/passkeys', { name, response: made }, as) : 1,
    response ? await send('/session/passkey', { response }, { as: null, headers: { cookie } }) : 1,
    await send('/second-factor/recovery-codes', password, as),
    await send('/second-factor/app/remove', password, as),
  ];
}

/** What people and jobs do; how it ends does not matter here. Returns how many ended by an error. */
async function work(round: number): Promise<number> {
  const { companyId: company_id, call } = restaurant;
  const send = (path: string, body: unknown, sent: Sent = {}) =>
    call(path, { method: 'POST', body, ...sent }).then((reply) => (reply.status >= 500 ? 1 : 0));
  const name = (what: string) => `${CANARY} ${what} ${round}`;
  const email = `${CANARY}-${round}@test.example`;
  const entry = (type: string) => ({
    type,
    storage_unit_id: made.unit,
    date: DAY,
    lines: [{ ingredient_id: made.ingredients.cola, quantity: '1' }],
    note: name('note'),
  });
  restaurant.simulator.control.setSales(ZURICH, DAY, [
    { ...bill(['cola', '1'], [null, '1']), accountReference: name('table') },
    bill([`${CANARY}-sku`, String(round + 1), { name: name('dish') }]),
  ]);
  const { url } = (await call(`/integrations/lightspeed/authorize-url?company_id=${company_id}`)).json;
  const anonymous = { as: null };
  const counted = [{ ingredient_id: made.ingredients.cola, counted_quantity: String(round) }];
  const job = serviceContext({ kind: 'system', job: 'test', memberships: new Map() });
  const ok = () => 0;
  const failed = (error: unknown) => {
    serviceContext(ANONYMOUS).log.error({ err: error }, 'a job failed');
    return 1;
  };
  const failures = [
    await send('/sign-up', { email, password: PASSWORD, name: name('person') }, anonymous),
    await send('/session', { email, password: PASSWORD }, anonymous),
    await signIn(serviceContext(ANONYMOUS), { email, password: PASSWORD }).then(
      () => 0,
      (error) => {
        serviceContext(ANONYMOUS).log.error({ err: error }, 'sign-in failed');
        return 1;
      },
    ),
    await send('/password-resets', { email: `${CANARY}-me@test.example` }, anonymous),
    await send('/invitations', { company_id, email, role: 'viewer' }, owner),
    await send('/stock-counts', {
      ...{ company_id, storage_unit_id: made.unit, date: DAY, note: name('count') },
      lines: counted,
    }),
    ...(await factors(send, name('key'))),
    await answerResets(job).then(ok, failed),
    await lookForNotices(job).then(ok, failed),
    await send('/members', { company_id, email, role: 'viewer' }),
    await send('/api-keys', { company_id, name: name('key'), role: 'viewer' }),
    await send('/ingredients', { company_id, name: name('ingredient'), base_unit: 'kg' }),
    await send('/storage-units', { company_id, name: name('unit') }),
    await send('/ledger/batches', { company_id, ...entry('RECEIPT') }),
    await send(`/integrations/lightspeed/${made.till}/sync-items`, {}),
    await send(`/locations/${made.location}/transfers`, { date: DAY, force_refresh: true }),
    url ? 0 : 1,
  ];
  return failures.reduce((sum, one) => sum + one, 0);
}

it.each(Object.keys(WAYS))(
  'nothing typed, secret or sold is logged when every write fails: %s',
  {
    timeout: 240_000,
  },
  async (way) => {
    await restaurant.owner.execute(sql`create or replace function cut_connection() returns trigger language plpgsql as $$
    begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`);
    await restaurant.owner.execute(sql`create or replace function quote_row() returns trigger language plpgsql as $$
    begin perform (to_jsonb(new)::text)::int; return new; end $$`);
    output = '';
    let failures = 0;
    for (const [round, table] of TABLES.entries()) {
      const [breakIt, mendIt] = (WAYS[way] as (typeof WAYS)[string])(table);
      await restaurant.owner.execute(sql.raw(breakIt));
      failures += await work(round);
      await restaurant.owner.execute(sql.raw(mendIt));
    }
    expect(failures).toBeGreaterThan(TABLES.length / 2);
    // Codes and names of what broke are there, so that the log is still of use.
    expect(output).toMatch(/"code":"(23514|57P01|22P02|CONNECTION_CLOSED)"/);
    const leaked = output
      .split('\n')
      .filter((line) => /kanarienvogel|\$argon2|"?params"?:|Failing row/i.test(line));
    expect(leaked.slice(0, 3).map((line) => line.slice(0, 1500))).toEqual([]);
  },
);
