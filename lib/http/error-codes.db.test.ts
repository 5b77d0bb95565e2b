import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GET as callback } from '@/app/api/lightspeed/callback/route';
import { periodLocks } from '@/db/schema/counts';
import { lightspeedIntegrations, lightspeedLocations } from '@/db/schema/lightspeed';
import { idempotencyKeys } from '@/db/schema/people';
import { transferLogs } from '@/db/schema/transfers';
import { ERROR_CODES, type ErrorCode } from '@/lib/core/error-codes';
import { approvedCode } from '@/lib/lightspeed/simulator/approve-consent';
import type { MailSender } from '@/lib/ports';
import { ANONYMOUS, closeContainer, serviceContext, systemContext } from '@/lib/runtime/container';
import { recoverStalledJobs } from '@/lib/services/nightly-transfer/recover-stalled-jobs';
import { ORIGIN, type Reply, type Sent, send, stubSettings } from '@/testing/fixtures/api';
import { DAY, openRestaurant, REDIRECT, type Restaurant, setUp } from '@/testing/fixtures/api-restaurant';
import { makeAuthenticator } from '@/testing/fixtures/authenticator';
import { testCompany } from '@/testing/fixtures/test-company';

/** The callback is a page's route: its cookies come from Next. */
const cookies = vi.hoisted(() => new Map<string, string>());
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: (name: string) => ({ value: cookies.get(name) }) }),
}));

let restaurant: Restaurant;
let made: Awaited<ReturnType<typeof setUp>>;
/** A company with nothing in it, and its key. */
let empty: { companyId: string; key: string };
let unlinked: string;

beforeAll(async () => {
  restaurant = await openRestaurant();
  made = await setUp(restaurant);
  unlinked = made.locations.find((one) => one.id !== made.location)?.id ?? '';
  await post(`/locations/${made.location}/storage-unit`, { storage_unit_id: made.unit }, { method: 'PUT' });
  const other = await testCompany(restaurant.db);
  empty = { companyId: other.companyId, key: await other.key() };
});
afterAll(() => restaurant.close());

const post = (path: string, body: unknown = {}, sent: Sent = {}) =>
  restaurant.call(path, { method: 'POST', body, ...sent });
/** As the person, signed in: people administer people. */
const asOwner = async (method: string, path: string, body: Record<string, unknown>) =>
  restaurant.call(path, {
    method,
    body: inCompany(body),
    as: null,
    headers: await restaurant.session(restaurant.userId),
  });
const put = (path: string, body: unknown) => post(path, body, { method: 'PUT' });
const inCompany = (body: Record<string, unknown> = {}) => ({ company_id: restaurant.companyId, ...body });
const webhook = (more: Record<string, unknown> = {}) =>
  inCompany({ url: 'https://hooks.test.example/in', kinds: ['names_held'], ...more });
const freshCode = async (): Promise<string> => {
  const path = `/integrations/lightspeed/authorize-url?purpose=reauthorize&company_id=${restaurant.companyId}`;
  const { url } = (await restaurant.call(path)).json;
  return approvedCode(url);
};
const reauthorize = async () =>
  post(`/integrations/lightspeed/${made.till}/reauthorize`, { code: await freshCode() });
const recipe = async (name: string, lines: unknown[]): Promise<Reply> =>
  post('/recipes', inCompany({ name, lines }));
const ofBeef = (more: Record<string, unknown> = {}) => ({
  ingredient_id: made.ingredients.beef,
  quantity: '1',
  ...more,
});
const entry = (more: Record<string, unknown> = {}) =>
  post('/ledger/entries', {
    ...inCompany({ type: 'RECEIPT', ingredient_id: made.ingredients.beef, storage_unit_id: made.unit }),
    quantity: '1',
    date: DAY,
    ...more,
  });
const importOf = (what: 'preview' | 'apply', text: string) =>
  post(
    `/imports/${what}`,
    inCompany({
      kind: 'ingredients',
      file_name: 'list',
      content_base64: Buffer.from(text).toString('base64'),
      ...(what === 'apply' && { token: 'none' }),
    }),
  );
