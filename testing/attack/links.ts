import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { account, address, linkOf, many, post, source, target, tell } from './attacker';

const NEW = 'quite another password';
const guess = () => randomBytes(32).toString('base64url');
const use = (token: string) => post('/password-resets/use', { token, password: NEW }, { source: source() });

/** Secrets of mail: guessed, used twice, used at once, too old. */
export async function links(): Promise<void> {
  const one = source();
  const reset = (from: string) =>
    post('/password-resets/use', { token: guess(), password: NEW }, { source: from });
  tell('guessing reset links, 100, one source', await many(100, 20, () => reset(one)));
  tell('guessing reset links, 100 sources', await many(100, 20, () => reset(source())));
  const open = () => post('/invitations/open', { token: guess() }, { source: source() });
  tell('guessing invitation links, 100 sources', await many(100, 20, open));
  const confirm = () => post('/address/confirm', { token: guess() }, { source: source() });
  tell('guessing confirmation links, 100 sources', await many(100, 20, confirm));

  const victim = await account();
  await post('/password-resets', { email: victim.email }, { source: source() });
  const token = await linkOf(victim.email, 'reset');
  tell('a reset link, five times at once', await many(5, 5, () => use(token)));
  tell('  and once more', [await use(token)]);

  const late = await account();
  await post('/password-resets', { email: late.email }, { source: source() });
  const old = await linkOf(late.email, 'reset');
  await target.db.execute(sql`update account_links set expires_at = expires_at - interval '30 minutes'`);
  tell('a reset link after 30 minutes', [await use(old)]);

  const newcomer = address();
  await post('/sign-up', { email: newcomer }, { source: source() });
  const welcome = await linkOf(newcomer, 'welcome');
  tell('a link to a new account, five times at once', await many(5, 5, () => use(welcome)));
  await invitations();
}

async function invitations(): Promise<void> {
  const [owner, guest, thief] = [await account(), await account(), await account()];
  const { json: company } = await post('/companies', { name: 'Inviting' }, { cookie: owner.cookie });
  const body = { company_id: company.id, email: guest.email, role: 'manager' };
  await post('/invitations', body, { cookie: owner.cookie });
  const token = await linkOf(guest.email, 'invite');
  const accept = ({ cookie }: { cookie: string }) => post('/invitations/accept', { token }, { cookie });
  tell('an invitation, by another account', [await accept(thief)]);
  tell('an invitation, five times at once', await many(5, 5, () => accept(guest)));
  await post('/invitations', { ...body, email: thief.email }, { cookie: owner.cookie });
  const old = await linkOf(thief.email, 'invite');
  await target.db.execute(sql`update invitations set expires_at = expires_at - interval '7 days'`);
  tell('an invitation after seven days', [
    await post('/invitations/accept', { token: old }, { cookie: thief.cookie }),
  ]);
}
