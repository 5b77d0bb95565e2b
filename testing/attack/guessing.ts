import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { account, address, many, PASSWORD, post, send, signIn, source, tell } from './attacker';

/** Passwords, one account. */
export async function bruteForce(): Promise<void> {
  const victim = await account();
  const one = source();
  const guess = (from: string, email: string) => signIn(email, 'wrong', { source: from });
  tell('brute force, 200 tries, one source', await many(200, 20, () => guess(one, victim.email)));
  tell('  the owner elsewhere', [await signIn(victim.email, PASSWORD, { source: source() })]);
  const other = await account();
  tell('brute force, 200 tries, 200 sources', await many(200, 20, () => guess(source(), other.email)));
  tell('  the owner elsewhere', [await signIn(other.email, PASSWORD, { source: source() })]);
  const { cookie } = other;
  tell('  the owner at a known device', [await signIn(other.email, PASSWORD, { source: source(), cookie })]);
}

/** One password, many accounts. */
export async function spraying(): Promise<void> {
  const one = source();
  const spray = (from: string) => signIn(address(), 'Summer2026!', { source: from });
  tell('spraying, 120 accounts once each, one source', await many(120, 20, () => spray(one)));
  const forged = source();
  const chain = (n: number) => `10.1.${Math.floor(n / 250)}.${n % 250}, ${forged}`;
  tell('spraying with forged X-Forwarded-For, 120', await many(120, 20, (n) => spray(chain(n))));
  const here = source();
  const join = () => post('/sign-up', { email: address() }, { source: here });
  tell('sign-up, 30 accounts, one source', await many(30, 10, join));
}

/** Codes of an app and for recovery, by somebody who has learned the password. */
export async function codes(): Promise<void> {
  const once = await withApp();
  tell('a code, five times at once', await many(5, 5, () => once.enter(once.code())));
  const one = await withApp();
  const tried = await many(100, 10, (n) => one.enter(String(n).padStart(6, '0')));
  tell('guessing codes of an app, 100 sources', tried);
  const through = tried.filter(({ code }) => code === 'wrong_code').length;
  // 3 of a million codes count at a time; the bucket fills again in a quarter of an hour.
  const aDay = (through * 96 * 3) / 1_000_000;
  console.log(`  ${through} of 100 let through: ${(aDay * 100).toFixed(2)} % a day that one was right`);
  const other = await withApp();
  const guess = () => other.enter(randomBytes(10).toString('hex').slice(0, 16));
  tell('guessing recovery codes, 100 sources', await many(100, 10, guess));
  tell('  the right one meanwhile', [await other.enter(other.recovery[0] ?? '')]);
}

/** Somebody with an app, whose codes of now and of the next half minute are unused. */
async function withApp() {
  const { email, cookie } = await account();
  const { json } = await post('/second-factor/app', { current_password: PASSWORD }, { cookie });
  const totp = new TOTP({ secret: Secret.fromBase32(json.secret) });
  const code = (steps = 0) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
  const confirmed = await post('/second-factor/app/confirm', { code: code(-1) }, { cookie });
  const enter = (typed: string) => signIn(email, PASSWORD, { source: source(), code: typed });
  return { code, enter, recovery: confirmed.json.recovery_codes as string[] };
}

/** Passkeys: what is not signed for this browser. */
export async function passkeys(): Promise<void> {
  const one = source();
  tell(
    'passkey challenges, 200, one source',
    await many(200, 20, () => post('/session/passkey/options', {}, { source: one })),
  );
  const text = randomBytes(32).toString('base64url');
  const made = {
    ...{ id: text, rawId: text, type: 'public-key' },
    response: { clientDataJSON: text, authenticatorData: text, signature: text, userHandle: text },
  };
  const begun = await post('/session/passkey/options', {}, { source: source() });
  const cookie = begun.cookies.join('; ');
  const answer = () => post('/session/passkey', { response: made }, { source: source(), cookie });
  tell('made-up passkeys, 50 sources', await many(50, 10, answer));
}

/** More at once than the passwords of two processors. */
export async function flood(): Promise<void> {
  const guess = () => signIn(address(), 'x', { source: source() });
  tell('300 sign-ins, 100 at once, as many sources', await many(300, 100, guess));
  const [, meanwhile] = await Promise.all([many(100, 100, guess), send('GET', '/session')]);
  console.log(`  another call meanwhile: ${meanwhile.ms.toFixed(0)} ms`);
}
