import { type ChildProcess, spawn } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '@/db/client';
import { deletions } from '@/db/schema/deletions';
import { hashPassword } from '@/lib/platform/password';
import { suiteDatabase } from '@/testing/database/suite-database';
import { everythingOf, insertOneOfEach } from '@/testing/fixtures/one-of-each';
import { testCompany } from '@/testing/fixtures/test-company';
import { testContext } from '@/testing/fixtures/test-context';
import { writeAudit } from '../audit';
import { chainAudit } from '../audit-log/chain-audit';
import { askCompanyDeletion, getCompanyDeletion, withdrawCompanyDeletion } from './company-deletion';
import { deleteAccount } from './delete-account';
import { deleteCompany, listDueCompanies } from './delete-companies';

const t = suiteDatabase();
const PASSWORD = 'correct horse battery';
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});
const system = () => testContext(t.db, { kind: 'system', memberships: {} });
const nameOf = async (companyId: string) =>
  (await t.db.execute<{ name: string }>(sql`select name from companies where id = ${companyId}`))[0]?.name ??
  '';

/** A company with a row of each kind, whose owner has a password. */
async function filled() {
  const company = await testCompany(t.db);
  const { companyId, userId } = company;
  await insertOneOfEach(t.db, companyId);
  await t.db.execute(
    sql`update users set password_hash = ${await hashPassword(PASSWORD)} where id = ${userId}`,
  );
  await writeAudit(t.db, company.ctx, {
    companyId,
    action: 'company.create',
    subjectType: 'company',
    subjectId: companyId,
  });
  await chainAudit(system());
  const ask = { company_id: companyId, name: await nameOf(companyId), current_password: PASSWORD };
  return { ...company, ask };
}
/** As if it had been asked for long ago; nobody but the tables' owner can, and not by the triggers' leave. */
const makeDue = (companyId: string) =>
  t.owner.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = 'replica'`);
    await tx.execute(
      sql`update deletions set asked_at = asked_at - interval '8 days', due_at = due_at - interval '8 days' where subject_id = ${companyId}`,
    );
  });
const deletion = async (companyId: string) =>
  (await t.owner.select().from(deletions).where(sql`subject_id = ${companyId} and withdrawn_at is null`))[0];
/** How many rows any table has of a company. */
async function rowsLeft(companyId: string): Promise<Record<string, number>> {
  const tables = await t.owner.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'company_id'`);
  const left: Record<string, number> = {};
  for (const { name } of [...tables, { name: 'companies' }]) {
    const key = sql.identifier(name === 'companies' ? 'id' : 'company_id');
    const [row] = await t.owner.execute<{ count: number }>(
      sql`select count(*)::int as count from ${sql.identifier(name)} where ${key} = ${companyId}`,
    );
    if (row && row.count > 0) left[name] = row.count;
  }
  return left;
}
const finish = async (companyId: string) => {
  while (!(await deleteCompany(system(), companyId, { batch: 7 })).isOver);
};

