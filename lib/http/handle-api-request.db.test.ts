import { encode } from 'next-auth/jwt';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ingredients, recipes, storageUnits } from '@/db/schema/inventory';
import { lightspeedIntegrations, lightspeedItems, lightspeedLocations } from '@/db/schema/lightspeed';
import { apiKeys, idempotencyKeys } from '@/db/schema/people';
import { transferLogs } from '@/db/schema/transfers';
import { type TestDatabase, testDatabase } from '@/db/testing/database';
import { closeContainer } from '@/lib/platform/container';
import { createApiKey } from '@/lib/services/people/create-api-key';
import { testCompany } from '@/lib/services/testing/test-company';
import { handleApiRequest } from './handle-api-request';
import type { Operation } from './operation';
import { OPERATIONS } from './registry';

const ORIGIN = 'http://localhost:3000';
const SECRET = 'x'.repeat(32);
type Company = Awaited<ReturnType<typeof testCompany>>;
let t: TestDatabase;
let own: Company;
let other: Company;
let key: string;
let viewerKey: string;
let theirs: Record<string, string>;

beforeAll(async () => {
  t = await testDatabase();
  vi.stubEnv('DATABASE_URL', t.url);
  vi.stubEnv('APP_URL', ORIGIN);
  vi.stubEnv('NEXTAUTH_SECRET', SECRET);
  vi.stubEnv('TOKEN_ENCRYPTION_KEYS', `t:${Buffer.alloc(32, 1).toString('base64')}`);
  vi.stubEnv('LOG_LEVEL', 'silent');
  [own, other] = await Promise.all([testCompany(t.db), testCompany(t.db)]);
  const make = (role: 'owner' | 'viewer') =>
    createApiKey(own.ctx, { company_id: own.companyId, name: role, role }).then((made) => made.api_key);
  [key, viewerKey] = await Promise.all([make('owner'), make('viewer')]);
  theirs = await things(other);
});
afterAll(async () => {
  await closeContainer();
  await t.close();
});

/** One row of every kind in the other company, as ids by the first words of a path. */
async function things({ companyId, userId }: Company): Promise<Record<string, string>> {
  const id = () => v7();
  const ids = {
    integration: id(),
    location: id(),
    item: id(),
    unit: id(),
    ingredient: id(),
    recipe: id(),
    log: id(),
    key: id(),
  };
  const { integration: integrationId } = ids;
  await t.db.insert(storageUnits).values({ id: ids.unit, companyId, name: 'Theirs' });
  await t.db.insert(ingredients).values({ id: ids.ingredient, companyId, name: 'Theirs', baseUnit: 'kg' });
  await t.db.insert(recipes).values({ id: ids.recipe, companyId, name: 'Theirs' });
  await t.db.insert(lightspeedIntegrations).values({
    id: integrationId,
    companyId,
    name: 'T',
    tokenCiphertext: 'none',
    accessExpiresAt: new Date(),
  });
  const external = { companyId, integrationId, businessId: 'b', lightspeedId: '1', name: 'Theirs' };
  await t.db
    .insert(lightspeedLocations)
    .values({ ...external, id: ids.location, businessName: 'B', timezone: 'UTC' });
  await t.db.insert(lightspeedItems).values({ ...external, id: ids.item });
  await t.db
    .insert(transferLogs)
    .values({ id: ids.log, companyId, locationId: ids.location, trigger: 'manual', requestedBy: 'test' });
  await t.db
    .insert(apiKeys)
    .values({ id: ids.key, companyId, name: 'T', role: 'owner', prefix: 'p', keyHash: v7() });
  return {
    'storage-units': ids.unit,
    ingredients: ids.ingredient,
    recipes: ids.recipe,
    integrations: ids.integration,
    locations: ids.location,
    items: ids.item,
    transfers: ids.log,
    'api-keys': ids.key,
    members: userId,
  };
}

interface Sent {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  as?: string | null;
}
async function call(path: string, { method = 'GET', body, headers = {}, as = key }: Sent = {}) {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await handleApiRequest(
    new Request(`${ORIGIN}/api/v1${path}`, {
      method,
      headers: { host: 'localhost:3000', ...(as !== null && { authorization: `Bearer ${as}` }), ...headers },
      ...(text !== undefined && method !== 'GET' && { body: text }),
    }),
  );
  const json = (await response.json()) as Record<string, unknown> & { error?: { code: string } };
  return { status: response.status, code: json.error?.code, json, headers: response.headers };
}

