import { randomUUID } from 'node:crypto';
import type { Database } from '@/db/client';
import { insertUser } from '@/db/queries/people';
import { hashPassword } from '@/lib/platform/password';
import type { Received } from '@/testing/mail/mail-server';

export const PASSWORD = 'the right one, and long';

/** What is attacked: where it is, its database, and the mail it sent. */
export const target = { url: '', db: undefined as unknown as Database, mail: [] as Received[] };

export interface Answer {
  status: number;
  code: string;
  wait: string | null;
  ms: number;
  cookies: string[];
  // biome-ignore lint/suspicious/noExplicitAny: each attack knows what it asked for
  json: any;
}
export interface Sent {
  body?: object;
  source?: string;
  cookie?: string;
}

/** One call, as the proxy passes it on that this script plays; with a cookie it comes from our own page. */
export async function send(
  method: string,
  path: string,
  { body, source, cookie }: Sent = {},
): Promise<Answer> {
  const began = performance.now();
  const response = await fetch(`${target.url}/api/v1${path}`, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(source && { 'x-forwarded-for': source }),
      ...(cookie && { cookie, origin: target.url, 'sec-fetch-site': 'same-origin' }),
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
export const post = (path: string, body: object, more: Omit<Sent, 'body'> = {}) =>
  send('POST', path, { body, ...more });

let last = 0;
/** A source that was not used before. */
export const source = () => `198.51.${Math.floor(++last / 250)}.${(last % 250) + 1}`;
export const address = () => `${randomUUID()}@attack.example`;

export const signIn = (
  email: string,
  password: string,
  { code, ...more }: { source?: string; code?: string; cookie?: string } = {},
) => post('/session', { email, password, ...(code !== undefined && { code }) }, more);

/** Somebody who has an account, and is signed in at a browser of their own. */
export async function account() {
  const email = address();
  const { id } = await insertUser(target.db, { email, passwordHash: await hashPassword(PASSWORD) });
  const { cookies, code } = await signIn(email, PASSWORD, { source: source() });
  if (code !== 'done') throw new Error(`no session: ${code}`);
  return { id, email, cookie: cookies.join('; ') };
}

/** Such and such a number, so many at once. */
export async function many(
  count: number,
  atOnce: number,
  one: (n: number) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let n = 0; n < count; n += atOnce)
    answers.push(
      ...(await Promise.all(Array.from({ length: Math.min(atOnce, count - n) }, (_, i) => one(n + i)))),
    );
  return answers;
}

/** How often each answer came. */
export function tell(what: string, answers: readonly Answer[]): void {
  const counts: Record<string, number> = {};
  for (const { status, code } of answers)
    counts[`${status} ${code}`] = (counts[`${status} ${code}`] ?? 0) + 1;
  const refused = answers.filter(({ status }) => status === 429);
  const waits = refused.filter(({ wait }) => Number(wait) > 0).length;
  const retry = refused.length === 0 ? '' : `; Retry-After on ${waits} of ${refused.length}`;
  console.log(`${what}: ${JSON.stringify(counts)}${retry}`);
}

/** The secret of the newest link to a page in mail to an address, once it has come. */
export async function linkOf(email: string, page: string): Promise<string> {
  const pattern = new RegExp(`/${page}#([\\w-]{43})`);
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    const found = target.mail.findLast(({ to, text }) => to.includes(email) && pattern.test(text));
    if (found) return pattern.exec(found.text)?.[1] ?? '';
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no mail with ${page}`);
}
