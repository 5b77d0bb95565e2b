import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mails } from '@/db/schema/mail';
import { createLog } from '@/lib/platform/log';
import { createSmtpSender } from '@/lib/platform/mail-senders';
import { suiteDatabase } from '@/testing/database/suite-database';
import { FakeClock, RecordingDispatcher, testContext } from '@/testing/fixtures/test-context';
import { type Received, startMailServer } from '@/testing/mail/mail-server';
import { dispatchMails } from './dispatch-mails';
import { enqueueMail, type NewMail } from './enqueue-mail';
import { sendMail } from './send-mail';

const t = suiteDatabase();
let server: Awaited<ReturnType<typeof startMailServer>>;
/** What the server says to the next mails, in turn; then it accepts. */
let answers: ('later' | 'never' | 'hang up')[] = [];
let heard: Received[] = [];

const refusal = (responseCode: number) => Object.assign(new Error('no'), { responseCode });
beforeAll(async () => {
  server = await startMailServer({
    onRcptTo: ({ address }, _session, answer) =>
      answer(address.startsWith('nobody@') ? refusal(550) : undefined),
    accept: async (mail) => {
      heard.push(mail);
      const next = answers.shift();
      return next === 'later' ? refusal(451) : next === 'never' ? refusal(554) : undefined;
    },
  });
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
  [answers, heard] = [[], []];
});

function mailer(url = server.url) {
  const shared = { clock: new FakeClock(), jobs: new RecordingDispatcher() };
  const from = 'Bestellfix <no-reply@bestellfix.example>';
  const mail = createSmtpSender({ url, from, log: createLog('silent') });
  const ctx = testContext(t.db, { ...shared, kind: 'system', memberships: {}, mail });
  const enqueue = (more: Partial<NewMail> = {}) =>
    enqueueMail(t.db, ctx, {
      ...{ kind: 'other', to: 'chef@test.example', locale: 'de' },
      content: {
        subject: 'Grüße <b>',
        paragraphs: ['Drei "Äpfel" & <script>'],
        action: { label: 'Öffnen', url: 'https://app.example/x?a=1&b=2' },
      },
      ...more,
    });
  const row = async (id: string | null) =>
    (
      await t.db
        .select()
        .from(mails)
        .where(eq(mails.id, id ?? ''))
    )[0];
  /** What the job server was told of, sent as it would. */
  const work = async () => {
    await dispatchMails(ctx);
    const due = shared.jobs.sent.splice(0);
    const fates = [];
    for (const event of due)
      if (event.name === 'bestellfix/mail.due') fates.push(await sendMail(ctx, event.data));
    return fates;
  };
  return { ...shared, ctx, enqueue, row, work };
}

