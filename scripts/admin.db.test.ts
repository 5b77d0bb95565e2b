import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApi } from '@/testing/fixtures/api';

let api: Awaited<ReturnType<typeof testApi>>;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

/** What `npm run admin -- …` runs. */
function admin(args: string[], settings: Record<string, string> = {}, typed = '') {
  const tsx = path.resolve('node_modules/tsx/dist/cli.mjs');
  const child = spawn(process.execPath, [tsx, 'scripts/admin.ts', ...args], {
    env: { ...process.env, ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(typed);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
}
const create = (more: Record<string, string> = {}) => {
  const options = { email: 'chef@test.example', password: 'a long password', company: 'Seeblick', ...more };
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
};

describe('npm run admin -- create-key', () => {
  it('makes what is missing of person, company and key, and prints one line of JSON', async () => {
    const first = await admin(['create-key', ...create()]);
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out.trim().split('\n')).toHaveLength(1);
    const made = JSON.parse(first.out) as Record<'user_id' | 'company_id' | 'api_key', string>;
    expect(Object.keys(made)).toEqual(['user_id', 'company_id', 'api_key']);
    const mine = await api.call('/companies', { as: made.api_key });
    expect(mine.json.data).toMatchObject([{ id: made.company_id, name: 'Seeblick', role: 'owner' }]);
    const body = { email: 'chef@test.example', password: 'a long password' };
    expect((await api.call('/session', { method: 'POST', body })).json.id).toBe(made.user_id);

    const second = JSON.parse((await admin(['create-key', ...create({ role: 'viewer' })])).out);
    expect(second).toMatchObject({ user_id: made.user_id, company_id: made.company_id });
    expect(second.api_key).not.toBe(made.api_key);
    const unit = { method: 'POST', body: { company_id: made.company_id, name: 'No' } };
    expect(await api.call('/storage-units', { ...unit, as: second.api_key })).toMatchObject({
      code: 'forbidden',
    });
    const other = JSON.parse((await admin(['create-key', ...create({ company: 'Second' })])).out);
    expect(other.user_id).toBe(made.user_id);
    expect(other.company_id).not.toBe(made.company_id);
  });

  it('takes the password from where no process list shows it', async () => {
    const args = ['create-key', '--email', 'quiet@test.example', '--company', 'Quiet'];
    const piped = await admin(args, {}, 'a quiet password\n');
    expect([piped.code, piped.err]).toEqual([0, '']);
    const body = { email: 'quiet@test.example', password: 'a quiet password' };
    expect((await api.call('/session', { method: 'POST', body })).status).toBe(200);
    expect((await admin(args, { ADMIN_PASSWORD: 'a quiet password' })).code).toBe(0);
    expect((await admin(args, { ADMIN_PASSWORD: 'another password' })).err).toMatch(/password/);
  });

  it('says in one sentence what is wrong, without a trace', async () => {
    const refusals: [string[], RegExp, Record<string, string>?][] = [
      [[], /Usage:/],
      [['create-key', '--email', 'x@test.example'], /Missing --company/],
      [['create-key', '--email', 'x@test.example', '--company', 'X'], /No password/],
      [['create-key', ...create({ role: 'king' })], /Unknown role "king"/],
      [['create-key', ...create(), '--what', 'x'], /--what/],
      [['create-key', ...create({ password: 'another password' })], /another password/],
      [['create-key', ...create({ email: 'no address', company: 'X' })], /email/],
      [['create-key', ...create({ email: 'new@test.example', password: 'short' })], /password/],
      [['create-key', ...create({ email: 'new@test.example', password: 'password123' })], /leaked/],
      [['create-key', ...create({ email: 'new@test.example', password: 'aaaaaaaaaaaa' })], /easily guessed/],
      [['create-key', ...create()], /cannot be reached/, { DATABASE_URL: 'postgres://x@127.0.0.1:9/x' }],
    ];
    const answers = await Promise.all(refusals.map(([args, , settings]) => admin(args, settings)));
    for (const [index, answer] of answers.entries()) {
      expect([answer.code, answer.out]).toEqual([1, '']);
      expect(answer.err).toMatch(refusals[index]?.[1] as RegExp);
      expect(answer.err).not.toMatch(/^\s+at /m);
    }
  });
});

describe('npm run admin -- reset-password, end-sessions, disable-user', () => {
  it('act on one person, and sign them out', async () => {
    const email = 'left@test.example';
    const signIn = (password: string) =>
      api.call('/session', { method: 'POST', body: { email, password } }).then(({ code }) => code ?? 'in');
    await api.call('/sign-up', { method: 'POST', body: { email, password: 'a long password' } });
    const reset = await admin(['reset-password', '--email', email], {}, 'a new long password\n');
    expect([reset.code, reset.err]).toEqual([0, '']);
    expect(JSON.parse(reset.out)).toMatchObject({ ended_sessions: 1 });
    expect([await signIn('a long password'), await signIn('a new long password')]).toEqual([
      'invalid_credentials',
      'in',
    ]);
    expect(JSON.parse((await admin(['disable-user', '--email', email])).out)).toMatchObject({
      ended_sessions: 1,
    });
    expect(await signIn('a new long password')).toBe('invalid_credentials');
    const short = await admin(['reset-password', '--email', email], {}, 'short\n');
    expect([short.code, short.err]).toEqual([1, expect.stringMatching(/10 to 200 characters/)]);
    expect((await admin(['end-sessions', '--email', 'no@test.example'])).err).toMatch(/no account/);
    const leaked = await admin(['reset-password', '--email', email], {}, 'password123\n');
    expect([leaked.code, leaked.err]).toEqual([1, expect.stringMatching(/leaked/)]);
    expect((await admin(['end-sessions'])).err).toMatch(/Missing --email/);
  });
});

describe('what npm run admin does', () => {
  it('is on record in each company of the person, as done at the server', async () => {
    const given = { email: 'recorded@test.example', company: 'Recorded' };
    const made = JSON.parse((await admin(['create-key', ...create(given)])).out);
    await admin(['create-key', ...create({ ...given, company: 'Recorded too' })]);
    for (const act of ['end-sessions', 'reset-second-factor', 'disable-user', 'enable-user'])
      expect((await admin([act, '--email', given.email])).code).toBe(0);
    const rows = await api.db.execute(sql`select actor, action from audit_events
      where company_id = ${made.company_id} order by at`);
    const by = (action: string) => ({ actor: 'job:admin', action });
    expect(rows).toEqual([
      ...['company.create', 'api_key.create', 'host.end_sessions'].map(by),
      ...['host.reset_second_factor', 'host.disable_user', 'host.enable_user'].map(by),
    ]);
    const other =
      await api.db.execute(sql`select 1 from audit_events e join companies c on c.id = e.company_id
      where c.name = 'Recorded too' and e.action like 'host.%'`);
    expect(other).toHaveLength(4);
  });
});

describe('npm run admin -- verify-audit', () => {
  it('says of each company whether its audit log is as it was written, and fails where one is not', async () => {
    const whole = await admin(['verify-audit']);
    expect([whole.code, whole.err]).toEqual([0, '']);
    const { companies } = JSON.parse(whole.out) as { companies: { company: string; broken: unknown }[] };
    expect(companies).toContainEqual(expect.objectContaining({ company: 'Seeblick', broken: null }));
    await api.owner.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = 'replica'`);
      await tx.execute(sql`
        insert into audit_events (id, company_id, actor, action, subject_type, subject_id)
        select gen_random_uuid(), id, 'user:x', 'company.create', 'company', id::text from companies`);
    });
    const broken = await admin(['verify-audit']);
    expect([broken.code, broken.out]).toEqual([1, expect.stringContaining('event_not_chained')]);
  });
});

describe('npm run admin -- list-deletions and repeat-deletions', () => {
  it('prints a line each, and fails while somebody is the only owner', async () => {
    const made = JSON.parse(
      (await admin(['create-key', ...create({ email: 'last@test.example', company: 'Last' })])).out,
    );
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'deletions-')), 'deletions.jsonl');
    writeFileSync(file, `${JSON.stringify({ kind: 'person', subject_id: made.user_id })}\n`);
    const kept = await admin(['repeat-deletions', '--file', file]);
    expect([kept.code, JSON.parse(kept.out).deletions]).toEqual([
      1,
      [{ kind: 'person', subject_id: made.user_id, result: 'only_owner', companies: ['Last'] }],
    ]);
    writeFileSync(
      file,
      `${JSON.stringify({ kind: 'company', subject_id: made.company_id })}\n${readFileSync(file, 'utf8')}`,
    );
    const done = await admin(['repeat-deletions', '--file', file]);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.out).deletions.map((one: { result: string }) => one.result)).toEqual([
      'closed',
      'deleted',
    ]);
    const listed = await admin(['list-deletions']);
    expect(listed.out.trim()).toBe(JSON.stringify({ kind: 'person', subject_id: made.user_id }));
    expect((await admin(['repeat-deletions'])).err).toContain('Missing --file');
  });
});
