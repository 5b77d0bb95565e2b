import { readFileSync } from 'node:fs';
import { request as http } from 'node:http';
import type { Page } from '@playwright/test';
import { appUrl, expect, openCompany, test } from './support/app';
import { pageRoutes } from './support/routes';

/** What a stranger may try at every door: headers, policies, calls that are none. */

/** Pages that need no id. */
const STEADY = pageRoutes().flatMap(({ path, isDynamic }) => (isDynamic ? [] : [path]));

let page: Page;
test.beforeAll(async ({ browser }) => {
  ({ page } = await openCompany(browser, { person: 'Dora', company: 'Doors' }));
});
test.afterAll(async () => {
  await page.context().close();
});

const cookies = async () =>
  (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}
/** As it stands, by node:http: fetch refuses to send some of it. */
function send(path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  return new Promise<{ status: number; headers: Record<string, string>; text: string }>((resolve, reject) => {
    const sent = http(new URL(path, appUrl()), { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers as Record<string, string>, text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
/** An action the build has. */
function anAction(): string {
  const text = readFileSync('.next/server/server-reference-manifest.json', 'utf8');
  return Object.keys((JSON.parse(text) as { node: object }).node)[0] ?? '';
}
const logOf = () => readFileSync(process.env.E2E_APP_LOG ?? '', 'utf8');

const COMMON = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
};

test('every answer says what may be done with it', async () => {
  const signIn = await send('/sign-in');
  expect(signIn.headers).toMatchObject(COMMON);
  const policy = signIn.headers['content-security-policy'] ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  expect(nonce.length).toBeGreaterThan(20);
  for (const part of [
    "default-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
  ]) {
    expect(policy).toContain(part);
  }
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  // Every script of the page bears the nonce, and no two answers have the same.
  const scripts = signIn.text.match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(3);
  for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  expect((await send('/sign-in')).headers['content-security-policy']).not.toContain(nonce);

  const file = /\/_next\/static\/[^"]+\.js/.exec(signIn.text)?.[0] ?? '';
  expect((await send(file)).headers).toMatchObject(COMMON);
  for (const path of ['/api/health', '/api/v1/openapi.json', '/api/v1/companies', '/api/none']) {
    const answer = await send(path);
    expect(answer.headers).toMatchObject({ ...COMMON, 'cache-control': 'no-store' });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  }
});

test('an address with anything behind it opens', async () => {
  const cookie = await cookies();
  const junk = [
    'cursor=x',
    `cursor=${'y'.repeat(900)}`,
    'cursor=a&cursor=b',
    'search=%00',
    `search=${'z'.repeat(900)}`,
    'known_at=2026-01-01T00:00:00%2B23:44',
    'to=2026-99-99',
    'storage_unit=x&ingredient=%ff',
    '__proto__=1&constructor=2',
  ];
  for (const path of STEADY) {
    for (const query of junk) {
      const { status } = await send(`${path}?${query}`, { headers: { cookie } });
      expect([path, query, status < 400]).toEqual([path, query, true]);
    }
  }
});

test('what is no visit and no call of an action is refused, and fills no log', async () => {
  const before = logOf().length;
  const cookie = await cookies();
  const own = { origin: appUrl(), cookie };
  const action = { ...own, 'next-action': anAction(), 'content-type': 'text/plain;charset=UTF-8' };
  const cases: [string, number, string, Sent][] = [
    ['TRACE', 405, '/', { method: 'TRACE' }],
    ['TRACE of the API', 405, '/api/v1/companies', { method: 'TRACE' }],
    ['a POST that is no action', 405, '/overview', { method: 'POST', headers: own, body: 'x' }],
    [
      'a form',
      405,
      '/overview',
      {
        method: 'POST',
        headers: { ...own, 'content-type': 'multipart/form-data; boundary=x' },
        body: '--x--',
      },
    ],
    ['PUT', 405, '/overview', { method: 'PUT', headers: own }],
    [
      'a foreign origin',
      403,
      '/overview',
      { method: 'POST', headers: { ...action, origin: 'https://evil.example' }, body: '[]' },
    ],
    [
      'its own host as origin',
      403,
      '/overview',
      {
        method: 'POST',
        headers: {
          ...action,
          origin: 'http://evil.example',
          host: 'evil.example',
          'x-forwarded-host': 'evil.example',
        },
        body: '[]',
      },
    ],
    [
      'no site at all',
      403,
      '/overview',
      { method: 'POST', headers: { ...action, origin: 'null' }, body: '[]' },
    ],
    [
      'an id that is none',
      404,
      '/overview',
      { method: 'POST', headers: { ...action, 'next-action': 'x' }, body: '[]' },
    ],
    [
      'another type',
      415,
      '/overview',
      { method: 'POST', headers: { ...action, 'content-type': 'application/json' }, body: '[]' },
    ],
    ['too much', 413, '/overview', { method: 'POST', headers: action, body: `["${'x'.repeat(1_100_000)}"]` }],
    ['no arguments', 400, '/overview', { method: 'POST', headers: action, body: '' }],
    ['no JSON', 400, '/overview', { method: 'POST', headers: action, body: '[{' }],
    ['no list', 400, '/overview', { method: 'POST', headers: action, body: '{"a":1}' }],
    [
      'parts that did not come',
      400,
      '/overview',
      { method: 'POST', headers: action, body: '["$K1","$F2","$@3"]' },
    ],
    [
      'an action that is not there',
      404,
      '/overview',
      { method: 'POST', headers: { ...action, 'next-action': 'ab'.repeat(21) }, body: '[{}]' },
    ],
  ];
  for (const [name, status, path, sent] of cases) {
    const answer = await send(path, sent);
    expect([name, answer.status]).toEqual([name, status]);
  }
  expect((await send('/api/v1/companies', { headers: { cookie: 'bestellfix.session=%' } })).status).toBe(401);
  expect(logOf().slice(before)).not.toMatch(/^\s+at /m);
});