describe('mail (R44)', () => {
  it('goes out once, as text and HTML in which nothing typed is markup, and its content is gone then', async () => {
    const { enqueue, row, work } = mailer();
    const id = await enqueue();
    expect((await row(id))?.sealed).not.toContain('pfel');
    expect(await work()).toEqual([{ fate: 'sent' }]);
    expect(await work()).toEqual([]);
    expect(await row(id)).toMatchObject({ status: 'sent', sealed: null, attempts: 1, problem: null });
    const [mail] = server.received;
    expect(server.received).toHaveLength(1);
    expect(mail).toMatchObject({
      from: 'no-reply@bestellfix.example',
      to: ['chef@test.example'],
      messageId: `<${id}@localhost>`,
    });
    expect(mail?.raw).toContain('Auto-Submitted: auto-generated');
    expect(mail?.raw).toContain('Content-Language: de');
    expect(mail?.raw).toContain('multipart/alternative');
    expect(mail?.text).toContain('Drei "Äpfel" & <script>\r\n\r\nÖffnen:\r\nhttps://app.example/x?a=1&b=2');
    expect(mail?.html).toContain('Drei &quot;Äpfel&quot; &amp; &lt;script&gt;');
    expect(mail?.html).toContain('<a href="https://app.example/x?a=1&amp;b=2"');
  });

  it('is asked for once under one key, and not at all where mail is off', async () => {
    const { enqueue, ctx, work } = mailer();
    expect(await enqueue({ onceKey: 'night 1' })).not.toBeNull();
    expect(await enqueue({ onceKey: 'night 1' })).toBeNull();
    await work();
    expect(server.received).toHaveLength(1);
    const off = testContext(t.db, { kind: 'system', memberships: {} });
    const content = { subject: 'x', paragraphs: [] };
    expect(await enqueueMail(t.db, off, { kind: 'other', to: 'x@test.example', locale: null, content })).toBe(
      null,
    );
    expect(ctx.mail.kind).toBe('smtp');
  });

  it('is of the transaction it was asked for in', async () => {
    const { enqueue, ctx, work } = mailer();
    await expect(
      ctx.db.transaction(async (tx) => {
        await enqueueMail(tx, ctx, {
          ...{ kind: 'other', to: 'x@test.example', locale: null },
          content: { subject: 'x', paragraphs: [] },
        });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await work()).toEqual([]);
    await enqueue();
    expect(await work()).toHaveLength(1);
  });

  it('is tried again when the server says later, with the same Message-ID, and ends as failed after a day', async () => {
    const { enqueue, row, work, clock } = mailer();
    answers = ['later'];
    const id = await enqueue();
    expect(await work()).toEqual([{ fate: 'not_sent' }]);
    expect(await row(id)).toMatchObject({ status: 'waiting', problem: 'refused' });
    expect(await work()).toEqual([]);
    clock.advance(60_000);
    expect(await work()).toEqual([{ fate: 'sent' }]);
    expect(heard.map((mail) => mail.messageId)).toEqual([`<${id}@localhost>`, `<${id}@localhost>`]);

    answers = Array.from({ length: 20 }, () => 'later' as const);
    const hopeless = await enqueue();
    for (let hour = 0; hour < 30; hour++) {
      await work();
      clock.advance(60 * 60_000);
    }
    expect(await row(hopeless)).toMatchObject({ status: 'failed', problem: 'refused', sealed: null });
    expect((await row(hopeless))?.attempts).toBeLessThan(12);
  });

  it.each([
    ['an address the server refuses', { to: 'nobody@test.example' }, [], 'address_refused'],
    ['what the server refuses for good', {}, ['never' as const], 'refused'],
  ])('%s is not tried again', async (_, more, said, problem) => {
    const { enqueue, row, work, clock } = mailer();
    answers = [...said];
    const id = await enqueue(more);
    await work();
    clock.advance(60 * 60_000);
    expect(await work()).toEqual([]);
    expect(await row(id)).toMatchObject({ status: 'failed', problem, sealed: null });
    expect(server.received).toEqual([]);
  });

  it('waits for a server that is away, and for a job server that is away', async () => {
    const gone = await startMailServer();
    await gone.close();
    const { enqueue, row, work, clock, jobs, ctx } = mailer(gone.url);
    const id = await enqueue();
    jobs.failWith = new Error('away');
    expect(await dispatchMails(ctx)).toBe(0);
    jobs.failWith = undefined;
    expect(await work()).toEqual([{ fate: 'not_sent' }]);
    expect(await row(id)).toMatchObject({ status: 'waiting', problem: 'unreachable', attempts: 1 });
    clock.advance(24 * 60 * 60_000);
    await work();
    expect(await row(id)).toMatchObject({ status: 'failed', problem: 'too_late' });
  });

  it('gives its password over no open line', async () => {
    const logins: unknown[] = [];
    const open = (host: string) =>
      startMailServer({
        host,
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: ({ password }, _session, answer) => {
          logins.push(password);
          answer(null, { user: 'me' });
        },
      });
    const [near, far] = [await open('127.0.0.1'), await open('127.0.0.2')];
    const withLogin = (url: string) => mailer(url.replace('smtp://', 'smtp://me:s%2Fcret@'));
    const [here, there] = [withLogin(near.url), withLogin(far.url)];
    const id = await there.enqueue();
    await there.work();
    expect(await there.row(id)).toMatchObject({ status: 'waiting', attempts: 1, problem: 'unreachable' });
    expect(logins).toEqual([]);
    await here.enqueue();
    expect(await here.work()).toEqual([{ fate: 'sent' }]);
    expect(logins).toEqual(['s/cret']);
    await Promise.all([near.close(), far.close()]);
  });

  it('is sent by the system alone', async () => {
    const { enqueue, ctx } = mailer();
    const mailId = (await enqueue()) ?? '';
    const person = { ...ctx, actor: { kind: 'user' as const, userId: mailId, memberships: new Map() } };
    await expect(sendMail(person, { mailId })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
