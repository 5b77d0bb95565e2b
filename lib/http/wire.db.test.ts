import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeys } from '@/db/schema/people';
import { ORIGIN, type Sent, send, testApi } from '@/testing/fixtures/api';
import { insertOneOfEach, type OneOfEach } from '@/testing/fixtures/one-of-each';
import { testCompany } from '@/testing/fixtures/test-company';
import { handleApiRequest } from './handle-api-request';
import { OPERATIONS } from './registry';

let api: Awaited<ReturnType<typeof testApi>>;
let own: Awaited<ReturnType<typeof testCompany>>;
let key: string;
let things: OneOfEach;

beforeAll(async () => {
  api = await testApi();
  own = await testCompany(api.db);
  things = await insertOneOfEach(api.db, own.companyId);
  key = await own.key();
});
afterAll(() => api.close());

const call = (path: string, sent: Sent = {}) => api.call(path, { as: key, ...sent });
/** As the owner in person: people and keys are administered by people. */
const callAsOwner = async (path: string, sent: Sent = {}) =>
  api.call(path, { headers: await api.session(own.userId), ...sent });
const post = (name: unknown, sent: Sent = {}) =>
  call('/storage-units', { method: 'POST', body: { company_id: own.companyId, name }, ...sent });
const raw = (body: string, headers: Record<string, string> = {}) =>
  call('/storage-units', { method: 'POST', body, headers });

