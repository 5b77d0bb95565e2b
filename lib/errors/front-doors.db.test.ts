import { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { canonicalJson, sign } from '@/inngest/signature';
import { newSession } from '@/lib/auth/session-cookie';
import { closeContainer } from '@/lib/runtime/container';
import { isClockSet } from '@/scripts/stack/set-clock';
import { suiteDatabase } from '@/testing/database/suite-database';
import { ORIGIN, stubSettings } from '@/testing/fixtures/api';
import { testCompany } from '@/testing/fixtures/test-company';
import { KEY_SETTINGS, KEYS } from '@/testing/jobs/keys';

const browser = vi.hoisted(() => ({ session: '' }));
vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => ({ value: browser.session }) }),
}));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));
/** Every log line of the process, whoever opened the log. */
const logged = vi.hoisted(() => ({ lines: [] as Record<string, unknown>[] }));
vi.mock('@/lib/platform/log', async (original) => {
  const { createLog } = await original<typeof import('@/lib/platform/log')>();
  const write = (chunk: unknown, _: unknown, done: () => void) => {
    logged.lines.push(JSON.parse(String(chunk)));
    done();
  };
  return { createLog: () => createLog('warn', new Writable({ write })) };
});

/** What a door says of a failure, and the id under which it is found in the log. */
interface Told {
  code: string | null;
  reference: string | null;
}

const t = suiteDatabase();
let companyId: string;

beforeAll(async () => {
  const company = await testCompany(t.db);
  companyId = company.companyId;
  stubSettings(t.url, KEY_SETTINGS);
  browser.session = /=([^;]*)/.exec((await newSession(company.userId)).cookie)?.[1] ?? '';
  // The session is a row; the cases open databases of their own.
  await closeContainer();
  vi.resetModules();
});
/** Settings are read once a process, so that each case has modules of its own. */
afterEach(async () => {
  await closeContainer();
  vi.unstubAllEnvs();
  vi.resetModules();
});

const DOORS: Record<string, () => Promise<Told>> = {
  async route() {
    const { handleApiRequest } = await import('@/lib/http/handle-api-request');
    const headers = { cookie: `bestellfix.session=${browser.session}` };
    const response = await handleApiRequest(new Request(`${ORIGIN}/api/v1/companies`, { headers }));
    const { error } = (await response.json()) as { error: { code: string; details: { request_id: string } } };
    expect(response.headers.get('x-request-id')).toBe(error.details.request_id);
    return { code: error.code, reference: error.details.request_id };
  },
  async action() {
    const { createStorageUnitAction } = await import('@/lib/actions/storage-unit');
    const answer = await createStorageUnitAction({ company_id: companyId, name: v7() });
    const error = answer?.serverError;
    return { code: error?.code ?? null, reference: (error?.details?.request_id as string) ?? null };
  },
  async callback() {
    const { GET } = await import('@/app/api/lightspeed/callback/route');
    const response = await GET(new Request(`${ORIGIN}/api/lightspeed/callback?state=x&code=y`));
    expect(response.status).toBe(303);
    const { searchParams } = new URL(response.headers.get('location') ?? '');
    return { code: searchParams.get('error'), reference: searchParams.get('request_id') };
  },
  async job() {
    const { handleJobCall } = await import('@/inngest/endpoint');
    const runId = v7();
    const event = { name: 'bestellfix/night.due', id: 'x', ts: 1, data: { companyId, nightlyRunId: v7() } };
    const ctx = {
      run_id: runId,
      attempt: 0,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: [], current: 0 },
    };
    const body = JSON.stringify({ version: -1, event, events: [event], steps: {}, ctx });
    const response = await handleJobCall(
      new Request(`${ORIGIN}/api/inngest?fnId=bestellfix-transfer-night&stepId=step`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-inngest-signature': sign(KEYS.signing, canonicalJson(JSON.parse(body))),
        },
        body,
      }),
    );
    const [step] = (await response.json()) as { error: { message: string } }[];
    return { code: step?.error.message ?? null, reference: runId };
  },
};

async function expectTold(door: keyof typeof DOORS, code: string, cause: RegExp) {
  logged.lines = [];
  const told = await DOORS[door]?.();
  expect(told).toEqual({ code, reference: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  const lines = logged.lines.filter((line) => line.requestId === told?.reference);
  expect(lines).toEqual([expect.objectContaining({ code })]);
  expect(JSON.stringify(lines[0])).toMatch(cause);
}

/**
 * The same failure has the same code at every front door, and the person's reference finds its line in the
 * log (R34).
 */
describe.each(Object.keys(DOORS))('%s', (door) => {
  it('a lost database', async () => {
    stubSettings('postgres://nobody@127.0.0.1:9/none', KEY_SETTINGS);
    await expectTold(door, 'service_unavailable', /ECONNREFUSED/);
  });

  it('a lock that is not got in time', async ({ skip }) => {
    skip(isClockSet());
    stubSettings(`${t.url}?lock_timeout=200`, KEY_SETTINGS);
    await t.owner.transaction(async (tx) => {
      await tx.execute(sql`lock table users, nightly_runs in access exclusive mode`);
      await expectTold(door, 'service_unavailable', /55P03/);
    });
  });

  it('what nobody foresaw', async () => {
    stubSettings(t.url, KEY_SETTINGS);
    for (const table of ['users', 'nightly_runs'])
      await t.owner.execute(sql.raw(`alter table ${table} rename to ${table}_gone`));
    try {
      await expectTold(door, 'internal_error', /42P01/);
    } finally {
      for (const table of ['users', 'nightly_runs'])
        await t.owner.execute(sql.raw(`alter table ${table}_gone rename to ${table}`));
    }
  });
});
