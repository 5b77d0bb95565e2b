import { readdirSync } from 'node:fs';
import path from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaceMembershipUnits } from '@/db/queries/membership-units';
import { insertMembership, insertUser } from '@/db/queries/people';
import { type Reply, type Sent, testApi } from '@/testing/fixtures/api';
import { everythingOf, insertOneOfEach, type OneOfEach } from '@/testing/fixtures/one-of-each';
import { kindOf, pathParameters, sampleInput } from '@/testing/fixtures/sample-input';
import { testCompany } from '@/testing/fixtures/test-company';
import { scopesOf } from './key-scope';
import type { Operation } from './operation';
import { OPERATIONS } from './registry';

let api: Awaited<ReturnType<typeof testApi>>;
/** The first company owns what the second one's person and key try to reach. */
let first: { companyId: string; userId: string; things: OneOfEach };
let second: { companyId: string; userId: string; things: OneOfEach };
let asKey: Sent;
let asPerson: Sent;
/** A key where keys are let in at all, else a person. */
let asViewer: (operation: Operation) => Sent;
/** A stock keeper of the second company's storage unit, and of none. */
let asKeeper: Sent;
let asKeeperOfNone: Sent;

beforeAll(async () => {
  api = await testApi();
  const [one, two] = [await testCompany(api.db), await testCompany(api.db)];
  first = { ...one, things: await insertOneOfEach(api.db, one.companyId) };
  second = { ...two, things: await insertOneOfEach(api.db, two.companyId) };
  asKey = { as: await two.key() };
  const viewer = await insertUser(api.db, { email: 'viewer@test.example', passwordHash: 'none' });
  await insertMembership(api.db, { companyId: two.companyId, userId: viewer.id, role: 'viewer' });
  const [key, person] = [{ as: await two.key('viewer') }, { headers: await api.session(viewer.id) }];
  asViewer = (operation) => (scopesOf(operation) === 'person' ? person : key);
  asPerson = { headers: await api.session(two.userId) };
  const keeper = async (units: string[]) => {
    const { id: userId } = await insertUser(api.db, { email: `${v7()}@test.example`, passwordHash: 'none' });
    const of = { companyId: two.companyId, userId };
    await insertMembership(api.db, { ...of, role: 'stock_keeper' });
    await replaceMembershipUnits(api.db, of, units);
    return { headers: await api.session(userId) };
  };
  asKeeper = await keeper([second.things.storage_unit]);
  asKeeperOfNone = await keeper([]);
});
afterAll(() => api.close());

const label = (operation: Operation) => `${operation.method} ${operation.path}`;
const named = (operations: readonly Operation[]) => operations.map((o) => [label(o), o] as const);
/**
 * Those of no company: they answer for the asker alone. That nobody reaches another person's session is tried
 * in sessions.db.test.ts.
 */
const PERSONAL = new Set([
  'GET /companies',
  'POST /companies',
  'GET /session',
  'DELETE /session',
  'GET /sessions',
  'DELETE /sessions/{id}',
  'POST /sessions/end-others',
  'PUT /password',
  // Tried in account.db.test.ts.
  'PUT /address',
  'POST /address/confirm-again',
  'PUT /name',
  // Tried in invitation.db.test.ts.
  'POST /invitations/accept',
  // Tried in passkey.db.test.ts.
  'POST /second-factor/passkeys/options',
  'POST /second-factor/passkeys',
  'PATCH /second-factor/passkeys/{id}',
  'POST /second-factor/passkeys/{id}/remove',
  // Tried in deletion.db.test.ts.
  'POST /account/delete',
  'GET /second-factor',
  'POST /second-factor/app',
  'POST /second-factor/app/confirm',
  'POST /second-factor/app/remove',
  'POST /second-factor/recovery-codes',
]);
const COMPANIES = OPERATIONS.filter((o) => !o.isPublic && !PERSONAL.has(label(o)));
const WITH_THING = COMPANIES.filter((o) => pathParameters(o).length > 0);

