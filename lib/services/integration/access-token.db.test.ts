import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { findIntegration, insertIntegration } from '@/db/queries/integrations';
import { lightspeedIntegrations } from '@/db/schema/lightspeed';
import { companies } from '@/db/schema/people';
import { DomainError } from '@/lib/core/domain-error';
import type { PosTokens } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { FakePos } from '@/testing/fake-pos';
import { FakeClock, testContext } from '@/testing/fixtures/test-context';
import { posAuth } from './access-token';
import { keepTokensAlive } from './keep-tokens-alive';
import { expiryOf, sealTokens } from './sealed-tokens';

const t = suiteDatabase();
let otherProcess: Database;
let companyId: string;
let id: string;
let clock: FakeClock;
let refreshes: string[];
let answer: () => Promise<PosTokens>;

const pos = new FakePos({
  refresh: async ({ refreshToken }) => {
    refreshes.push(refreshToken);
    return answer();
  },
});
const context = (db: Database = t.db) =>
  testContext(db, { memberships: { [companyId]: 'system' }, kind: 'system', pos, clock });
const row = async () =>
  (await findIntegration(t.db, companyId, id)) as NonNullable<Awaited<ReturnType<typeof findIntegration>>>;
const change = (values: Partial<typeof lightspeedIntegrations.$inferInsert>) =>
  t.db.update(lightspeedIntegrations).set(values).where(eq(lightspeedIntegrations.id, id));

beforeAll(async () => {
  otherProcess = openDatabase(t.url, { max: 3 });
});
afterAll(async () => {
  await otherProcess.$client.end();
});
beforeEach(async () => {
  companyId = v7();
  id = v7();
  clock = new FakeClock();
  refreshes = [];
  let n = 1;
  answer = async () => {
    n++;
    return { accessToken: `a${n}`, refreshToken: `r${n}`, expiresIn: 1500, scope: 'items' };
  };
  await t.db.insert(companies).values({ id: companyId, name: 'Test' });
  const tokens = { accessToken: 'a1', refreshToken: 'r1', expiresIn: 1500, scope: 'items' };
  await insertIntegration(t.db, {
    id,
    companyId,
    name: 'Lightspeed',
    tokenCiphertext: sealTokens(context().vault, companyId, id, tokens),
    accessExpiresAt: expiryOf(tokens, clock.now()),
    tokensRenewedAt: clock.now(),
  });
});

describe('posAuth (R7)', () => {
  it('gives the stored token until 60 s before its end', async () => {
    clock.advance(1439_000);
    expect(await posAuth(context(), companyId, id).accessToken()).toBe('a1');
    clock.advance(2_000);
    expect(await posAuth(context(), companyId, id).accessToken()).toBe('a2');
    expect(refreshes).toEqual(['r1']);
    expect((await row()).refreshAttemptAt).toBeNull();
  });

  it('refreshes once for eight callers in two processes, and seals what it stores', async () => {
    const dbs = [t.db, otherProcess];
    const tokens = await Promise.all(
      Array.from({ length: 8 }, (_, i) => posAuth(context(dbs[i % 2]), companyId, id).accessToken('a1')),
    );
    expect(tokens).toEqual(Array(8).fill('a2'));
    expect(refreshes).toEqual(['r1']);
    const stored = await row();
    expect(stored.tokenVersion).toBe(2);
    expect(JSON.stringify(stored)).not.toMatch(/"a2|"r2/);
  });

  it('has its attempt on record while the call runs', async () => {
    let during: Date | null = null;
    answer = async () => {
      during = (await row()).refreshAttemptAt;
      return { accessToken: 'x', refreshToken: 'y', expiresIn: 1500, scope: '' };
    };
    await posAuth(context(), companyId, id).accessToken('a1');
    expect(during).toEqual(clock.now());
  });

  it('asks for a new consent on invalid_grant, and then no longer calls', async () => {
    answer = async () => {
      throw new DomainError('lightspeed_auth_failed', 'refused', { oauth_error: 'invalid_grant' });
    };
    const auth = posAuth(context(), companyId, id);
    await expect(auth.accessToken('a1')).rejects.toMatchObject({ code: 'lightspeed_auth_failed' });
    await expect(auth.accessToken()).rejects.toMatchObject({ code: 'lightspeed_auth_failed' });
    expect(refreshes).toHaveLength(1);
    expect((await row()).status).toBe('needs_reauthorization');
  });

  it('stays connected when our settings are wrong or Lightspeed is away, and recovers', async () => {
    const good = answer;
    for (const code of ['lightspeed_not_configured', 'lightspeed_api_error'] as const) {
      answer = async () => {
        throw new DomainError(code);
      };
      await expect(posAuth(context(), companyId, id).accessToken('a1')).rejects.toMatchObject({ code });
      expect(await row()).toMatchObject({ status: 'connected', lastErrorCode: code, refreshAttemptAt: null });
    }
    answer = good;
    expect(await posAuth(context(), companyId, id).accessToken('a1')).toBe('a2');
  });

  it('recognises a refresh lost in a crash without repeating it', async () => {
    await change({ refreshAttemptAt: clock.now() });
    clock.advance(60_000);
    await expect(posAuth(context(), companyId, id).accessToken('a1')).rejects.toMatchObject({
      code: 'lightspeed_api_error',
    });
    clock.advance(31_000);
    await expect(posAuth(context(), companyId, id).accessToken('a1')).rejects.toMatchObject({
      code: 'lightspeed_auth_failed',
    });
    expect(refreshes).toEqual([]);
    expect((await row()).status).toBe('needs_reauthorization');
  });

  it('does not overwrite a grant given while the refresh ran', async () => {
    const fresh = { accessToken: 'new', refreshToken: 'newer' };
    answer = async () => {
      await change({ tokenVersion: 2, tokenCiphertext: sealTokens(context().vault, companyId, id, fresh) });
      return { accessToken: 'stale', refreshToken: 'stale', expiresIn: 1500, scope: '' };
    };
    const auth = posAuth(context(), companyId, id);
    await expect(auth.accessToken('a1')).rejects.toMatchObject({ code: 'lightspeed_api_error' });
    expect(await auth.accessToken('a1')).toBe('new');
  });

  it('keeps idle tokens alive, and only those', async () => {
    const all = () => keepTokensAlive(context());
    await change({ tokensRenewedAt: new Date(clock.now().getTime() - 19 * 3600_000) });
    await all();
    expect(refreshes).toEqual([]);
    clock.advance(2 * 3600_000);
    await all();
    expect(refreshes).toContain('r1');
    expect((await row()).tokensRenewedAt).toEqual(clock.now());
  });
});
