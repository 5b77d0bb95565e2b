import { eq, sql } from 'drizzle-orm';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nightlyRuns } from '@/db/schema/transfers';
import { webhookDeliveries, webhooks } from '@/db/schema/webhooks';
import { createWebhookSender } from '@/lib/platform/webhook-sender';
import { suiteDatabase } from '@/testing/database/suite-database';
import { FakeClock, RecordingDispatcher } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { type ReceivedWebhook, startReceiver } from '@/testing/webhooks/receiver';
import type { ServiceContext } from '../context';
import { listNotices } from '../notice/list-notices';
import { lookForNotices } from '../notice/look-for-notices';
import { forgetSpent } from '../privacy/forget-old';
import { createWebhook } from './create-webhook';
import { dispatchWebhooks } from './dispatch-webhooks';
import { listWebhookDeliveries } from './list-deliveries';
import { getWebhook, listWebhooks } from './list-webhooks';
import { removeWebhook } from './remove-webhook';
import { replayDelivery } from './replay-delivery';
import { rotateWebhookSecret } from './rotate-webhook-secret';
import { sendWebhook } from './send-webhook';
import { testWebhook } from './test-webhook';
import { updateWebhook } from './update-webhook';

const database = suiteDatabase();
const HOUR = 60 * 60_000;
let world: TestRestaurant;
let ctx: ServiceContext;
let job: ServiceContext;
let clock: FakeClock;
let jobs: RecordingDispatcher;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  world = await testRestaurant(database.db);
  // The signature's time is held against the real clock by the verifier.
  clock = new FakeClock(new Date());
  jobs = new RecordingDispatcher();
  ctx = { ...world.ctx, clock, jobs };
  job = { ...ctx, actor: { kind: 'system', job: 'test', memberships: new Map() } };
  receiver = await startReceiver();
  // Jobs run for all companies: none is left of the test before.
  await database.db.delete(webhooks);
});
afterEach(() => receiver.close());

const own = () => ({ company_id: world.companyId });
const make = (kinds: string[] = ['night_failed']) =>
  createWebhook(ctx, { ...own(), url: receiver.url, kinds: kinds as ['night_failed'] });
const failNight = (daysAgo: number) =>
  database.db.insert(nightlyRuns).values({
    companyId: world.companyId,
    locationId: world.locationId,
    businessDay: new Date(clock.now().getTime() - daysAgo * 24 * HOUR).toISOString().slice(0, 10),
    status: 'failed',
    notBefore: clock.now(),
    errorCode: 'lightspeed_auth_failed',
  });
/** What the job server would run now. */
async function run(): Promise<number> {
  await dispatchWebhooks(job);
  let done = 0;
  for (const event of jobs.sent.splice(0)) {
    if (event.name !== 'bestellfix/webhook.due') continue;
    if (await sendWebhook(job, event.data)) done += 1;
  }
  return done;
}
const look = async () => {
  await lookForNotices(job);
  return run();
};
const log = async (id: string) => (await listWebhookDeliveries(ctx, { id, ...own() })).data;
const verify = ({ headers, body }: ReceivedWebhook, secret: string) =>
  new Verifier(secret).verify(body, headers as Record<string, string>);
const refuse = (status: number) => {
  receiver.behaviour.answer = (_, response) => void response.writeHead(status).end('no');
};

describe('a notice is sent to the addresses that want its kind (R52)', () => {
  it('once, signed, with an id, a time and words in both languages', async () => {
    const made = await make();
    await make(['price_moved']);
    await failNight(2);
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    const [got] = receiver.received as [ReceivedWebhook];
    expect(receiver.received).toHaveLength(1);
    expect(verify(got, made.secret)).toMatchObject({ type: 'notice', id: got.id });
    expect(() => verify({ ...got, body: `${got.body} ` }, made.secret)).toThrow();
    expect(() => verify(got, `whsec_${Buffer.alloc(32, 1).toString('base64')}`)).toThrow();
    expect(got.json).toMatchObject({
      company: { id: world.companyId },
      notice: { kind: 'night_failed', title: { en: expect.stringContaining('could not be transferred') } },
    });
    expect(got.json.notice.title.de).not.toBe(got.json.notice.title.en);
    const [delivery] = await log(made.id);
    expect(delivery).toMatchObject({ id: got.id, status: 'delivered', body: got.body, next_try_at: null });
    expect(delivery?.attempts).toMatchObject([{ attempt: 1, status: 200, problem: null, answer: 'thanks' }]);
    expect(await getWebhook(ctx, { id: made.id })).toMatchObject({ is_on: true });
  });

  it('not what was found before it was there, nor what is found while it is off', async () => {
    await failNight(2);
    await look();
    clock.advance(1000);
    const { id } = await make();
    await failNight(3);
    expect(await look()).toBe(1);
    await updateWebhook(ctx, { id, is_on: false });
    clock.advance(1000);
    await failNight(4);
    expect(await look()).toBe(0);
    clock.advance(1000);
    await updateWebhook(ctx, { id, is_on: true });
    expect(await look()).toBe(0);
    await failNight(5);
    expect(await look()).toBe(1);
  });

  it('a secret stands nowhere as it is, and is shown once', async () => {
    const { id, secret } = await make();
    const rows = await database.db.select().from(webhooks).where(eq(webhooks.id, id));
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
    expect(JSON.stringify(await listWebhooks(ctx, own()))).not.toContain(secret.slice(6));
    const audit = await database.db.execute(sql`select details from audit_events where subject_id = ${id}`);
    expect(JSON.stringify(audit)).not.toMatch(new RegExp(`t0ken|${secret.slice(6, 20).replace(/\W/g, '.')}`));
  });

  it('a new secret signs beside the one before for a day', async () => {
    const { id, secret: old } = await make();
    const { secret } = await rotateWebhookSecret(ctx, { id });
    await failNight(2);
    await look();
    const [both] = receiver.received as [ReceivedWebhook];
    expect(() => [verify(both, old), verify(both, secret)]).not.toThrow();
    await database.db.update(webhooks).set({ previousUntil: clock.now() }).where(eq(webhooks.id, id));
    await failNight(3);
    await look();
    const last = receiver.received.at(-1) as ReceivedWebhook;
    expect(() => verify(last, secret)).not.toThrow();
    expect(() => verify(last, old)).toThrow();
  });

  it('there are ten of them at most, and an address inside is refused', async () => {
    const sender = createWebhookSender({ loopback: false });
    for (const url of ['https://127.0.0.1/', 'https://0x7f.1/', 'http://hooks.example.com/'])
      await expect(
        createWebhook({ ...ctx, webhooks: sender }, { ...own(), url, kinds: ['names_held'] }),
      ).rejects.toMatchObject({ code: 'webhook_address_refused', details: { field: 'url' } });
    for (let index = 0; index < 10; index += 1) await make();
    await expect(make()).rejects.toMatchObject({ code: 'quota_reached' });
  });
});

