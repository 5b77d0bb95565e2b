import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { startStack } from '@/scripts/stack/stack';

/**
 * Attacks the doors of a production build and prints what came of it, one line an attack. It stands where a
 * proxy would (TRUSTED_PROXY_HOPS=1), so that it can come from many sources; the limits are those of the
 * product.
 */
let APP = '';
const PASSWORD = 'the right one, and long';

interface Answer {
  status: number;
  code: string;
  wait: string | null;
  ms: number;
  cookies: string[];
  // biome-ignore lint/suspicious/noExplicitAny: each attack knows what it asked for
  json: any;
}
async function send(
  method: string,
  path: string,
  { body, source, headers = {} }: { body?: object; source?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const began = performance.now();
  const response = await fetch(`${APP}/api/v1${path}`, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(source && { 'x-forwarded-for': source }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const json = await response.json().catch(() => ({}));
  return {
    status: response.status,
    code: json?.error?.code ?? 'done',
    wait: response.headers.get('retry-after'),
    ms: performance.now() - began,
    cookies: response.headers.getSetCookie().map((one) => one.split(';')[0] ?? ''),
    json,
  };
}
let last = 0;
/** A source that was not used before. */
const source = () => `198.51.${Math.floor(++last / 250)}.${(last % 250) + 1}`;
const address = () => `${randomUUID()}@attack.example`;
const signIn = (
  email: string,
  password: string,
  more: { source?: string; code?: string; device?: string } = {},
) =>
  send('POST', '/session', {
    body: { email, password, ...(more.code !== undefined && { code: more.code }) },
    ...(more.source && { source: more.source }),
    ...(more.device && { headers: { cookie: more.device } }),
  });
async function account() {
  const email = address();
  const made = await send('POST', '/sign-up', { body: { email, password: PASSWORD }, source: source() });
  if (made.status !== 201) throw new Error(`no account: ${made.code}`);
  return { email, cookies: made.cookies };
}
async function many(count: number, atOnce: number, one: (n: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let n = 0; n < count; n += atOnce)
    answers.push(
      ...(await Promise.all(Array.from({ length: Math.min(atOnce, count - n) }, (_, i) => one(n + i)))),
    );
  return answers;
}
function tell(what: string, answers: readonly Answer[]): void {
  const counts: Record<string, number> = {};
  for (const { status, code } of answers)
    counts[`${status} ${code}`] = (counts[`${status} ${code}`] ?? 0) + 1;
  const refused = answers.filter(({ status }) => status === 429);
  const waits = refused.filter(({ wait }) => Number(wait) > 0).length;
  const retry = refused.length === 0 ? '' : `; Retry-After on ${waits} of ${refused.length}`;
  console.log(`${what}: ${JSON.stringify(counts)}${retry}`);
}
const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

async function bruteForce(): Promise<void> {
  const victim = await account();
  const one = source();
  tell(
    'brute force, 200 tries, one source',
    await many(200, 20, () => signIn(victim.email, 'wrong', { source: one })),
  );
  tell('  the owner elsewhere', [await signIn(victim.email, PASSWORD, { source: source() })]);
  const other = await account();
  tell(
    'brute force, 200 tries, 200 sources',
    await many(200, 20, () => signIn(other.email, 'wrong', { source: source() })),
  );
  tell('  the owner elsewhere', [await signIn(other.email, PASSWORD, { source: source() })]);
  const device = other.cookies.find((one) => one.includes('bestellfix.device'));
  tell('  the owner at a known device', [
    await signIn(other.email, PASSWORD, { source: source(), ...(device && { device }) }),
  ]);
}

async function spraying(): Promise<void> {
  const one = source();
  tell(
    'spraying, 120 accounts once each, one source',
    await many(120, 20, () => signIn(address(), 'Summer2026!', { source: one })),
  );
  const forged = source();
  const chain = (n: number) => `10.1.${Math.floor(n / 250)}.${n % 250}, ${forged}`;
  tell(
    'spraying with forged X-Forwarded-For, 120',
    await many(120, 20, (n) => signIn(address(), 'Summer2026!', { source: chain(n) })),
  );
  const here = source();
  tell(
    'sign-up, 30 accounts, one source',
    await many(30, 10, () =>
      send('POST', '/sign-up', { body: { email: address(), password: PASSWORD }, source: here }),
    ),
  );
}

async function enumeration(): Promise<void> {
  const known = await account();
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  const texts = new Set<string>();
  // Fewer than are refused, each from a source of its own, turn about.
  for (let n = 0; n < 40; n++)
    for (const [kind, email] of [
      ['known', known.email],
      ['unknown', address()],
    ] as const) {
      const answer = await signIn(email, 'wrong', { source: source() });
      times[kind].push(answer.ms);
      const { error } = answer.json;
      texts.add(`${answer.status} ${JSON.stringify(error)}`);
    }
  console.log(`enumeration by text: ${texts.size === 1 ? 'one answer' : [...texts].join(' | ')}`);
  console.log(
    `enumeration by time: known ${median(times.known).toFixed(1)} ms, unknown ${median(times.unknown).toFixed(1)} ms (median of 40)`,
  );
}

async function codes(): Promise<void> {
  const { email, cookies } = await account();
  const headers = { cookie: cookies.join('; '), origin: APP, 'sec-fetch-site': 'same-origin' };
  const { json } = await send('POST', '/second-factor/app', {
    body: { current_password: PASSWORD },
    headers,
  });
  const totp = new TOTP({ secret: Secret.fromBase32(json.secret) });
  const at = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
  tell('second factor set up', [
    await send('POST', '/second-factor/app/confirm', { body: { code: at(-1) }, headers }),
  ]);
  const code = at(0);
  tell(
    'a code, five times at once',
    await many(5, 5, () => signIn(email, PASSWORD, { source: source(), code })),
  );
  const guess = (n: number) => String(n).padStart(6, '0');
  tell(
    'guessing codes, 100 sources',
    await many(100, 10, (n) => signIn(email, PASSWORD, { source: source(), code: guess(n) })),
  );
}

async function flood(): Promise<void> {
  const answers = await many(300, 100, () => signIn(address(), 'x', { source: source() }));
  tell('300 sign-ins, 100 at once, as many sources', answers);
  const meanwhile = await Promise.all([
    many(100, 100, () => signIn(address(), 'x', { source: source() })),
    send('GET', '/session'),
  ]);
  console.log(`  another call meanwhile: ${meanwhile[1].ms.toFixed(0)} ms`);
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'bestellfix-attack-'));
const { PATH, HOME, TMPDIR } = process.env;
const stack = await startStack({
  dataDir,
  given: { PATH, HOME, TMPDIR, LOG_LEVEL: 'warn', TRUSTED_PROXY_HOPS: '1' },
  app: 'production',
  port: undefined,
  persistent: false,
  simulator: 'unless-given',
  build: true,
  report: () => undefined,
  onUnexpectedEnd: console.error,
});
APP = stack.appUrl;
try {
  for (const attack of [bruteForce, spraying, enumeration, codes, flood]) await attack();
} finally {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
