import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { isClockSet } from '@/scripts/stack/set-clock';
import { type Reply, testApi } from '@/testing/fixtures/api';
import { testCompany } from '@/testing/fixtures/test-company';

const DIGESTS = 30;
const LONG_MS = 120_000;
let api: Awaited<ReturnType<typeof testApi>>;
let company: { companyId: string; key: string };
let other: typeof company;

beforeAll(async () => {
  api = await testApi({ DATABASE_REPORT_TIMEOUT: '0' });
  const make = async () => {
    const made = await testCompany(api.db);
    return { companyId: made.companyId, key: await made.key() };
  };
  [company, other] = [await make(), await make()];
});
afterAll(() => api.close());

const get = (path: string, of = company): Promise<Reply> =>
  api.call(`${path}?company_id=${of.companyId}`, { as: of.key });
const digest = (of = company) => get('/ledger/digest', of);

/** Sessions of this database that wait for the ledger's lock, by the name of their pool. */
const waiting = async () => {
  const rows = await api.owner.execute<{ name: string; n: number }>(
    sql`select application_name as name, count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' group by 1`,
  );
  return Object.fromEntries([...rows].map(({ name, n }) => [name, n]));
};

/** Nobody reads the ledger until `work` is done: what asks for it is under way for as long. */
const whileLedgerIsHeld = (work: () => Promise<void>) =>
  api.owner.transaction(async (tx) => {
    await tx.execute(sql`lock table ledger_entries in access exclusive mode`);
    await work();
  });

it('while 30 digests are under way, two of them ask the database and everything else is answered', async () => {
  const { heavyReads } = serviceContext(ANONYMOUS);
  heavyReads.waitMs = LONG_MS;
  let ended = 0;
  const digests: Promise<Reply>[] = [];
  await whileLedgerIsHeld(async () => {
    for (let n = 0; n < DIGESTS; n++) digests.push(digest().finally(() => ended++));
    await vi.waitFor(
      () => expect(heavyReads.places.load()).toEqual({ taken: 2, waiting: DIGESTS - 2 }),
      LONG_MS,
    );
    await vi.waitFor(async () => expect(await waiting()).toEqual({ 'bestellfix-reports': 2 }), LONG_MS);
    // One company's reads leave the others a place.
    digests.push(digest(other).finally(() => ended++));
    await vi.waitFor(async () => expect(await waiting()).toEqual({ 'bestellfix-reports': 3 }), LONG_MS);
    for (const path of ['/ingredients', '/storage-units', '/recipes'])
      expect((await get(path)).status).toBe(200);
    expect(ended).toBe(0);
  });
  const statuses = (await Promise.all(digests)).map(({ status }) => status);
  expect(statuses).toEqual(Array(DIGESTS + 1).fill(200));
  expect(heavyReads.places.load()).toEqual({ taken: 0, waiting: 0 });
});

it('the third waits for a while, and is told when to come again', async () => {
  const { heavyReads } = serviceContext(ANONYMOUS);
  heavyReads.waitMs = 1;
  await whileLedgerIsHeld(async () => {
    const two = Promise.all([digest(), digest()]);
    two.catch(() => {});
    await vi.waitFor(() => expect(heavyReads.places.load().taken).toBe(2), LONG_MS);
    for (const path of ['/ledger/digest', '/exports/ingredients', '/ledger/balances']) {
      const past = path === '/ledger/balances' ? '&as_of=2026-01-01' : '';
      const refused = await api.call(`${path}?company_id=${company.companyId}${past}`, { as: company.key });
      expect([refused.status, refused.code, refused.headers.get('retry-after')]).toEqual([
        429,
        'reports_busy',
        '5',
      ]);
    }
  });
  await vi.waitFor(() => expect(heavyReads.places.load().taken).toBe(0), LONG_MS);
  expect((await digest()).status).toBe(200);
});

it('a heavy read has a time-out of its own', async ({ skip }) => {
  skip(isClockSet());
  const { heavyReads } = serviceContext(ANONYMOUS);
  heavyReads.timeoutMs = 50;
  await whileLedgerIsHeld(async () => {
    const ended = await digest();
    expect([ended.status, ended.code]).toEqual([503, 'service_unavailable']);
  });
  heavyReads.timeoutMs = 0;
  expect(heavyReads.places.load()).toEqual({ taken: 0, waiting: 0 });
});

it('a heavy read cannot write', async () => {
  const { heavyRead } = await import('@/lib/services/heavy-read');
  const ctx = serviceContext(ANONYMOUS);
  const write = heavyRead(ctx, company.companyId, ({ db }) =>
    db.execute(sql`insert into companies (id, name) values (gen_random_uuid(), 'Written')`),
  );
  await expect(write).rejects.toMatchObject({ cause: { code: '25006' } });
  // One within another takes no second place: with none left it would wait for ever.
  const nested = heavyRead(ctx, company.companyId, (one) =>
    heavyRead(one, company.companyId, async (two) => two.db === one.db),
  );
  expect(await nested).toBe(true);
});