describe('what is not taken (R52)', () => {
  it('is tried again with growing pauses under one id, until it is taken', async () => {
    const { id } = await make();
    refuse(500);
    await failNight(2);
    expect(await look()).toBe(1);
    const pauses: number[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      const next = Date.parse((await log(id))[0]?.next_try_at ?? '');
      pauses.push((next - clock.now().getTime()) / 60_000);
      clock.set(new Date(next - 1));
      expect(await run()).toBe(0);
      clock.set(new Date(next));
      expect(await run()).toBe(1);
    }
    expect(pauses).toEqual([1, 5, 30, 120]);
    receiver.behaviour.answer = (_, response) => void response.end('at last');
    clock.advance(12 * HOUR);
    await run();
    const [delivery] = await log(id);
    expect(delivery).toMatchObject({ status: 'delivered' });
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([200, 500, 500, 500, 500, 500]);
    expect(new Set(receiver.received.map((one) => `${one.id} ${one.body}`)).size).toBe(1);
  });

  it('for three days switches it off, which is a notice of its own; then nothing more is sent', async () => {
    const { id } = await make();
    refuse(503);
    await failNight(2);
    await look();
    for (let tries = 0; tries < 40 && (await getWebhook(ctx, { id })).is_on; tries += 1) {
      clock.advance(6 * HOUR);
      await run();
    }
    expect(await getWebhook(ctx, { id })).toMatchObject({ is_on: false, off_reason: 'failing' });
    const count = receiver.received.length;
    expect(count).toBeGreaterThan(6);
    expect(count).toBeLessThan(12);
    await failNight(3);
    expect(await look()).toBe(0);
    const notices = (await listNotices(ctx, own())).data;
    const off = notices.find(({ kind }) => kind === 'webhook_off');
    expect(off).toMatchObject({ href: `/settings/webhooks/${id}`, facts: { reason: 'failing' } });
    expect(JSON.stringify(off)).not.toContain('t0ken');
    await expect(replayDelivery(ctx, { id: (await log(id))[0]?.id ?? '' })).rejects.toMatchObject({
      code: 'webhook_is_off',
    });
    await updateWebhook(ctx, { id, is_on: true });
    await look();
    expect((await listNotices(ctx, own())).data.map(({ kind }) => kind)).not.toContain('webhook_off');
  });

  it('410 switches it off at once', async () => {
    const { id } = await make();
    refuse(410);
    await failNight(2);
    await look();
    expect(await getWebhook(ctx, { id })).toMatchObject({ is_on: false, off_reason: 'gone' });
  });

  it('is sent once more by hand; a test is sent once and switches nothing off', async () => {
    const { id } = await make();
    refuse(500);
    const test = await testWebhook(ctx, { id });
    expect(await run()).toBe(1);
    clock.advance(10 * 24 * HOUR);
    expect(await run()).toBe(0);
    expect(await log(id)).toMatchObject([{ id: test.id, kind: 'test', status: 'failed' }]);
    expect(await getWebhook(ctx, { id })).toMatchObject({ is_on: true });
    receiver.behaviour.answer = (_, response) => void response.end('thanks');
    await replayDelivery(ctx, { id: test.id });
    await expect(replayDelivery(ctx, { id: test.id })).rejects.toMatchObject({ code: 'webhook_in_progress' });
    expect(await run()).toBe(1);
    expect(receiver.received.map((one) => one.id)).toEqual([test.id, test.id]);
    expect((await log(id))[0]?.attempts.map(({ attempt }) => attempt)).toEqual([2, 1]);
  });

  it('by hand thirty times in a quarter of an hour, not more', async () => {
    const { id } = await make();
    for (let times = 0; times < 30; times += 1) await testWebhook(ctx, { id });
    await expect(testWebhook(ctx, { id })).rejects.toMatchObject({ code: 'too_many_attempts' });
  });

  it('goes with its address, and the log of what has ended goes after 30 days', async () => {
    const { id } = await make();
    await failNight(2);
    await look();
    await testWebhook(ctx, { id });
    await run();
    clock.advance(31 * 24 * HOUR);
    await forgetSpent(job);
    // The notice is still open: that it was sent must not be forgotten.
    expect((await log(id)).map(({ kind }) => kind)).toEqual(['night_failed']);
    await testWebhook(ctx, { id });
    await removeWebhook(ctx, { id });
    expect(await run()).toBe(0);
    const left = await database.db
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.webhookId, id));
    expect(left).toEqual([]);
    await expect(sendWebhook(ctx, { deliveryId: id })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
