import type { LookupAddress } from 'node:dns';
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startReceiver } from '@/testing/webhooks/receiver';
import { createWebhookSender } from './webhook-sender';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
async function receiver(...given: Parameters<typeof startReceiver>) {
  const one = await startReceiver(...given);
  closing.push(one.close);
  return one;
}
const outside = createWebhookSender({ loopback: false });
const here = createWebhookSender({ loopback: true, timeMs: 500 });
const to = (url: string) => ({ url, headers: { 'webhook-id': 'x' }, body: '{"a":1}' });

/** Each spelling of an address that is none of the public internet. */
const INTERNAL = [
  ...[
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '①②⑦.⓪.⓪.①',
  ],
  ...[
    '0.0.0.0',
    '0',
    '10.0.0.1',
    '10.1',
    '0xa000001',
    '012.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '3232235777',
  ],
  ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '168.63.129.16', '100.64.0.1'],
  ...[
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:a9fe:a9fe]',
    '[::127.0.0.1]',
    '[0:0:0:0:0:0:0:1]',
  ],
  ...[
    '[64:ff9b::7f00:1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::]',
    '[fd00:ec2::254]',
    '[fe80::1]',
  ],
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'app.localhost',
    'db',
    'postgres',
    'printer.local',
    'metadata.google.internal',
  ],
];

describe('what an address says by itself (R52)', () => {
  it.each(INTERNAL)('https://%s is refused', async (host) => {
    expect(outside.refusalOf(`https://${host}/`)).toBe('internal');
    expect((await outside.send(to(`https://${host}/`))).problem).toBe('address_internal');
  });

  it.each([
    ['http://hooks.example.com/', 'not_https'],
    ['ftp://hooks.example.com/', 'not_https'],
    ['file:///etc/passwd', 'not_https'],
    ['https://hooks.example.com:22/', 'port'],
    ['https://hooks.example.com:5432/', 'port'],
    ['https://user:pw@hooks.example.com/', 'has_password'],
    ['https://10.0.0.1@hooks.example.com/', 'has_password'],
    ['hooks.example.com', 'no_address'],
    ['', 'no_address'],
    ['https://', 'no_address'],
    ['https://hooks.example.com/in?a=b', null],
    ['https://hooks.example.com:8443/in', null],
    ['https://1.1.1.1/', null],
  ])('%s: %s', (url, refusal) => expect(outside.refusalOf(url)).toBe(refusal));

  it('this machine only where a setting says so, and no other inside address even then', () => {
    expect(here.refusalOf('http://localhost:3999/')).toBeNull();
    expect(here.refusalOf('http://127.0.0.1:3999/')).toBeNull();
    const others = INTERNAL.map((host) => `https://${host}/`).filter((url) => here.refusalOf(url) === null);
    expect(others.map((url) => new URL(url).hostname)).toSatisfy((hosts: string[]) =>
      hosts.every((host) => /^(127\.0\.0\.1|localhost|\[::1\]|\[::ffff:7f00:1\])$/.test(host)),
    );
  });
});

describe('what a name leads to is looked at when it is connected to (R52)', () => {
  /** Whoever connects is counted: nobody may. */
  async function trap() {
    const met: Socket[] = [];
    const server = createServer((socket) => met.push(socket));
    await new Promise<void>((resolve) => server.listen(8443, '127.0.0.1', resolve));
    closing.push(() => new Promise<void>((resolve) => void server.close(() => resolve())));
    return met;
  }
  const resolving = (...answers: LookupAddress[][]) => {
    let asked = 0;
    const sender = createWebhookSender({
      loopback: true,
      timeMs: 500,
      resolve: (_name, _options, done) => done(null, answers[Math.min(asked++, answers.length - 1)] ?? []),
    });
    return { sender, asked: () => asked };
  };
  const four = (address: string) => ({ address, family: 4 });

  it.each([
    ['this machine', [four('127.0.0.1')]],
    ['a private network', [four('10.0.0.1')]],
    ['metadata', [four('169.254.169.254')]],
    ['a mapped address', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['NAT64', [{ address: '64:ff9b::7f00:1', family: 6 }]],
    ['a public address and an internal one', [four('93.184.216.34'), four('127.0.0.1')]],
  ])('a name that leads to %s is asked for once, and not connected to', async (_, addresses) => {
    const met = await trap();
    const { sender, asked } = resolving(addresses);
    const answer = await sender.send(to('https://inside.example.com:8443/'));
    expect(answer).toMatchObject({ status: null, problem: 'address_internal', answer: null });
    expect([asked(), met.length]).toEqual([1, 0]);
  });

  it('a name that nobody knows says so', async () => {
    const sender = createWebhookSender({
      loopback: false,
      resolve: (_name, _options, done) => done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
    });
    expect((await sender.send(to('https://unknown.example.com/'))).problem).toBe('name_unknown');
  });
});

describe('an answer', () => {
  it('of 2xx is a yes, with its beginning', async () => {
    const { url, received } = await receiver(
      (_, response) => void response.writeHead(202).end(`yes\u0007${'x'.repeat(900)}`),
    );
    const answer = await here.send(to(url));
    expect(answer).toMatchObject({ status: 202, problem: null });
    expect(answer.answer).toMatch(/^yes x{296}…$/);
    expect(received[0]).toMatchObject({ body: '{"a":1}', id: 'x' });
  });

  it.each([301, 302, 303, 307, 308])('%i is followed nowhere', async (status) => {
    const other = await receiver();
    const { url } = await receiver(
      (_, response) => void response.writeHead(status, { location: other.url }).end(),
    );
    expect(await here.send(to(url))).toMatchObject({ status, problem: 'redirected' });
    expect(other.received).toEqual([]);
  });

  it.each([400, 404, 410, 500])('%i is a no', async (status) => {
    const { url } = await receiver((_, response) => void response.writeHead(status).end('no'));
    expect(await here.send(to(url))).toMatchObject({ status, problem: 'refused', answer: 'no' });
  });

  it('that never comes ends after the time, and one without end is cut off', async () => {
    const silent = await receiver(() => {});
    expect(await here.send(to(silent.url))).toMatchObject({ status: null, problem: 'time_out' });
    const dripping = await receiver((_, response) => {
      response.writeHead(200);
      response.write('drip');
    });
    expect((await here.send(to(dripping.url))).problem).toBe('time_out');
    let sent = 0;
    const endless = await receiver((_, response) => {
      const more = () => {
        sent += 64_000;
        if (!response.destroyed && sent < 1e9) response.write('x'.repeat(64_000), more);
      };
      more();
    });
    expect(await here.send(to(endless.url))).toMatchObject({ status: 200, problem: null });
    expect(sent).toBeLessThan(50_000_000);
  });

  it('with too many headers, or nobody there, is none', async () => {
    const { url } = await receiver(
      (_, response) => void response.writeHead(200, { big: 'x'.repeat(20_000) }).end(),
    );
    expect((await here.send(to(url))).problem).toBe('unreachable');
    expect((await here.send(to('http://127.0.0.1:1/'))).problem).toBe('unreachable');
  });
});
