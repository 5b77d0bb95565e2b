import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockRecordedTimes } from '@/db/locks';
import { idempotencyKeys } from '@/db/schema/people';
import { someoneAwaitsLock } from '@/testing/database/awaits-lock';
import { type Sent, testApi } from '@/testing/fixtures/api';
import { insertOneOfEach, type OneOfEach } from '@/testing/fixtures/one-of-each';
import { testCompany } from '@/testing/fixtures/test-company';

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

const write = (path: string, body: unknown, idempotencyKey: string, sent: Sent = {}) =>
  api.call(path, {
    method: 'POST',
    body,
    as: key,
    ...sent,
    headers: { 'idempotency-key': idempotencyKey, ...sent.headers },
  });
/** A receipt has no name that would refuse a second one: only the key can. */
const receipt = (idempotencyKey: string, quantity = '2') => {
  const where = { ingredient_id: things.ingredient, storage_unit_id: things.storage_unit };
  const body = { company_id: own.companyId, type: 'RECEIPT', ...where, quantity, date: '2026-03-02' };
  return write('/ledger/entries', body, idempotencyKey);
};
const received = async () => {
  const at = `/ledger/entries?company_id=${own.companyId}&from=2026-03-02&limit=500`;
  return (await api.call(at, { as: key })).json.data.length as number;
};
/** The key as a process that died left it: taken, never answered. */
const abandon = (idempotencyKey: string, createdAt: Date) =>
  api.db
    .update(idempotencyKeys)
    .set({ status: null, response: null, createdAt })
    .where(eq(idempotencyKeys.key, idempotencyKey));

describe('Idempotency-Key', () => {
  it('does it once and answers alike, also at once', async () => {
    const k = v7();
    const before = await received();
    const answers = await Promise.all(Array.from({ length: 5 }, () => receipt(k)));
    expect(answers.map((a) => a.status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((a) => JSON.stringify(a.json))).size).toBe(1);
    expect(answers.filter((a) => a.headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await receipt(k)).toMatchObject({ status: 201, json: answers[0]?.json });
    expect(await received()).toBe(before + 1);
  });

  it('refuses the key for another request, and nobody else’s key is in the way', async () => {
    const k = v7();
    await receipt(k);
    expect(await receipt(k, '3')).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    const body = { company_id: own.companyId, name: `Unit ${v7()}` };
    expect(await write('/storage-units', body, k)).toMatchObject({ code: 'idempotency_key_reused' });
    const headers = await api.session(own.userId);
    expect(await write('/storage-units', body, k, { as: null, headers })).toMatchObject({ status: 201 });
  });

  it('does not keep a refusal', async () => {
    const k = v7();
    expect(await receipt(k, '0')).toMatchObject({ status: 422, code: 'validation_failed' });
    expect(await receipt(k)).toMatchObject({ status: 201 });
    for (const bad of ['', ' ', 'x'.repeat(201)])
      expect(await receipt(bad)).toMatchObject({ status: 422, code: 'validation_failed' });
  });

  it('never keeps a new API key', async () => {
    const k = v7();
    const body = { company_id: own.companyId, name: 'kept?' };
    const asPerson = { as: null, headers: await api.session(own.userId) };
    const made = await write('/api-keys', body, k, asPerson);
    expect(made.json.api_key).toMatch(/^bfx_/);
    expect(JSON.stringify(await api.db.select().from(idempotencyKeys))).not.toContain(made.json.api_key);
    // The description says so too: `call` holds every answer against it.
    const again = await write('/api-keys', body, k, asPerson);
    expect(again).toMatchObject({ status: 201, json: { ...made.json, api_key: null } });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('commits the change and its answer together: a crash before that leaves neither', async () => {
    const k = v7();
    const before = await received();
    const taken = () => api.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, k));
    const { request } = await api.db.transaction(async (tx) => {
      // The lock every writer of the company takes with its first entry: the request stops between key and
      // answer.
      await lockRecordedTimes(tx, own.companyId);
      const stopped = receipt(k);
      await someoneAwaitsLock(api.db);
      expect([await taken(), await received()]).toEqual([[], before]);
      return { request: stopped };
    });
    expect(await request).toMatchObject({ status: 201 });
    expect([(await taken()).length, await received()]).toEqual([1, before + 1]);
  });

  it('where work reaches beyond the database, a lost answer frees the key after ten minutes', async () => {
    const k = v7();
    const toggle = () => write(`/locations/${things.location}/deactivate`, {}, k);
    const first = await toggle();
    expect(first.status).toBe(200);
    await abandon(k, new Date());
    expect(await toggle()).toMatchObject({ status: 409, code: 'idempotency_key_in_progress' });
    await abandon(k, new Date(Date.now() - 11 * 60_000));
    expect(await toggle()).toMatchObject({ status: 200 });
    expect((await toggle()).headers.get('idempotency-replayed')).toBe('true');
  });

  it('signs up once for the same request, and shares nothing between strangers', async () => {
    const k = v7();
    const person = { email: `${v7()}@test.example`, password: 'a long password' };
    const signUp = (body: unknown) => write('/sign-up', body, k, { as: null });
    const made = await signUp(person);
    const again = await signUp(person);
    expect(again).toMatchObject({ status: 201, json: made.json });
    const other = await signUp({ ...person, password: 'another password' });
    expect(other).toMatchObject({ status: 409, code: 'email_taken' });
  });
});
