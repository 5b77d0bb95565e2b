import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiKeys } from '@/db/schema/people';
import { testApi } from '@/testing/fixtures/api';
import { testCompany } from '@/testing/fixtures/test-company';

/** An owner's key must never reach further than that owner does now (R2). */
const PASSWORD = 'a long password';
let api: Awaited<ReturnType<typeof testApi>>;
let companyId: string;
let founder: string;

beforeAll(async () => {
  api = await testApi();
  ({ companyId, userId: founder } = await testCompany(api.db));
});
afterAll(() => api.close());

const as = async (userId: string, method: string, path: string, body: Record<string, unknown> = {}) =>
  api.call(path, { method, body: { company_id: companyId, ...body }, headers: await api.session(userId) });
const makeKey = async (userId: string, more: Record<string, unknown> = {}) =>
  (await as(userId, 'POST', '/api-keys', { name: 'Key', role: 'owner', ...more })).json;
const read = (key: string) => api.call(`/ingredients?company_id=${companyId}`, { as: key });
const write = (key: string, name: string) =>
  api.call('/storage-units', { method: 'POST', body: { company_id: companyId, name }, as: key });

describe('a key and the person who made it', () => {
  let second: string;
  let key: { id: string; api_key: string };

  beforeEach(async () => {
    const email = `${crypto.randomUUID()}@test.example`;
    const signedUp = await api.call('/sign-up', { method: 'POST', body: { email, password: PASSWORD } });
    second = signedUp.json.id;
    await as(founder, 'POST', '/members', { email, role: 'owner' });
    key = await makeKey(second);
  });

  it('opens nothing any more when its maker has been removed, and adds nobody', async () => {
    expect((await read(key.api_key)).status).toBe(200);
    await as(founder, 'DELETE', `/members/${second}`);
    expect(await read(key.api_key)).toMatchObject({ status: 401, code: 'unauthenticated' });
    const rows = (
      await api.call(`/api-keys?company_id=${companyId}`, { headers: await api.session(founder) })
    ).json.data as { id: string; role: string; effective_role: string | null }[];
    expect(rows.find((row) => row.id === key.id)).toMatchObject({ role: 'owner', effective_role: null });
  });

  it('is demoted with its maker, at its next use', async () => {
    await as(founder, 'PATCH', `/members/${second}`, { role: 'viewer' });
    expect((await read(key.api_key)).status).toBe(200);
    expect(await write(key.api_key, 'A viewer makes none')).toMatchObject({ status: 403, code: 'forbidden' });
    const { json } = await api.call('/session', { as: key.api_key });
    expect(json.memberships).toEqual([{ company_id: companyId, role: 'viewer' }]);
  });

  it('that nobody made opens nothing', async () => {
    await api.db.update(apiKeys).set({ createdBy: null }).where(eq(apiKeys.id, key.id));
    expect(await read(key.api_key)).toMatchObject({ status: 401 });
  });
});

describe('a key', () => {
  it('administers neither people nor keys, not even an owner’s', async () => {
    const { api_key } = await makeKey(founder);
    const body = { company_id: companyId, email: 'any@test.example', role: 'owner', name: 'k' };
    for (const [method, path] of [
      ['POST', '/members'],
      ['PATCH', `/members/${founder}`],
      ['DELETE', `/members/${founder}`],
      ['GET', `/members?company_id=${companyId}`],
      ['POST', '/api-keys'],
      ['GET', `/api-keys?company_id=${companyId}`],
      ['POST', '/companies'],
    ] as const)
      expect([path, (await api.call(path, { method, body, as: api_key })).code]).toEqual([
        path,
        'person_required',
      ]);
  });

  it('does what its scopes say and no more', async () => {
    const reader = await makeKey(founder, { scopes: ['read'] });
    expect(reader.scopes).toEqual(['read']);
    expect((await read(reader.api_key)).status).toBe(200);
    expect(await write(reader.api_key, 'No')).toMatchObject({ status: 403, code: 'key_scope_missing' });
    const writer = await makeKey(founder, { scopes: ['setup'] });
    expect((await write(writer.api_key, 'Cellar')).status).toBe(201);
    expect(await read(writer.api_key)).toMatchObject({ status: 403, code: 'key_scope_missing' });
    const entry = { company_id: companyId, type: 'WASTE', quantity: '1', date: '2026-01-01' };
    const ids = { ingredient_id: crypto.randomUUID(), storage_unit_id: crypto.randomUUID() };
    expect(
      await api.call('/ledger/entries', {
        method: 'POST',
        body: { ...entry, ...ids },
        as: writer.api_key,
      }),
    ).toMatchObject({ status: 403, code: 'key_scope_missing' });
  });

  it('ends when it was said to end, and is not made to have ended already', async () => {
    const key = await makeKey(founder, { expires_at: '2999-01-01T00:00:00+01:00' });
    expect(key.expires_at).toBe('2998-12-31T23:00:00.000Z');
    expect((await read(key.api_key)).status).toBe(200);
    await api.db
      .update(apiKeys)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(apiKeys.id, key.id));
    expect(await read(key.api_key)).toMatchObject({ status: 401, code: 'unauthenticated' });
    const late = await as(founder, 'POST', '/api-keys', { name: 'Late', expires_at: '2020-01-01T00:00:00Z' });
    expect(late).toMatchObject({ status: 422, code: 'validation_failed' });
  });
});