describe('a company goes seven days after an owner asked (R51)', () => {
  it('wants the password and the name, is told, can be taken back, and asks once', async () => {
    const { ctx, as, companyId, ask } = await filled();
    await expect(askCompanyDeletion(as('manager'), ask)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(askCompanyDeletion(ctx, { ...ask, name: 'Another' })).rejects.toMatchObject({
      code: 'company_name_differs',
    });
    await expect(askCompanyDeletion(ctx, { ...ask, current_password: 'wrong' })).rejects.toMatchObject({
      code: 'wrong_password',
    });
    expect(await getCompanyDeletion(ctx, ask)).toEqual({ asked_at: null, due_at: null });
    const asked = await askCompanyDeletion(ctx, ask);
    const days = (Date.parse(asked.due_at ?? '') - Date.parse(asked.asked_at ?? '')) / 86_400_000;
    expect(days).toBe(7);
    expect(await askCompanyDeletion(ctx, ask)).toEqual(asked);
    expect(await withdrawCompanyDeletion(ctx, ask)).toEqual({ asked_at: null, due_at: null });
    expect(await withdrawCompanyDeletion(ctx, ask)).toEqual({ asked_at: null, due_at: null });
    await makeDue(companyId);
    expect(await listDueCompanies(system())).not.toContain(companyId);
    const log = await t.db.execute(
      sql`select action from audit_events where company_id = ${companyId} and action like '%deletion' order by at`,
    );
    expect(log.map(({ action }) => action)).toEqual(['company.ask_deletion', 'company.withdraw_deletion']);
  });

  it('not a day earlier, whatever is written', async () => {
    const { ctx, companyId } = await filled();
    const before = await everythingOf(t.owner, companyId);
    const remove = () => t.db.execute(sql`select delete_company_rows(${companyId}::uuid, 10)`);
    await expect(remove()).rejects.toMatchObject({ cause: { code: '23001' } });
    // A date that is given is not taken.
    await t.db.insert(deletions).values({
      kind: 'company',
      subjectId: companyId,
      askedAt: new Date(0),
      dueAt: new Date(0),
      begunAt: new Date(),
    });
    expect((await deletion(companyId))?.dueAt.getTime()).toBeGreaterThan(Date.now() + 6.9 * 86_400_000);
    expect(await deleteCompany(system(), companyId)).toEqual({ isOver: true });
    await expect(remove()).rejects.toMatchObject({ cause: { code: '23001' } });
    await expect(t.db.execute(sql`update deletions set due_at = now()`)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
    await expect(
      t.db.execute(sql`update deletions set begun_at = now() where subject_id = ${companyId}`),
    ).rejects.toMatchObject({
      cause: { code: '23514' },
    });
    await expect(t.db.execute(sql`delete from deletions`)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
    await expect(
      t.owner.execute(sql`delete from ledger_entries where company_id = ${companyId}`),
    ).rejects.toMatchObject({ cause: { code: '23001' } });
    await expect(
      t.owner.execute(sql`delete from stock_levels where company_id = ${companyId}`),
    ).rejects.toMatchObject({ cause: { code: '23001' } });
    expect(await everythingOf(t.owner, companyId)).toEqual(before);
    await expect(deleteCompany(ctx, companyId)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('with every row it has, and no other company’s', async () => {
    const [gone, stays] = [await filled(), await filled()];
    const others = await everythingOf(t.owner, stays.companyId);
    const key = await gone.key();
    expect(key).toBeTruthy();
    await askCompanyDeletion(gone.ctx, gone.ask);
    await makeDue(gone.companyId);
    expect(await listDueCompanies(system())).toContain(gone.companyId);
    expect(Object.keys(await rowsLeft(gone.companyId)).length).toBeGreaterThan(15);
    await finish(gone.companyId);
    expect(await rowsLeft(gone.companyId)).toEqual({});
    expect(await everythingOf(t.owner, stays.companyId)).toEqual(others);
    const record = await deletion(gone.companyId);
    expect(record).toMatchObject({ kind: 'company', endedAt: expect.any(Date) });
    expect(record?.rows).toBeGreaterThan(15);
    expect(await listDueCompanies(system())).not.toContain(gone.companyId);
    expect(await deleteCompany(system(), gone.companyId)).toEqual({ isOver: true });
    // The person is still there, without the company.
    expect(await t.db.execute(sql`select 1 from users where id = ${gone.userId}`)).toHaveLength(1);
    expect(await t.db.execute(sql`select 1 from memberships where user_id = ${gone.userId}`)).toHaveLength(0);
  });

  it('killed in between, nobody sees what is left, and the next goes on; two at once do it once', async () => {
    const { ctx, companyId, ask } = await filled();
    await askCompanyDeletion(ctx, ask);
    await makeDue(companyId);
    // Holds what is deleted late, so that the child waits in the middle.
    const holder = openDatabase(t.ownerUrl, { max: 1, name: 'bestellfix-test-holder' });
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isHeld = () => {};
    const held = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    const holding = holder.transaction(async (tx) => {
      await tx.execute(sql`select 1 from storage_units where company_id = ${companyId} for update`);
      isHeld();
      await released;
    });
    await held;
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'testing/processes/delete-child.ts', companyId],
      {
        env: { ...process.env, DATABASE_URL: t.url },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    children.push(child);
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    await vi.waitFor(
      async () => {
        const waiting = await t.owner.execute(
          sql`select 1 from pg_stat_activity where application_name = 'bestellfix-delete-child' and wait_event_type = 'Lock'`,
        );
        if (waiting.length === 0) throw new Error('the child waits for nothing');
      },
      { timeout: 60_000 },
    );
    child.kill('SIGKILL');
    await ended;
    await t.owner.execute(
      sql`select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'bestellfix-delete-child'`,
    );
    release();
    await holding;
    await holder.$client.end();

    const left = await rowsLeft(companyId);
    expect(left).toMatchObject({ companies: 1, storage_units: 1 });
    for (const table of ['ledger_entries', 'memberships', 'api_keys', 'invitations'])
      expect(left[table]).toBeUndefined();
    expect((await deletion(companyId))?.endedAt).toBeNull();
    await expect(
      t.db.execute(sql`update deletions set withdrawn_at = now() where subject_id = ${companyId}`),
    ).rejects.toMatchObject({ cause: { code: '23514' } });
    await Promise.all([finish(companyId), finish(companyId)]);
    expect(await rowsLeft(companyId)).toEqual({});
    expect(await deletion(companyId)).toMatchObject({ endedAt: expect.any(Date) });
  });
});

describe('a person goes at once (R51)', () => {
  it('not as the only owner of a company, and not with another’s password', async () => {
    const { ctx, userId, ask } = await filled();
    await expect(deleteAccount(ctx, { current_password: 'wrong' })).rejects.toMatchObject({
      code: 'wrong_password',
    });
    await expect(deleteAccount(ctx, { current_password: PASSWORD })).rejects.toMatchObject({
      code: 'only_owner',
      details: { companies: [ask.name] },
    });
    expect(await t.db.execute(sql`select 1 from users where id = ${userId}`)).toHaveLength(1);
  });

  it('with all that names them; who did what stays under a pseudonym, and the chain holds', async () => {
    const company = await filled();
    const { companyId, userId, email } = company;
    const other = await filled();
    await t.db.execute(
      sql`insert into memberships (company_id, user_id, role) values (${companyId}, ${other.userId}, 'owner')`,
    );
    await company.key();
    await t.db.execute(
      sql`insert into sessions (id, user_id, last_seen_at, ends_at) values (gen_random_uuid(), ${userId}, now(), now())`,
    );
    await t.db.execute(
      sql`insert into mails (id, user_id, kind, address, next_try_at, give_up_at) values (gen_random_uuid(), ${userId}, 'reset', ${email}, now(), now())`,
    );
    await t.db.execute(
      sql`insert into known_devices (user_id, device_hash, last_used_at) values (${userId}, 'h', now())`,
    );
    await t.db.execute(
      sql`insert into audit_events (id, company_id, actor, action, subject_type, subject_id, address) values (gen_random_uuid(), ${companyId}, ${`user:${userId}`}, 'session.begin', 'user', ${userId}, '192.0.2.1')`,
    );
    const events = await t.db.execute(sql`select 1 from audit_events where company_id = ${companyId}`);
    expect(await deleteAccount(company.ctx, { current_password: PASSWORD })).toEqual({ ok: true });

    const tables = await t.owner.execute<{ name: string }>(
      sql`select tablename as name from pg_tables where schemaname = 'public'`,
    );
    for (const { name } of tables) {
      const [row] = await t.owner.execute<{ all: string | null }>(
        sql`select json_agg(x)::text as all from ${sql.identifier(name)} x`,
      );
      expect(row?.all ?? '', name).not.toContain(email);
      expect(row?.all ?? '', name).not.toContain('192.0.2.1');
    }
    expect(await t.db.execute(sql`select 1 from audit_events where company_id = ${companyId}`)).toHaveLength(
      events.length + 1,
    );
    expect(
      await t.db.execute(
        sql`select 1 from api_keys where company_id = ${companyId} and name = 'owner' and revoked_at is null`,
      ),
    ).toHaveLength(0);
    expect(
      await t.owner.execute(
        sql`select 1 from deletions where kind = 'person' and subject_id = ${userId} and ended_at is not null`,
      ),
    ).toHaveLength(1);
    const { listAudit } = await import('../audit-log/list-audit');
    const { data } = await listAudit(company.as('owner'), { company_id: companyId });
    expect(data.find(({ action }) => action === 'person.delete')?.actor.name).toBe(`#${userId.slice(-6)}`);
  });

  it('of two owners who go at once, one stays', async () => {
    const company = await filled();
    const other = await filled();
    await t.db.execute(
      sql`insert into memberships (company_id, user_id, role) values (${company.companyId}, ${other.userId}, 'owner')`,
    );
    await t.db.execute(sql`delete from memberships where company_id = ${other.companyId}`);
    const both = await Promise.allSettled(
      [
        company.ctx,
        testContext(t.db, { memberships: { [company.companyId]: 'owner' }, userId: other.userId }),
      ].map((ctx) => deleteAccount(ctx, { current_password: PASSWORD })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(
      await t.db.execute(sql`select 1 from memberships where company_id = ${company.companyId}`),
    ).toHaveLength(1);
  });

  it('and every table that refers to people lets them', async () => {
    const stuck = await t.owner.execute(sql`
      select conrelid::regclass::text as table from pg_constraint
      where contype = 'f' and confrelid = 'users'::regclass and confdeltype not in ('c', 'n')`);
    expect([...stuck]).toEqual([]);
  });
});