/** Where the browser is sent on, as the code a page shows. */
async function comeBack(query: Record<string, string>): Promise<string | null> {
  const [name, value] = (await restaurant.session(restaurant.userId)).cookie.split('=') as [string, string];
  cookies.set(name, value);
  const response = await callback(
    new Request(`${ORIGIN}/api/lightspeed/callback?${new URLSearchParams(query)}`),
  );
  return new URL(response.headers.get('location') ?? '').searchParams.get('error');
}
/** The API of a process with other settings; its modules are its own. */
async function withSettings(settings: Record<string, string>, path: string, sent: Sent): Promise<Reply> {
  await closeContainer();
  const before = Object.fromEntries(Object.keys(settings).map((name) => [name, process.env[name] ?? '']));
  const url = process.env.DATABASE_URL ?? '';
  stubSettings(url, settings);
  vi.resetModules();
  try {
    const { handleApiRequest } = await import('./handle-api-request');
    return await send(handleApiRequest, path, sent);
  } finally {
    await closeContainer();
    stubSettings(url, before);
    vi.resetModules();
  }
}

const newcomer = (): Sent => ({
  method: 'POST',
  body: { email: `${v7()}@test.example`, password: 'long enough, and new' },
});

/** A person who signs in with an authenticator app. */
async function withApp(
  use: (one: {
    signIn: (code?: string) => Promise<Reply>;
    post: (path: string) => Promise<Reply>;
  }) => Promise<Reply>,
) {
  const person = newcomer();
  const { json } = await restaurant.call('/sign-up', { ...person, as: null });
  await restaurant.owner.execute(
    sql`insert into totp_secrets (user_id, sealed, confirmed_at) values (${json.id}, 'sealed', now())`,
  );
  const headers = await restaurant.session(json.id);
  const { email, password } = person.body as Record<string, string>;
  return use({
    signIn: (code) => post('/session', { email, password, code }, { as: null }),
    post: (path) => post(path, { current_password: password }, { as: null, headers }),
  });
}

/** Of another person each time. */
async function addPasskey(device: ReturnType<typeof makeAuthenticator>): Promise<Reply> {
  const person = newcomer();
  const { json } = await restaurant.call('/sign-up', { ...person, as: null });
  const as = { as: null, headers: await restaurant.session(json.id) };
  const { password } = person.body as Record<string, string>;
  const begun = await post('/second-factor/passkeys/options', { current_password: password }, as);
  return post('/second-factor/passkeys', { name: 'Key', response: device.create(begun.json.options) }, as);
}

