import { insertMembership } from '@/db/queries/people';
import { administerPerson, type PersonAct } from '@/lib/services/people/administer-person';
import { account, linkOf, PASSWORD, post, send, signIn, source, target } from './attacker';

type Someone = Awaited<ReturnType<typeof account>>;
const NEW = 'quite another password';

/** A copy of a cookie after each way in which its session, or what it opens, ends. */
export async function endings(): Promise<void> {
  await after('signing out', (me) => send('DELETE', '/session', { cookie: me.cookie }));
  await after('signing out elsewhere', async (me) => {
    const other = await elsewhere(me);
    return post('/sessions/end-others', {}, { cookie: other });
  });
  await after('a new password', async (me) => {
    const body = { current_password: PASSWORD, new_password: NEW };
    return send('PUT', '/password', { body, cookie: await elsewhere(me) });
  });
  await after('a new password by mail', async (me) => {
    await post('/password-resets', { email: me.email }, { source: source() });
    const token = await linkOf(me.email, 'reset');
    return post('/password-resets/use', { token, password: NEW }, { source: source() });
  });
  const host = (act: PersonAct) => (me: Someone) =>
    administerPerson(target.db, { email: me.email, act, now: new Date() });
  await after('disabling', host({ kind: 'disable-user' }));
  await after('reset-password', host({ kind: 'reset-password', password: NEW }));
  await after('reset-second-factor', host({ kind: 'reset-second-factor' }));
  await after('end-sessions', host({ kind: 'end-sessions' }));
  await removal();
}

/** The same person at another browser. */
async function elsewhere({ email }: Someone): Promise<string> {
  return (await signIn(email, PASSWORD, { source: source() })).cookies.join('; ');
}

async function after(what: string, end: (me: Someone) => Promise<unknown>): Promise<void> {
  const me = await account();
  const { json: company } = await post('/companies', { name: 'Mine' }, { cookie: me.cookie });
  const before = await look(me, company.id);
  await end(me);
  console.log(`a copied cookie after ${what}: ${before} before, ${await look(me, company.id)} after`);
}

/** Removed from a company, the person is still signed in, and the company is closed. */
async function removal(): Promise<void> {
  const [owner, me] = [await account(), await account()];
  const { json: company } = await post('/companies', { name: 'Theirs' }, { cookie: owner.cookie });
  await insertMembership(target.db, { companyId: company.id, userId: me.id, role: 'owner' });
  const before = await look(me, company.id);
  await send('DELETE', `/members/${me.id}?company_id=${company.id}`, { cookie: owner.cookie });
  console.log(`a copied cookie after removal: ${before} before, ${await look(me, company.id)} after`);
}

/** What three doors say to it: who it is, the company, and a write. */
async function look({ cookie }: Someone, companyId: string): Promise<string> {
  const answers = await Promise.all([
    send('GET', '/sessions', { cookie }),
    send('GET', `/storage-units?company_id=${companyId}`, { cookie }),
    post('/storage-units', { company_id: companyId, name: `No ${Math.random()}` }, { cookie }),
  ]);
  return answers.map(({ status }) => status).join(' ');
}