/** A believable input, so that a refusal is for whose it is and not for its shape. */
function inputFor(operation: Operation, company: Company, id: string): Record<string, unknown> {
  const schema = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, { format?: string }>;
  };
  const values: Record<string, unknown> = {
    company_id: company.companyId,
    user_id: company.userId,
    id,
    name: `N ${v7()}`,
    email: `${v7()}@test.example`,
    role: 'viewer',
    base_unit: 'kg',
    type: 'RECEIPT',
    ingredient_id: theirs.ingredients,
    storage_unit_id: theirs['storage-units'],
    quantity: '1',
    date: '2026-03-01',
    code: 'code',
    mapped_object_type: 'ingredient',
    mapped_object_id: theirs.ingredients,
    ignored: true,
    auto_transfer_paused: true,
    reasons: ['x'],
    step: 'recipes',
  };
  const names = Object.keys(schema.properties ?? {});
  return Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]]));
}

function send(operation: Operation, company: Company, as: string | null, withCompany: boolean) {
  const first = operation.path.split('/')[1] ?? '';
  const id = theirs[first] ?? '';
  const { company_id, ...rest } = inputFor(operation, company, id);
  const values = withCompany && company_id !== undefined ? { ...rest, company_id } : rest;
  const path = operation.path.replace(/\{\w+\}/g, id);
  const isQuery = operation.method === 'GET' || operation.method === 'DELETE';
  const query = isQuery ? `?${new URLSearchParams(values as Record<string, string>)}` : '';
  return call(`${path}${query}`, { method: operation.method, as, ...(!isQuery && { body: values }) });
}

const label = (operation: Operation) => `${operation.method} ${operation.path}`;
/** Those that name no company and no thing: they answer for the asker alone. */
const PERSONAL = new Set(['GET /companies', 'POST /companies']);

describe('tenancy, for every operation of the registry (R3)', () => {
  const foreign = OPERATIONS.filter((operation) => !PERSONAL.has(label(operation)));

  it.each(foreign.map((o) => [label(o), o] as const))('%s refuses another company', async (_, operation) => {
    const named = await send(operation, other, key, true);
    expect([named.status, named.code]).toEqual([403, 'unauthorized_company_access']);
    if (!operation.path.includes('{id}')) return;
    const unnamed = await send(operation, other, key, false);
    expect([unnamed.status, unnamed.code]).toEqual([404, 'not_found']);
  });

  it.each(OPERATIONS.map((o) => [label(o), o] as const))('%s refuses nobody', async (_, operation) => {
    const { status, code } = await send(operation, own, null, true);
    expect([status, code]).toEqual([401, 'unauthenticated']);
  });

  const writes = foreign.filter(
    (operation) => operation.method !== 'GET' && !operation.path.includes('{id}'),
  );
  it.each(writes.map((o) => [label(o), o] as const))('%s refuses a viewer', async (_, operation) => {
    const { status, code } = await send(operation, own, viewerKey, true);
    expect([status, code]).toEqual([403, 'forbidden']);
  });

  it('lists only the own company', async () => {
    const { json } = await call('/companies');
    expect(json.data).toMatchObject([{ id: own.companyId }]);
  });
});