type Case = () => Promise<Pick<Reply, 'code' | 'status'> & { json?: unknown }>;
/** How each code comes about over HTTP. A code without a way here fails the test below. */
const CASES: Partial<Record<ErrorCode, Case>> = {
  lightspeed_integration_exists: async () =>
    post('/integrations/lightspeed', inCompany({ name: 'Second', code: await freshCode() })),
  lightspeed_oauth_exchange_failed: () =>
    post(
      '/integrations/lightspeed',
      { company_id: empty.companyId, name: 'Till', code: 'used-up' },
      { as: empty.key },
    ),
  lightspeed_not_configured: () =>
    withSettings(
      { LIGHTSPEED_CLIENT_ID: '' },
      `/integrations/lightspeed/authorize-url?company_id=${empty.companyId}`,
      { as: empty.key },
    ),
  unauthorized_company_access: () => restaurant.call(`/ingredients?company_id=${empty.companyId}`),
  storage_unit_required: () => post(`/locations/${unlinked}/activate`),
  storage_unit_company_mismatch: async () => {
    const unit = await post(
      '/storage-units',
      { company_id: empty.companyId, name: 'Theirs' },
      { as: empty.key },
    );
    return put(`/locations/${unlinked}/storage-unit`, { storage_unit_id: unit.json.id });
  },
  recipe_not_found: () =>
    put(`/items/${made.items.steak}/mapping`, { mapped_object_type: 'recipe', mapped_object_id: v7() }),
  ingredient_not_found: () =>
    put(`/items/${made.items.cola}/mapping`, {
      mapped_object_type: 'ingredient',
      // A recipe is no ingredient.
      mapped_object_id: made.recipes.steak,
    }),
  location_not_activated: () => post(`/locations/${made.location}/migration`),
  migration_already_in_progress: async () => {
    expect((await post(`/locations/${made.location}/activate`)).status).toBe(200);
    return post(`/locations/${made.location}/migration`);
  },
  date_required: () => post(`/locations/${made.location}/transfers`),
  invalid_date_format: () => post(`/locations/${made.location}/transfers`, { date: '2026-02-30' }),
  lightspeed_auth_failed: async () => {
    restaurant.simulator.control.revokeGrant();
    const refused = await post(`/integrations/lightspeed/${made.till}/sync-locations`);
    const run = await post(`/locations/${made.location}/transfers`, { date: DAY });
    // A failed run is a result: it names its log, and the code as every error does (R28).
    expect(run).toMatchObject({ status: 200, code: 'lightspeed_auth_failed', json: { success: false } });
    expect((await reauthorize()).json.status).toBe('connected');
    return refused;
  },
  lightspeed_api_error: async () => {
    restaurant.simulator.control.failNext({ path: /businesses/, times: 1, status: 404 });
    return post(`/integrations/lightspeed/${made.till}/sync-locations`);
  },
  lightspeed_business_mismatch: async () => {
    const of = eq(lightspeedIntegrations.id, made.till);
    const inTill = eq(lightspeedLocations.integrationId, made.till);
    const [before] = await restaurant.db.select().from(lightspeedIntegrations).where(of);
    const set = async (businessId: string) => {
      await restaurant.db.update(lightspeedIntegrations).set({ businessId }).where(of);
      await restaurant.db.update(lightspeedLocations).set({ businessId }).where(inTill);
    };
    await set('another business');
    const refused = await reauthorize();
    await set(before?.businessId ?? '');
    return refused;
  },
  oauth_state_invalid: async () => ({
    code: (await comeBack({ state: 'made up', code: 'x' })) ?? '',
    status: ERROR_CODES.oauth_state_invalid.status,
  }),
  oauth_denied: async () => {
    const path = `/integrations/lightspeed/authorize-url?purpose=reauthorize&company_id=${restaurant.companyId}`;
    const { url } = (await restaurant.call(path)).json;
    const query = new URL(url).searchParams;
    expect(query.get('redirect_uri')).toBe(REDIRECT);
    const code = await comeBack({ state: query.get('state') ?? '', error: 'access_denied' });
    return { code: code ?? '', status: ERROR_CODES.oauth_denied.status };
  },
  locations_not_synced: async () => {
    const at = `/integrations/lightspeed/authorize-url?company_id=${empty.companyId}`;
    const { url } = (await restaurant.call(at, { as: empty.key })).json;
    const code = await approvedCode(url);
    const body = { company_id: empty.companyId, name: 'Till', code };
    const till = await post('/integrations/lightspeed', body, { as: empty.key });
    return post(`/integrations/lightspeed/${till.json.id}/sync-items`, {}, { as: empty.key });
  },
  migration_not_in_progress: () => post(`/locations/${unlinked}/migration/cancel`),
  transfer_interrupted: async () => {
    const [log] = await restaurant.db
      .insert(transferLogs)
      .values({
        companyId: restaurant.companyId,
        locationId: made.location,
        trigger: 'manual',
        requestedBy: 'test',
        startedAt: new Date(Date.now() - 60 * 60_000),
      })
      .returning();
    await recoverStalledJobs(systemContext(restaurant.companyId, 'test', 'test'));
    const { json } = await restaurant.call(`/transfers/${log?.id}`);
    expect(json.success).toBe(false);
    return { code: json.error.code, status: ERROR_CODES.transfer_interrupted.status };
  },
  unauthenticated: () => restaurant.call('/companies', { as: null }),
  invalid_credentials: () =>
    post('/session', { email: 'nobody@test.example', password: 'wrong' }, { as: null }),
  forbidden: async () => {
    const viewer = await asOwner('POST', '/api-keys', { name: 'Viewer', role: 'viewer' });
    return post('/storage-units', inCompany({ name: 'A viewer makes none' }), { as: viewer.json.api_key });
  },
  person_required: () => post('/companies', { name: 'A key makes no company' }),
  key_scope_missing: async () => {
    const reader = await asOwner('POST', '/api-keys', { name: 'Reader', role: 'owner', scopes: ['read'] });
    return post('/storage-units', inCompany({ name: 'A reader makes none' }), { as: reader.json.api_key });
  },
  cross_origin_refused: async () => {
    const { cookie } = await restaurant.session(restaurant.userId);
    return post(
      '/companies',
      { name: 'No' },
      { as: null, headers: { cookie, origin: 'https://evil.example' } },
    );
  },
  email_taken: () =>
    post('/sign-up', { email: restaurant.email.toUpperCase(), password: 'a long password' }, { as: null }),
  password_weak: () => post('/sign-up', { email: 'weak@test.example', password: 'aaaaaaaaaa' }, { as: null }),
  password_leaked: () =>
    post('/sign-up', { email: 'weak@test.example', password: 'password123' }, { as: null }),
  link_invalid: () =>
    post('/password-resets/use', { token: 'made up', password: 'a long password' }, { as: null }),
  invite_instead: async () => {
    const runtime = globalThis as unknown as { bestellfixRuntime: { mail: MailSender } };
    const { mail } = runtime.bestellfixRuntime;
    runtime.bestellfixRuntime.mail = { ...mail, kind: 'mailbox' };
    const refused = await asOwner('POST', '/members', { email: 'new@test.example', role: 'viewer' });
    runtime.bestellfixRuntime.mail = mail;
    return refused;
  },
  invitation_other_address: async () => {
    const { json } = await asOwner('POST', '/invitations', { email: 'other@test.example', role: 'viewer' });
    const token = new URL(json.link).hash.slice(1);
    return asOwner('POST', '/invitations/accept', { token });
  },
  mail_off: () => post('/password-resets', { email: 'chef@test.example' }, { as: null }),
  wrong_password: async () => {
    const person = { email: 'guessed@test.example', password: 'a long password' };
    const { json } = await post('/sign-up', person, { as: null });
    const body = { current_password: 'not the one', new_password: 'another long one' };
    return restaurant.call('/password', {
      method: 'PUT',
      body,
      as: null,
      headers: await restaurant.session(json.id),
    });
  },
  person_not_registered: () =>
    asOwner('POST', '/members', { email: 'no-account@test.example', role: 'viewer' }),
  webhook_address_refused: () => post('/webhooks', webhook({ url: 'https://127.0.0.1/' })),
  webhook_is_off: async () => {
    const { json: made } = await post('/webhooks', webhook());
    const { json: sent } = await post(`/webhooks/${made.id}/test`);
    await post(`/webhooks/${made.id}`, { is_on: false }, { method: 'PATCH' });
    return post(`/webhook-deliveries/${sent.id}/replay`);
  },
  webhook_in_progress: async () => {
    const { json: made } = await post('/webhooks', webhook());
    const { json: sent } = await post(`/webhooks/${made.id}/test`);
    return post(`/webhook-deliveries/${sent.id}/replay`);
  },
  already_member: () => asOwner('POST', '/members', { email: restaurant.email, role: 'viewer' }),
  only_owner: async () => {
    const person = { email: 'alone@test.example', password: 'a long password' };
    const { json } = await post('/sign-up', person, { as: null });
    const sent = { as: null, headers: await restaurant.session(json.id) };
    await post('/companies', { name: 'Alone' }, sent);
    return post('/account/delete', { current_password: person.password }, sent);
  },
  company_name_differs: () =>
    asOwner('POST', '/company-deletion', { name: 'Another', current_password: 'any' }),
  last_owner: () => asOwner('PATCH', `/members/${restaurant.userId}`, { role: 'viewer' }),
  too_many_attempts: async () => {
    const guess = () => post('/session', { email: 'guess@test.example', password: 'x' }, { as: null });
    for (let tries = 0; tries < 10; tries++) expect((await guess()).code).toBe('invalid_credentials');
    return guess();
  },
  rate_limited: async () => {
    const { owner } = restaurant;
    const ask = () => restaurant.call('/session', { headers: { 'x-forwarded-for': '203.0.113.77' } });
    expect((await ask()).status).toBe(200);
    // As if it had asked all it may for a day.
    await owner.execute(
      sql`update rate_buckets set full_at = full_at + interval '1 day' where key like 'api:source:%'`,
    );
    const refused = await ask();
    await owner.execute(sql`delete from rate_buckets where key like 'api:source:%'`);
    return refused;
  },
  reports_busy: async () => {
    const { heavyReads } = serviceContext(ANONYMOUS);
    const of = restaurant.companyId;
    const leaves = await Promise.all([0, 1].map(() => heavyReads.places.take(of, 0)));
    const { waitMs } = heavyReads;
    heavyReads.waitMs = 0;
    const refused = await restaurant.call(`/ledger/digest?company_id=${of}`);
    heavyReads.waitMs = waitMs;
    for (const leave of leaves) leave?.();
    expect(refused.headers.get('retry-after')).toBe('5');
    return refused;
  },
  quota_reached: async () => {
    const person = await testCompany(restaurant.db);
    const headers = await restaurant.session(person.userId);
    await restaurant.owner.execute(sql`with made as (insert into companies (id, name)
      select gen_random_uuid(), 'One of many' from generate_series(1, 19) returning id)
      insert into memberships (company_id, user_id, role) select id, ${person.userId}, 'owner' from made`);
    return post('/companies', { name: 'One too many' }, { as: null, headers });
  },
  sign_up_closed: () => withSettings({ SIGN_UP: 'closed' }, '/sign-up', newcomer()),
  invitation_required: () => withSettings({ SIGN_UP: 'invited' }, '/sign-up', newcomer()),
  second_factor_required: () => withApp((one) => one.signIn()),
  wrong_code: () => withApp((one) => one.signIn('not a code')),
  totp_exists: () => withApp((one) => one.post('/second-factor/app')),
  passkey_refused: () => {
    const device = makeAuthenticator(ORIGIN);
    return post(
      '/session/passkey',
      { response: device.get({ challenge: 'x' }, { userHandle: 'x' }) },
      { as: null },
    );
  },
  passkey_exists: async () => {
    const device = makeAuthenticator(ORIGIN);
    await addPasskey(device);
    return addPasskey(device);
  },
  second_factor_needed: () => asOwner('PUT', '/second-factor-rule', { required: true }),
  not_found: () => restaurant.call(`/recipes/${v7()}`),
  name_taken: () => post('/storage-units', inCompany({ name: 'kitchen' })),
  storage_unit_in_use: () => restaurant.call(`/storage-units/${made.unit}`, { method: 'DELETE' }),
  storage_unit_not_found: () => entry({ storage_unit_id: v7() }),
  ingredient_in_use: () => restaurant.call(`/ingredients/${made.ingredients.beef}`, { method: 'DELETE' }),
  recipe_in_use: async () => {
    await recipe('Menu', [{ sub_recipe_id: made.recipes.steak, quantity: '1' }]);
    return restaurant.call(`/recipes/${made.recipes.steak}`, { method: 'DELETE' });
  },
  base_unit_in_use: () =>
    restaurant.call(`/ingredients/${made.ingredients.beef}`, {
      method: 'PATCH',
      body: { base_unit: 'piece' },
    }),
  recipe_cycle: async () => {
    const { json } = await recipe('Round', [{ sub_recipe_id: made.recipes.platter, quantity: '1' }]);
    const lines = [{ sub_recipe_id: json.id, quantity: '1' }];
    return restaurant.call(`/recipes/${made.recipes.platter}`, { method: 'PATCH', body: { lines } });
  },
  recipe_too_deep: async () => {
    let { json } = await recipe('Level 1', [ofBeef()]);
    for (let level = 2; level <= 20; level++)
      ({ json } = await recipe(`Level ${level}`, [{ sub_recipe_id: json.id, quantity: '1' }]));
    return recipe('Level 21', [{ sub_recipe_id: json.id, quantity: '1' }]);
  },
  recipe_amount_too_long: () => {
    const trims = Array.from({ length: 200 }, (_, n) =>
      ofBeef({ trim_percent: (n * 0.137 + 0.011).toFixed(3) }),
    );
    return recipe('Trimmed 200 times', trims);
  },
  sub_recipe_inactive: async () => {
    const { json } = await recipe('Old', [ofBeef()]);
    await restaurant.call(`/recipes/${json.id}`, { method: 'DELETE' });
    return recipe('New', [{ sub_recipe_id: json.id, quantity: '1' }]);
  },
  unit_mismatch: () => recipe('Litres of beef', [ofBeef({ unit: 'l' })]),
  period_locked: async () => {
    const values = { companyId: restaurant.companyId, lockedUntil: DAY, changedBy: 'test' };
    await restaurant.db.insert(periodLocks).values(values);
    const refused = await entry();
    await restaurant.db.delete(periodLocks).where(eq(periodLocks.companyId, restaurant.companyId));
    return refused;
  },
  date_out_of_range: () => entry({ date: '2062-11-24' }),
  period_not_over: () => put('/period-lock', inCompany({ locked_until: '2999-01-01' })),
  entry_already_reversed: async () => {
    const { json } = await entry();
    const correct = () => post(`/ledger/entries/${json.data[0].id}/correct`);
    expect((await correct()).status).toBe(201);
    return correct();
  },
  entry_not_correctable: async () => {
    const { json } = await entry();
    const taken = await post(`/ledger/entries/${json.data[0].id}/correct`);
    // A reversal is the end of a correction.
    return post(`/ledger/entries/${taken.json.data[0].id}/correct`);
  },
  preview_outdated: () => {
    const target = { mapped_object_type: 'ingredient', mapped_object_id: made.ingredients.cola };
    const change = { kind: 'mapping', item_id: made.items.cola, ...target };
    return post('/changes/apply', inCompany({ change, token: 'of another preview' }));
  },
  import_file_refused: () => importOf('preview', '%PDF-1.7'),
  import_has_problems: () => importOf('apply', 'Name;Unit\nSalt;crate\n'),
  validation_failed: () => post('/storage-units', inCompany({ name: '' })),
  malformed_json: () => post('/storage-units', '{'),
  unsupported_media_type: () =>
    post('/storage-units', 'name=x', { headers: { 'content-type': 'text/plain' } }),
  payload_too_large: () => post('/storage-units', `"${'x'.repeat(1_048_577)}"`),
  method_not_allowed: () => put('/companies', {}),
  idempotency_key_reused: async () => {
    const headers = { 'idempotency-key': v7() };
    await post('/storage-units', inCompany({ name: v7() }), { headers });
    return post('/storage-units', inCompany({ name: v7() }), { headers });
  },
  idempotency_key_in_progress: async () => {
    const headers = { 'idempotency-key': v7() };
    const send = () => post(`/locations/${unlinked}/deactivate`, {}, { headers });
    await send();
    const at = eq(idempotencyKeys.key, headers['idempotency-key']);
    await restaurant.db.update(idempotencyKeys).set({ status: null }).where(at);
    return send();
  },
  service_unavailable: () =>
    withSettings({ DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' }, '/companies', { as: empty.key }),
  internal_error: async () => {
    await restaurant.owner.execute(sql`alter table void_reason_versions rename to void_reason_versions_gone`);
    const failed = await restaurant.call(`/waste-reasons?company_id=${restaurant.companyId}`);
    await restaurant.owner.execute(sql`alter table void_reason_versions_gone rename to void_reason_versions`);
    return failed;
  },
};

/** Every name in a JSON value, at any depth. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(keysOf);
  return Array.isArray(value) ? inside : [...Object.keys(value), ...inside];
}

describe('every code of the table, over HTTP (R34)', () => {
  it.each(Object.keys(ERROR_CODES) as ErrorCode[])('%s', async (code) => {
    const way = CASES[code];
    if (!way) throw new Error(`write down in CASES how ${code} comes about`);
    const reply = await way();
    expect([reply.code, reply.status]).toEqual([code, ERROR_CODES[code].status]);
    // Rows of the database are in camelCase; none leaves as it is.
    expect(keysOf(reply.json).filter((key) => !/^[a-z][a-z0-9_]*$/.test(key))).toEqual([]);
  });
});
