import { type Answer, account, address, PASSWORD, post, signIn, source } from './attacker';

const TURNS = 40;
const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

/**
 * Whether a door answers otherwise for an address that has an account: in words, and in time, turn about,
 * each from a source of its own and fewer than are refused.
 */
async function compare(
  door: string,
  turns: number,
  ask: (email: string) => Promise<Answer>,
  known: () => Promise<string>,
): Promise<void> {
  // Made before, so that nothing but asking comes between two questions.
  const addresses: string[] = [];
  for (let n = 0; n < turns; n++) addresses.push(await known());
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  const texts: Record<'known' | 'unknown', Set<string>> = { known: new Set(), unknown: new Set() };
  for (let n = 0; n < turns; n++)
    for (const kind of n % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      const email = kind === 'known' ? (addresses[n] ?? '') : address();
      const { ms, status, json, cookies } = await ask(email);
      times[kind].push(ms);
      texts[kind].add(wordsOf(status, json, cookies.length, email));
    }
  const isAlike = [...texts.known].sort().join() === [...texts.unknown].sort().join();
  const words = isAlike
    ? 'one answer'
    : `${[...texts.known].join(' | ')} AGAINST ${[...texts.unknown].join(' | ')}`;
  const ms = (kind: 'known' | 'unknown') => median(times[kind]).toFixed(1);
  console.log(
    `${door}: ${words}; known ${ms('known')} ms, unknown ${ms('unknown')} ms (medians of ${turns})`,
  );
}

/** Without what differs between any two: ids, moments, the address that was given. */
const wordsOf = (status: number, json: unknown, cookies: number, email: string) =>
  `${status} ${cookies} ${JSON.stringify(json)
    .replaceAll(email, '<address>')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<moment>')}`;

export async function enumeration(): Promise<void> {
  const victim = await account();
  const same = async () => victim.email;
  const another = async () => (await account()).email;
  await compare(
    'who is there, by signing in',
    TURNS,
    (email) => signIn(email, 'wrong', { source: source() }),
    same,
  );
  const ask = (path: string) => (email: string) => post(path, { email }, { source: source() });
  await compare('who is there, by signing up', TURNS, ask('/sign-up'), another);
  await compare('who is there, by a forgotten password', TURNS, ask('/password-resets'), another);
  const owner = await account();
  const { json: company } = await post('/companies', { name: 'Asking' }, { cookie: owner.cookie });
  const invite = (email: string) =>
    post('/invitations', { company_id: company.id, email, role: 'viewer' }, { cookie: owner.cookie });
  await compare('who is there, by inviting', TURNS, invite, another);
  const change = (email: string) =>
    post('/session', { email, password: PASSWORD.slice(1), code: '123456' }, { source: source() });
  await compare('who has a second factor, by a wrong password', 20, change, withFactor);
}

/** Whoever has one of any kind is asked for it after the password alone. */
async function withFactor(): Promise<string> {
  const { email, cookie } = await account();
  await post('/second-factor/app', { current_password: PASSWORD }, { cookie });
  return email;
}