describe('refusals (R34)', () => {
  it('say which shape was wrong', async () => {
    const refused = await post('');
    expect(refused).toMatchObject({ status: 422, code: 'validation_failed' });
    expect(refused.json.error.details.issues).toEqual([{ path: 'name', message: expect.any(String) }]);
    expect(await call('/storage-units')).toMatchObject({ status: 422, code: 'validation_failed' });
    const dashes = Buffer.from(JSON.stringify(['a', '-'.repeat(36)])).toString('base64url');
    const list = `/ingredients?company_id=${own.companyId}`;
    for (const query of [
      'limit=0',
      'limit=501',
      'limit=x',
      'cursor=x',
      `cursor=${dashes}`,
      'include_archived=maybe',
    ]) {
      expect(await call(`${list}&${query}`)).toMatchObject({ status: 422, code: 'validation_failed' });
    }
  });

  it('say what is not JSON, of another type or too large', async () => {
    for (const body of ['{', '[]', '"text"', 'null', '1'])
      expect(await raw(body)).toMatchObject({ status: 400, code: 'malformed_json' });
    const type = (value: string) => raw(JSON.stringify({}), { 'content-type': value });
    expect(await type('text/plain')).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    expect(await type('application/x-www-form-urlencoded')).toMatchObject({ status: 415 });
    expect(await type('application/json; charset=utf-8')).toMatchObject({ status: 422 });
    expect(await type('application/problem+json')).toMatchObject({ status: 422 });
    expect(await raw(`"${'x'.repeat(1_048_577)}"`)).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  it('say what is not there or cannot be done there', async () => {
    for (const path of ['', '/', '/nothing', '/recipes/not-an-id', `/recipes/${v7()}`, `/recipes/${v7()}/x`])
      expect(await call(path)).toMatchObject({ status: 404, code: 'not_found' });
    const refused = await call('/storage-units', { method: 'PUT', body: {} });
    expect(refused).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(refused.headers.get('allow')).toBe('GET, POST');
  });

  it('say that a value fits no column, instead of failing', async () => {
    expect(await post('a\u0000b')).toMatchObject({ status: 422, code: 'validation_failed' });
    expect(await call(`/ingredients?company_id=${own.companyId}&search=%00`)).toMatchObject({ status: 422 });
    const huge = '999999999999999';
    const receipt = { company_id: own.companyId, type: 'RECEIPT', quantity: huge, unit_cost: huge };
    const where = { ingredient_id: things.ingredient, storage_unit_id: things.storage_unit };
    const entry = { ...receipt, ...where, date: '2026-03-01' };
    expect(await call('/ledger/entries', { method: 'POST', body: entry })).toMatchObject({
      status: 422,
      code: 'validation_failed',
    });
    const at = { ...entry, quantity: '1', date: '0000-01-01' };
    expect(await call('/ledger/entries', { method: 'POST', body: at })).toMatchObject({ status: 422 });
  });

  it('say that a moment has a time zone that is none', async () => {
    const path = `/ledger/balances?company_id=${own.companyId}&known_at=2026-03-01T12:00:00`;
    for (const zone of ['%2B23:44', '-16:00']) {
      expect(await call(`${path}${zone}`)).toMatchObject({ status: 422, code: 'validation_failed' });
    }
    for (const zone of ['Z', '%2B14:00', '-12:00', '%2B05:45']) {
      expect(await call(`${path}${zone}`)).toMatchObject({ status: 200 });
    }
  });

  it('say that a name has control characters; what nobody sees of it is dropped', async () => {
    for (const control of ['\u001b[31m', '\u0085', '\u007f', '\n', '\u2028']) {
      expect(await post(`a${control}b`)).toMatchObject({ status: 422, code: 'validation_failed' });
    }
    const kept = `Küche 👩‍🍳 ${v7()}`;
    const turned = await post(`\u202e${kept.slice(0, 3)}\u200b${kept.slice(3)}\u200d\ufeff`);
    expect(turned).toMatchObject({ status: 201, json: { name: kept } });
    expect(await post(`${kept}\u2066`)).toMatchObject({ status: 409, code: 'name_taken' });
    expect(await post('\u200b\u2060')).toMatchObject({ status: 422 });
  });

  it('of the unforeseen tell a request id and nothing else', async () => {
    await api.owner.execute(sql`alter table void_reason_versions rename to void_reason_versions_gone`);
    try {
      const path = `/waste-reasons?company_id=${own.companyId}`;
      const failed = await call(path, { headers: { 'x-request-id': 'abc-12345' } });
      expect(failed).toMatchObject({ status: 500, code: 'internal_error' });
      expect(failed.json.error).toEqual({
        code: 'internal_error',
        message: 'an unexpected error',
        details: { request_id: 'abc-12345' },
      });
    } finally {
      await api.owner.execute(sql`alter table void_reason_versions_gone rename to void_reason_versions`);
    }
  });
});

it('names each request, with the id it was given when that is one', async () => {
  const given = await call('/companies', { headers: { 'x-request-id': 'abc-12345' } });
  expect(given.headers.get('x-request-id')).toBe('abc-12345');
  const odd = await call('/companies', { headers: { 'x-request-id': '<script>' } });
  expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(odd.headers.get('cache-control')).toBe('no-store');
});

it('the path cannot be overruled by body or query', async () => {
  const { id } = (await post(`Path ${v7()}`)).json;
  const body = { id: things.storage_unit, name: `New ${v7()}` };
  expect(await call(`/storage-units/${id}`, { method: 'PATCH', body })).toMatchObject({
    status: 200,
    json: { id, name: body.name },
  });
});

describe('who asks', () => {
  it('a session may read from anywhere and write only from our own pages', async () => {
    const { cookie } = await api.session(own.userId);
    const headers = { cookie: `other=1; ${cookie}` };
    expect(await call('/companies', { as: null, headers })).toMatchObject({ status: 200 });
    const write = (more: Record<string, string>) =>
      post(`S ${v7()}`, { as: null, headers: { ...headers, ...more } });
    const refused = { status: 403, code: 'cross_origin_refused' };
    expect(await write({})).toMatchObject(refused);
    expect(await write({ origin: 'https://evil.example' })).toMatchObject(refused);
    expect(await write({ origin: 'null' })).toMatchObject(refused);
    expect(await write({ origin: ORIGIN, 'sec-fetch-site': 'cross-site' })).toMatchObject(refused);
    expect(await write({ origin: ORIGIN, 'sec-fetch-site': 'same-site' })).toMatchObject(refused);
    expect(await write({ origin: ORIGIN, 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 201 });
    for (const value of ['forged', '%', '%E0%A4%A', '%00']) {
      const forged = { cookie: `bestellfix.session=${value}` };
      expect(await call('/companies', { as: null, headers: forged })).toMatchObject({ status: 401 });
    }
  });

  it("one's own host is no origin of ours unless it is that of APP_URL, on this machine under each of its names", async () => {
    const { cookie } = await api.session(own.userId);
    const from = (origin: string, host: string) =>
      post(`S ${v7()}`, { as: null, headers: { cookie, origin, host } });
    expect(await from('http://evil.example', 'evil.example')).toMatchObject({ code: 'cross_origin_refused' });
    expect(await from('http://localhost:3001', 'localhost:3001')).toMatchObject({
      code: 'cross_origin_refused',
    });
    expect(await from('https://localhost:3000', 'localhost:3000')).toMatchObject({
      code: 'cross_origin_refused',
    });
    expect(await from('http://127.0.0.1:3000', '127.0.0.1:3000')).toMatchObject({ status: 201 });
  });

  it('signs up, in and out', async () => {
    const person = { email: `${v7()}@test.example`, password: 'a long password', name: 'P' };
    const begin = (path: string, body: unknown, headers = {}) =>
      call(path, { method: 'POST', as: null, body, headers });
    const made = await begin('/sign-up', person);
    expect(made).toMatchObject({ status: 201, json: { email: person.email, name: 'P' } });
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(await begin('/session', person, evil)).toMatchObject({ code: 'cross_origin_refused' });
    const signedIn = await begin('/session', person);
    expect(signedIn).toMatchObject({ status: 200, json: { id: made.json.id } });
    const setCookie = signedIn.headers.get('set-cookie') ?? '';
    expect(setCookie).toMatch(/HttpOnly; SameSite=Lax$/);
    const headers = { cookie: setCookie.split(';')[0] as string, origin: ORIGIN };
    const me = await call('/session', { as: null, headers });
    expect(me.json).toEqual({ user: made.json, memberships: [] });
    const company = await call('/companies', { method: 'POST', as: null, headers, body: { name: 'Mine' } });
    expect(company).toMatchObject({ status: 201, json: { name: 'Mine', role: 'owner' } });
    const out = await call('/session', { method: 'DELETE', as: null, headers });
    expect(out.headers.get('set-cookie')).toMatch(/^bestellfix\.session=; .*Max-Age=0/);
  });

  it('a key is kept as a hash, acts in one company with one role, and opens nothing once revoked', async () => {
    const body = { company_id: own.companyId, name: 'k', role: 'viewer' };
    const made = await callAsOwner('/api-keys', { method: 'POST', body });
    const as = made.json.api_key as string;
    expect(JSON.stringify(await api.db.select().from(apiKeys))).not.toContain(as);
    const list = await callAsOwner(`/api-keys?company_id=${own.companyId}&limit=1`);
    expect(list.json.data).toHaveLength(1);
    expect(JSON.stringify(list.json)).not.toContain(as);
    const memberships = [{ company_id: own.companyId, role: 'viewer' }];
    expect(await call('/session', { as })).toMatchObject({ json: { user: null, memberships } });
    expect(await post('No', { as })).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await call('/companies', { method: 'POST', body: { name: 'No' } })).toMatchObject({ status: 403 });
    await callAsOwner(`/api-keys/${made.json.id}`, { method: 'DELETE' });
    expect(await call('/companies', { as })).toMatchObject({ status: 401, code: 'unauthenticated' });
    for (const authorization of ['Bearer bfx_00000000_x', 'Bearer', `Basic ${key}`, key]) {
      const refused = await call('/companies', { as: null, headers: { authorization } });
      expect(refused).toMatchObject({ status: 401, code: 'unauthenticated' });
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    }
  });
});

describe('lists', () => {
  it('every list without an id answers its contract', async () => {
    const lists = OPERATIONS.filter((o) => o.method === 'GET' && !o.path.includes('{'));
    for (const { path } of lists) {
      const sample = `company_id=${own.companyId}&ingredient_id=${things.ingredient}&from=2026-01-01&to=2026-03-01`;
      if (path.endsWith('authorize-url')) continue;
      expect([path, (await callAsOwner(`${path}?${sample}`)).status]).toEqual([path, 200]);
    }
  });

  it('go on where the cursor says, without losing or repeating one', async () => {
    const names = ['a', 'B', 'c', 'D', 'e'].map((letter) => `${letter} page`);
    for (const name of names) {
      const body = { company_id: own.companyId, name, base_unit: 'kg' };
      expect(await call('/ingredients', { method: 'POST', body })).toMatchObject({ status: 201 });
    }
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const at = `/ingredients?company_id=${own.companyId}&search=page&limit=2${cursor}`;
      const { data, next_cursor } = (await call(at)).json;
      seen.push(...data.map((row: { name: string }) => row.name));
      if (next_cursor === null) break;
      expect(data).toHaveLength(2);
      cursor = `&cursor=${encodeURIComponent(next_cursor)}`;
    }
    expect(seen).toEqual(names);
  });

  it('members and keys too', async () => {
    const first = await callAsOwner(`/api-keys?company_id=${own.companyId}&limit=1`);
    const cursor = encodeURIComponent(first.json.next_cursor);
    const second = await callAsOwner(`/api-keys?company_id=${own.companyId}&limit=1&cursor=${cursor}`);
    expect(second.json.data[0].id).not.toBe(first.json.data[0].id);
    expect(await callAsOwner(`/members?company_id=${own.companyId}`)).toMatchObject({
      status: 200,
      json: { data: [{ user_id: own.userId, role: 'owner' }], next_cursor: null },
    });
  });
});

it('HEAD answers as GET would', async () => {
  const reply = await send(handleApiRequest, '/companies', { method: 'HEAD', as: key });
  expect(reply.status).toBe(200);
});