function call(operation: Operation, input: Record<string, unknown>, ids: string[], sent: Sent) {
  const rest = [...ids];
  const at = operation.path
    .replace('{kind}', String(input.kind))
    .replace(/\{\w+\}/g, () => rest.shift() ?? '');
  const inQuery = operation.method === 'GET' || operation.method === 'DELETE';
  const query = inQuery ? `?${new URLSearchParams(input as Record<string, string>)}` : '';
  return api.call(`${at}${query}`, { method: operation.method, ...(!inQuery && { body: input }), ...sent });
}

/** The ids an owner of the things would put in the path. */
const idsFor = (operation: Operation, { things, userId }: typeof first) =>
  pathParameters(operation).map((name) =>
    name === 'user_id' ? userId : (things[kindOf(operation) as keyof OneOfEach] ?? v7()),
  );

/** What a person says for themselves in a company: whoever belongs to it may. */
const OWN_WRITES = ['PUT /notice-settings'];

describe('tenancy, for every operation of the registry (R3)', () => {
  it('has a kind of thing for every path with an id', () => {
    const unknown = WITH_THING.filter((o) => !pathParameters(o).includes('user_id') && !kindOf(o));
    expect(unknown.map(label)).toEqual([]);
  });

  describe.each(['key', 'person'] as const)('the other company’s %s', (who) => {
    const sent = () => (who === 'key' ? asKey : asPerson);
    /**
     * A key is refused what concerns people and keys before anything is looked for: it learns nothing either.
     */
    const isRefused = (operation: Operation) => who === 'key' && scopesOf(operation) === 'person';
    const expectRefusal = (reply: Reply, operation: Operation, otherwise: [number, string]) =>
      expect([reply.status, reply.code]).toEqual(isRefused(operation) ? [403, 'person_required'] : otherwise);

    it.each(named(COMPANIES))('%s: a company named is refused', async (_, operation) => {
      const input = { ...sampleInput(operation, first.things), company_id: first.companyId };
      const reply = await call(operation, input, idsFor(operation, first), sent());
      expectRefusal(reply, operation, [403, 'unauthorized_company_access']);
    });

    it.each(named(WITH_THING))('%s: a thing named is not there', async (_, operation) => {
      if (pathParameters(operation).includes('user_id')) {
        const input = { ...sampleInput(operation, second.things), company_id: second.companyId };
        const reply = await call(operation, input, [first.userId], sent());
        expectRefusal(reply, operation, [404, 'not_found']);
        return;
      }
      for (const id of Object.values(first.things)) {
        const ids = pathParameters(operation).map(() => id);
        const reply = await call(operation, sampleInput(operation, second.things), ids, sent());
        expectRefusal(reply, operation, [404, 'not_found']);
      }
    });

    it.each(named(COMPANIES))('%s: a thing named inside is not there', async (_, operation) => {
      const input = { ...sampleInput(operation, first.things), company_id: second.companyId };
      const isForeign = Object.values(first.things).some((id) => JSON.stringify(input).includes(id));
      if (!isForeign) return;
      const reply = await call(operation, input, idsFor(operation, second), sent());
      if (operation.method === 'GET')
        expect(JSON.stringify(reply.json)).not.toContain(first.things.ledger_entry);
      else expect(reply.status).toBeGreaterThanOrEqual(400);
    });
  });

  it.each(named(OPERATIONS.filter((o) => !o.isPublic)))('%s refuses nobody', async (_, operation) => {
    const input = { ...sampleInput(operation, first.things), company_id: first.companyId };
    const reply = await call(operation, input, idsFor(operation, first), {});
    expect([reply.status, reply.code]).toEqual([401, 'unauthenticated']);
  });

  const writes = COMPANIES.filter((o) => o.method !== 'GET' && !OWN_WRITES.includes(`${o.method} ${o.path}`));
  it.each(named(writes))('%s refuses a viewer', async (_, operation) => {
    const input = { ...sampleInput(operation, second.things), company_id: second.companyId };
    const reply = await call(operation, input, idsFor(operation, second), asViewer(operation));
    expect([reply.status, reply.code]).toEqual([403, 'forbidden']);
  });

  /**
   * All else is refused to a stock keeper: what is added is, until somebody says here that it is not (R53).
   */
  const KEEPERS: Record<string, 'any' | 'own unit'> = {
    'GET /storage-units': 'any',
    'GET /ingredients': 'any',
    'GET /period-lock': 'any',
    'GET /retention': 'any',
    'GET /company-deletion': 'any',
    'GET /stock/units': 'any',
    'GET /stock': 'own unit',
    'GET /ledger/balances': 'own unit',
    'GET /stock-counts': 'own unit',
    'GET /stock-counts/sheets': 'own unit',
    'POST /stock-counts/review': 'own unit',
    'POST /ledger/entries': 'own unit',
    'POST /ledger/batches': 'own unit',
  };
  const asked = (operation: Operation, unit: string) => ({
    ...sampleInput(operation, second.things),
    company_id: second.companyId,
    ...(KEEPERS[label(operation)] === 'own unit' && { storage_unit_id: unit }),
  });
  it.each(named(COMPANIES.filter((o) => !KEEPERS[label(o)])))(
    '%s refuses a stock keeper',
    async (_, operation) => {
      const ids = idsFor(operation, second);
      const reply = await call(operation, asked(operation, second.things.storage_unit), ids, asKeeper);
      expect([reply.status, reply.code]).toEqual([403, 'forbidden']);
    },
  );

  it.each(named(COMPANIES.filter((o) => KEEPERS[label(o)])))(
    '%s serves a stock keeper, and another’s storage unit to nobody',
    async (_, operation) => {
      const ids = idsFor(operation, second);
      const reply = await call(operation, asked(operation, second.things.storage_unit), ids, asKeeper);
      expect([reply.status, reply.code]).toEqual([reply.status < 300 ? reply.status : 200, undefined]);
      const none = await call(operation, asked(operation, second.things.storage_unit), ids, asKeeperOfNone);
      if (KEEPERS[label(operation)] === 'own unit') {
        expect([none.status, none.code]).toEqual([403, 'forbidden']);
        if (operation.method !== 'GET') return;
        const all = await call(operation, { company_id: second.companyId }, ids, asKeeper);
        expect(all.code).toBe('storage_unit_required');
      } else expect(JSON.stringify(none.json)).not.toContain(second.things.storage_unit);
    },
  );

  it('leaves the first company as it was, and lists none of it', async () => {
    const before = await everythingOf(api.db, first.companyId);
    expect(before.length).toBeGreaterThan(10);
    for (const operation of COMPANIES) {
      for (const sent of [asKey, asPerson]) {
        const input = { ...sampleInput(operation, first.things), company_id: first.companyId };
        await call(operation, input, idsFor(operation, first), sent);
        await call(operation, sampleInput(operation, first.things), idsFor(operation, first), sent);
      }
    }
    expect(await everythingOf(api.db, first.companyId)).toEqual(before);
    const companies = await api.call('/companies', asPerson);
    expect(companies.json.data.map((company: { id: string }) => company.id)).toEqual([second.companyId]);
  });
});

it('knows every route beside the registry; whoever adds one says here why it needs no company', () => {
  const root = path.resolve('app/api');
  const routes = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('route.ts'),
  );
  expect(routes.sort()).toEqual([
    '[...path]/route.ts', // refuses every address that is none of ours
    'auth/[...nextauth]/route.ts', // signs in and out
    'health/live/route.ts', // says nothing of anyone
    'health/ready/route.ts', // says nothing of anyone
    'health/route.ts', // says nothing of anyone
    'inngest/route.ts', // the job server's, signed by its key
    'lightspeed/callback/route.ts', // a state of one person and company, tested with the integration services
    'v1/[[...path]]/route.ts', // the registry
    'v1/openapi.json/route.ts', // says nothing of anyone
  ]);
});
