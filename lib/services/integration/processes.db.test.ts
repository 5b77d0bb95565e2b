import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { findIntegration, insertIntegration } from '@/db/queries/integrations';
import { companies } from '@/db/schema/people';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { approvedCode } from '@/lib/lightspeed/simulator/approve-consent';
import { type Simulator, startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { createLog } from '@/lib/platform/log';
import { createVault } from '@/lib/platform/vault';
import type { PosGateway } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { FakeClock, TEST_VAULT_KEYS, testContext } from '@/testing/fixtures/test-context';
import type { CallOrder, CallReport } from '@/testing/processes/call-lightspeed';
import { posAuth } from './access-token';
import { getIntegration } from './get-integration';
import { keepTokensAlive } from './keep-tokens-alive';
import { expiryOf, sealTokens } from './sealed-tokens';

const REDIRECT = 'http://localhost:3000/api/lightspeed/callback';
const PROCESSES = 8;
const ACCESS_SECONDS = 3;
const DELAY_MS = 40;

const database = suiteDatabase();
let simulator: Simulator;
let companyId: string;
let integrationId: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  return async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await simulator.stop();
  };
});

const gateway = (clientSecret = simulator.clientSecret): PosGateway =>
  createLightspeedGateway({
    ...simulator,
    clientSecret,
    scopes: 'financial-api items offline_access',
    log: createLog('silent'),
    wait: async () => undefined,
  });
const context = (clock = new FakeClock(new Date()), pos = gateway()) =>
  testContext(database.db, { memberships: { [companyId]: 'system' }, kind: 'system', pos, clock });

/** One integration with a real grant of the simulator. */
async function connect(accessSeconds = 1500, accessExpiresAt?: Date): Promise<void> {
  simulator = await startSimulator({ delayMs: DELAY_MS, accessSeconds });
  const pos = gateway();
  const code = await approvedCode(pos.authorizeUrl({ state: 's', redirectUri: REDIRECT }));
  const tokens = await pos.exchangeCode({ code, redirectUri: REDIRECT });
  companyId = v7();
  integrationId = v7();
  await database.db.insert(companies).values({ id: companyId, name: 'Test' });
  await insertIntegration(database.db, {
    id: integrationId,
    companyId,
    name: 'Till',
    tokenCiphertext: sealTokens(createVault(TEST_VAULT_KEYS), companyId, integrationId, tokens),
    accessExpiresAt: accessExpiresAt ?? expiryOf(tokens, new Date()),
    tokensRenewedAt: new Date(),
  });
}

/**
 * Starts processes and lets them begin together; answers what each reports, or undefined for one that was
 * killed.
 */
async function run(count: number, task: CallOrder['task'], milliseconds: number) {
  const file = path.resolve('testing/processes/call-lightspeed.ts');
  const started = Array.from({ length: count }, () => fork(file, [], { execArgv: ['--import', 'tsx'] }));
  children.push(...started);
  await Promise.all(started.map((child) => new Promise((resolve) => child.once('message', resolve))));
  const { apiUrl, authorizeUrl, tokenUrl, clientId, clientSecret } = simulator;
  const host = { apiUrl, authorizeUrl, tokenUrl, clientId, clientSecret };
  const order: CallOrder = { databaseUrl: database.url, companyId, integrationId, host, task, milliseconds };
  return Promise.all(
    started.map(
      (child) =>
        new Promise<CallReport | undefined>((resolve) => {
          child.once('message', (report: CallReport) => resolve(report));
          child.once('exit', () => resolve(undefined));
          child.send(order);
        }),
    ),
  );
}
const row = () => findIntegration(database.db, companyId, integrationId);
const tokenCalls = () =>
  simulator.control.requests.filter((request) => request.path.endsWith('/token')).length;

describe('several processes, one integration', () => {
  it('eight use each refresh token once, no call fails, none waits long, never more than four requests (R7, R10)', async () => {
    await connect(ACCESS_SECONDS);
    const before = tokenCalls();
    const reports = await run(PROCESSES, 'call', 8000);
    expect(reports.map((report) => report?.errors)).toEqual(Array(PROCESSES).fill([]));
    for (const report of reports) expect(report?.calls).toBeGreaterThan(3);
    const { refreshes, spent } = simulator.control.tokenUses;
    expect(spent).toBe(0);
    expect(refreshes).toBe(tokenCalls() - before);
    // A token of three seconds is renewed when a third of it is left.
    expect(refreshes).toBeGreaterThanOrEqual(2);
    expect(refreshes).toBeLessThanOrEqual(8);
    expect((await row())?.tokenVersion).toBe(refreshes + 1);
    const longest = Math.max(...reports.map((report) => report?.longestWaitMs ?? 0));
    expect(longest).toBeLessThan(ACCESS_SECONDS * 1000);
    expect(simulator.control.load.most).toBeLessThanOrEqual(4);
    expect(simulator.control.load.most).toBeGreaterThan(1);
  });

  it('killed between the answer and the commit: a clear need for a new consent, not a loop (R7)', async () => {
    await connect(1500, new Date(0));
    expect(await run(1, 'die', 1)).toEqual([undefined]);
    expect((await row())?.refreshAttemptAt).not.toBeNull();
    const calls = tokenCalls();
    const clock = new FakeClock(new Date(Date.now() + 60_000));
    const auth = posAuth(context(clock), companyId, integrationId);
    await expect(auth.accessToken()).rejects.toMatchObject({ code: 'lightspeed_api_error' });
    clock.advance(60_000);
    for (let again = 0; again < 3; again++)
      await expect(auth.accessToken()).rejects.toMatchObject({ code: 'lightspeed_auth_failed' });
    expect(tokenCalls()).toBe(calls);
    expect(await getIntegration(context(clock), { company_id: companyId })).toMatchObject({
      status: 'needs_reauthorization',
      last_error_code: 'lightspeed_auth_failed',
      is_failing: true,
    });
  });

  it('a wrong client secret disconnects nobody (R7)', async () => {
    await connect();
    const later = new FakeClock(new Date(Date.now() + 3_600_000));
    const wrong = posAuth(context(later, gateway('wrong')), companyId, integrationId);
    await expect(wrong.accessToken()).rejects.toMatchObject({ code: 'lightspeed_not_configured' });
    expect(await row()).toMatchObject({ status: 'connected', lastErrorCode: 'lightspeed_not_configured' });
    await expect(posAuth(context(later), companyId, integrationId).accessToken()).resolves.toBeTruthy();
  });

  it('keys rotate while calls go on: both keys, then all sealed anew, then the old key is gone (R6)', async () => {
    await connect();
    const fresh = `new:${Buffer.alloc(32, 9).toString('base64')}`;
    const withKeys = (keys: string) => ({ ...context(), vault: createVault(keys) });
    const read = (keys: string) => posAuth(withKeys(keys), companyId, integrationId).accessToken();
    const token = await read(TEST_VAULT_KEYS);
    await expect(read(fresh)).rejects.toThrow(/not in TOKEN_ENCRYPTION_KEYS/);
    const both = `${fresh},${TEST_VAULT_KEYS}`;
    expect(await read(both)).toBe(token);
    const [job] = await Promise.all([keepTokensAlive(withKeys(both)), read(both), read(both)]);
    // The database holds the other tests' integrations too.
    expect(job).toMatchObject({ resealed: expect.any(Number), renewed: 0, failed: 0 });
    expect((await row())?.tokenCiphertext).toMatch(/^v1\.new\./);
    expect(await read(fresh)).toBe(token);
    expect(await keepTokensAlive(withKeys(fresh))).toMatchObject({ resealed: 0 });
  });
});