describe('the wire', () => {
  const unit = (name: string) => ({ company_id: own.companyId, name });
  const post = (name: string, headers: Record<string, string> = {}, as: string | null = key) =>
    call('/storage-units', { method: 'POST', body: unit(name), headers, as });

  it('says which shape was wrong, and what is not JSON, too large, unknown or not allowed', async () => {
    expect(await post('')).toMatchObject({ status: 422, code: 'validation_failed' });
    const raw = (body: string) => call('/storage-units', { method: 'POST', body });
    expect(await raw('{')).toMatchObject({ status: 400, code: 'malformed_json' });
    expect(await raw('[]')).toMatchObject({ status: 400, code: 'malformed_json' });
    expect(await raw(`"${'x'.repeat(1_048_577)}"`)).toMatchObject({ status: 413, code: 'payload_too_large' });
    expect(await call('/nothing')).toMatchObject({ status: 404, code: 'not_found' });
    expect(await call('/recipes/not-an-id')).toMatchObject({ status: 404, code: 'not_found' });
    const refused = await call('/storage-units', { method: 'PUT', body: {} });
    expect(refused).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(refused.headers.get('allow')).toBe('GET, POST');
  });

  it('names each request, with the id it was given when that is one', async () => {
    const given = await call('/companies', { headers: { 'x-request-id': 'abc-12345' } });
    expect(given.headers.get('x-request-id')).toBe('abc-12345');
    const odd = await call('/companies', { headers: { 'x-request-id': '<script>' } });
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('the path cannot be overruled by body or query', async () => {
    const made = await post(`Path ${v7()}`);
    const id = made.json.id as string;
    const body = { id: theirs['storage-units'], name: `New ${v7()}` };
    expect(await call(`/storage-units/${id}`, { method: 'PATCH', body })).toMatchObject({
      status: 200,
      json: { id },
    });
  });

  it('a session may read from anywhere and write only from our own pages', async () => {
    const token = await encode({ token: { sub: own.userId }, secret: SECRET });
    const cookie = { cookie: `other=1; bestellfix.session=${token}` };
    expect(await call('/companies', { as: null, headers: cookie })).toMatchObject({ status: 200 });
    const write = (headers: Record<string, string>) => post(`S ${v7()}`, { ...cookie, ...headers }, null);
    const refused = { status: 403, code: 'cross_origin_refused' };
    expect(await write({})).toMatchObject(refused);
    expect(await write({ origin: 'https://evil.example' })).toMatchObject(refused);
    expect(await write({ origin: ORIGIN, 'sec-fetch-site': 'cross-site' })).toMatchObject(refused);
    expect(await write({ origin: ORIGIN, 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 201 });
    expect(
      await call('/companies', { as: null, headers: { cookie: 'bestellfix.session=forged' } }),
    ).toMatchObject({ status: 401 });
  });

  it('a revoked or unknown key opens nothing', async () => {
    const made = await call('/api-keys', { method: 'POST', body: { company_id: own.companyId, name: 'k' } });
    const as = made.json.api_key as string;
    expect(await call('/companies', { as })).toMatchObject({ status: 200 });
    await call(`/api-keys/${made.json.id}`, { method: 'DELETE' });
    expect(await call('/companies', { as })).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(await call('/companies', { as: 'bfx_00000000_x' })).toMatchObject({ status: 401 });
  });

  it('answers match their contracts', async () => {
    for (const operation of OPERATIONS) {
      if (operation.method !== 'GET' || operation.path.includes('{') || operation.path.includes('lightspeed'))
        continue;
      const { status, json } = await send(operation, own, key, true).then((a) => a);
      // Filters of the sample name the other company's things: an empty list, never theirs.
      expect([label(operation), status]).toEqual([label(operation), 200]);
      expect(() => operation.output.parse(json)).not.toThrow();
    }
  });
});

describe('Idempotency-Key', () => {
  const make = (name: string, idempotencyKey: string) =>
    call('/storage-units', {
      method: 'POST',
      body: { company_id: own.companyId, name },
      headers: { 'idempotency-key': idempotencyKey },
    });

  it('gives the same answer again and writes once, also at once', async () => {
    const name = `Once ${v7()}`;
    const k = v7();
    const answers = await Promise.all(Array.from({ length: 5 }, () => make(name, k)));
    const good = answers.filter((a) => a.status === 201);
    expect(good.length).toBeGreaterThan(0);
    expect(new Set(good.map((a) => a.json.id)).size).toBe(1);
    for (const a of answers.filter((x) => x.status !== 201))
      expect(a.code).toBe('idempotency_key_in_progress');
    const again = await make(name, k);
    expect(again.json).toEqual(good[0]?.json);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await make(`Other ${v7()}`, k)).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  it('a refusal is not kept', async () => {
    const k = v7();
    expect(await make('', k)).toMatchObject({ status: 422 });
    expect(await make(`Now ${v7()}`, k)).toMatchObject({ status: 201 });
  });

  it('never keeps a new API key', async () => {
    const made = await call('/api-keys', {
      method: 'POST',
      body: { company_id: own.companyId, name: 'kept?' },
      headers: { 'idempotency-key': v7() },
    });
    const rows = JSON.stringify(await t.db.select().from(idempotencyKeys));
    expect(made.json.api_key).toMatch(/^bfx_/);
    expect(rows).not.toContain(made.json.api_key);
  });
});
