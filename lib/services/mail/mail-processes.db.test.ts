import { type ChildProcess, spawn } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Transaction } from '@/db/client';
import { claimMail } from '@/db/queries/mails';
import { createLog } from '@/lib/platform/log';
import { createSmtpSender } from '@/lib/platform/mail-senders';
import { suiteDatabase } from '@/testing/database/suite-database';
import { FakeClock, testContext } from '@/testing/fixtures/test-context';
import { startMailServer } from '@/testing/mail/mail-server';
import { dispatchMails } from './dispatch-mails';
import { enqueueMail } from './enqueue-mail';
import { dueAt } from './mail-times';
import { sendMail } from './send-mail';

const t = suiteDatabase();
const children: ChildProcess[] = [];
let server: Awaited<ReturnType<typeof startMailServer>>;
/** What the server does before it asks for the mail, and before it says that it has it. */
let before: { data?: () => Promise<void>; accepting?: () => Promise<void> } = {};

beforeEach(async () => {
  before = {};
  server = await startMailServer({
    onRcptTo: (_address, _session, answer) =>
      void (before.data?.() ?? Promise.resolve()).then(() => answer()),
    accept: async () => {
      await before.accepting?.();
      return undefined;
    },
  });
});
afterEach(() => server.close());
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

function sendElsewhere(ids: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'testing/processes/mail-child.ts', ...ids], {
    env: { ...process.env, DATABASE_URL: t.url, SMTP_URL: server.url },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  children.push(child);
  return { child, ended: new Promise<void>((resolve) => child.once('exit', () => resolve())) };
}

function sender() {
  const clock = new FakeClock();
  const from = 'Bestellfix <no-reply@bestellfix.example>';
  const mail = createSmtpSender({ url: server.url, from, log: createLog('silent') });
  const ctx = testContext(t.db, { clock, kind: 'system', memberships: {}, mail });
  const enqueue = async (subject = 'x') => {
    const content = { subject, paragraphs: [subject] };
    const id = await enqueueMail(t.db, ctx, { kind: 'other', to: 'a@test.example', locale: 'en', content });
    return id ?? '';
  };
  return { ctx, clock, enqueue };
}

const statusOf = async (id: string) =>
  (await t.db.execute<{ status: string }>(sql`select status from mails where id = ${id}`))[0]?.status;

/**
 * Holds the mail's row, so that whoever wants to note something waits; returns how to let go, after `work` in
 * the same transaction.
 */
async function hold(id: string, work?: (tx: Transaction) => Promise<unknown>): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve) => {
    done = t.db.transaction(async (tx: Transaction) => {
      await tx.execute(sql`select 1 from mails where id = ${id} for update`);
      resolve();
      await released;
      await work?.(tx);
    });
  });
  return () => {
    release();
    return done;
  };
}

/** Returns once the child waits for the held row. */
const childWaits = () =>
  vi.waitFor(
    async () => {
      const waiting = await t.db.execute(sql`
        select 1 from pg_stat_activity
        where application_name = 'bestellfix-mail-child' and wait_event_type = 'Lock'`);
      if (waiting.length === 0) throw new Error('the child waits for nothing');
    },
    { timeout: 60_000 },
  );

/**
 * Kills the child with its connections: PostgreSQL would carry out the note it was sent, where one that the
 * child did not come to is never made.
 */
async function kill(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGKILL');
  await ended;
  const left = sql`select pg_terminate_backend(pid, 10000) from pg_stat_activity
                   where application_name = 'bestellfix-mail-child'`;
  await t.owner.execute(left);
}

it('killed between the server’s yes and its note, it is not sent again, and it is said that nobody knows', async () => {
  const { ctx, clock, enqueue } = sender();
  const id = await enqueue();
  let letGo = async () => {};
  before.accepting = async () => {
    letGo = await hold(id);
  };
  const { child, ended } = sendElsewhere([id]);
  await childWaits();
  expect(server.received).toHaveLength(1);
  await kill(child, ended);
  await letGo();
  before = {};
  expect(await statusOf(id)).toBe('sending');
  clock.advance(5 * 60_000 + 1);
  expect(await sendMail(ctx, { mailId: id })).toBeNull();
  await dispatchMails(ctx);
  expect(await statusOf(id)).toBe('uncertain');
  clock.advance(24 * 60 * 60_000);
  expect(await dispatchMails(ctx)).toBe(0);
  expect(server.received).toHaveLength(1);
});

it('killed before the server could have it, it is sent by the next', async () => {
  const { ctx, clock, enqueue } = sender();
  const id = await enqueue();
  let letGo = async () => {};
  before.data = async () => {
    letGo = await hold(id);
  };
  const { child, ended } = sendElsewhere([id]);
  await childWaits();
  await kill(child, ended);
  await letGo();
  before = {};
  expect(await statusOf(id)).toBe('sending');
  expect(server.received).toEqual([]);
  expect(await sendMail(ctx, { mailId: id })).toBeNull();
  clock.advance(5 * 60_000 + 1);
  expect(await dispatchMails(ctx)).toBe(1);
  expect(await sendMail(ctx, { mailId: id })).toEqual({ fate: 'sent' });
  expect(server.received.map((mail) => mail.messageId)).toEqual([`<${id}@localhost>`]);
});

it('one that was only slow gives way to the one that took its mail over', async () => {
  const { ctx, clock, enqueue } = sender();
  const id = await enqueue();
  let letGo = async () => {};
  before.data = async () => {
    before = {};
    letGo = await hold(id, (tx) => claimMail(tx, id, dueAt(clock.now())));
  };
  const { ended } = sendElsewhere([id]);
  await childWaits();
  clock.advance(5 * 60_000 + 1);
  await letGo();
  await ended;
  expect(server.received).toEqual([]);
  clock.advance(5 * 60_000 + 1);
  expect(await sendMail(ctx, { mailId: id })).toEqual({ fate: 'sent' });
  expect(server.received).toHaveLength(1);
});

it('two processes with the same mails send each of them once', async () => {
  const { ctx, enqueue } = sender();
  const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => enqueue(`mail ${index}`)));
  const other = sendElsewhere(ids);
  for (const mailId of ids) await sendMail(ctx, { mailId });
  await other.ended;
  expect(server.received.map((mail) => mail.messageId).sort()).toEqual(
    ids.map((id) => `<${id}@localhost>`).sort(),
  );
});
