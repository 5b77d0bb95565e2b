import { type ChildProcess, spawn } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Transaction } from '@/db/client';
import { suiteDatabase } from '@/testing/database/suite-database';
import { testCompany } from '@/testing/fixtures/test-company';
import { FakeClock, RecordingDispatcher } from '@/testing/fixtures/test-context';
import { startReceiver } from '@/testing/webhooks/receiver';
import type { ServiceContext } from '../context';
import { createWebhook } from './create-webhook';
import { dispatchWebhooks } from './dispatch-webhooks';
import { listWebhookDeliveries } from './list-deliveries';
import { sendWebhook } from './send-webhook';
import { testWebhook } from './test-webhook';

const t = suiteDatabase();
const children: ChildProcess[] = [];
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let ctx: ServiceContext;
let job: ServiceContext;
let clock: FakeClock;
let webhookId: string;
beforeEach(async () => {
  receiver = await startReceiver();
  const company = await testCompany(t.db);
  clock = new FakeClock();
  ctx = { ...company.ctx, clock, jobs: new RecordingDispatcher() };
  job = { ...ctx, actor: { kind: 'system', job: 'test', memberships: new Map() } };
  const input = { company_id: company.companyId, url: receiver.url, kinds: ['names_held' as const] };
  webhookId = (await createWebhook(ctx, input)).id;
});
afterEach(() => receiver.close());
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

function sendElsewhere(ids: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'testing/processes/webhook-child.ts', ...ids], {
    env: { ...process.env, DATABASE_URL: t.url },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  children.push(child);
  return { child, ended: new Promise<void>((resolve) => child.once('exit', () => resolve())) };
}

/** Holds the delivery's row, so that whoever wants to note something waits; returns how to let go. */
async function hold(id: string): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve) => {
    done = t.db.transaction(async (tx: Transaction) => {
      await tx.execute(sql`select 1 from webhook_deliveries where id = ${id} for update`);
      resolve();
      await released;
    });
  });
  return () => {
    release();
    return done;
  };
}

it('killed between the receiver’s yes and its note, it is sent again under the same id: none is lost', async () => {
  const { id } = await testWebhook(ctx, { id: webhookId });
  let letGo = async () => {};
  receiver.behaviour.answer = async (_, response) => {
    letGo = await hold(id);
    response.end('thanks');
  };
  const { child, ended } = sendElsewhere([id]);
  await vi.waitFor(
    async () => {
      const waiting = await t.db.execute(sql`
        select 1 from pg_stat_activity where application_name = 'bestellfix-webhook-child' and wait_event_type = 'Lock'`);
      if (waiting.length === 0) throw new Error('the child waits for nothing');
    },
    { timeout: 60_000 },
  );
  child.kill('SIGKILL');
  await ended;
  // PostgreSQL would carry out the note it was sent.
  await t.owner.execute(sql`
    select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'bestellfix-webhook-child'`);
  await letGo();
  receiver.behaviour.answer = (_, response) => void response.end('thanks');
  const log = async () => (await listWebhookDeliveries(ctx, { id: webhookId })).data;
  expect(await log()).toMatchObject([{ id, status: 'sending', attempts: [] }]);
  expect(await sendWebhook(job, { deliveryId: id })).toBeNull();
  clock.advance(2 * 60_000 + 1);
  expect(await dispatchWebhooks(job)).toBe(1);
  expect(await sendWebhook(job, { deliveryId: id })).toEqual({ problem: null });
  expect(await log()).toMatchObject([{ id, status: 'delivered', attempts: [{ attempt: 2 }] }]);
  expect(receiver.received.map((one) => [one.id, one.body])).toEqual([
    [id, receiver.received[0]?.body],
    [id, receiver.received[0]?.body],
  ]);
});

it('two processes with the same deliveries send each of them once', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 20; index += 1) ids.push((await testWebhook(ctx, { id: webhookId })).id);
  const other = sendElsewhere(ids);
  for (const deliveryId of ids) await sendWebhook(job, { deliveryId });
  await other.ended;
  expect(receiver.received.map((one) => one.id).sort()).toEqual([...ids].sort());
});
