import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { exportTables, LEFT_OUT } from '@/db/queries/exports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { insertOneOfEach } from '@/testing/fixtures/one-of-each';
import { testCompany } from '@/testing/fixtures/test-company';
import { writeAudit } from '../audit';
import { exportCompany, exportPerson } from './export-data';

const t = suiteDatabase();
const CANARY = 'canary-that-must-not-leave';

async function unpack(stream: ReadableStream<Uint8Array>): Promise<Record<string, string>> {
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]));
}
const lines = (file: string | undefined) => (file ?? '').split('\r\n').length - 2;

/** A company with a row of each kind, and secrets wherever there are any. */
async function filled() {
  const company = await testCompany(t.db);
  const { companyId, userId, email } = company;
  const things = await insertOneOfEach(t.db, companyId);
  const db = t.owner;
  await db.execute(
    sql`update lightspeed_integrations set token_ciphertext = ${CANARY} where company_id = ${companyId}`,
  );
  await db.execute(
    sql`update api_keys set key_hash = ${`${CANARY}-key-${companyId}`}, created_by = ${userId} where company_id = ${companyId}`,
  );
  await db.execute(
    sql`update invitations set token_hash = ${`${CANARY}-link-${companyId}`} where company_id = ${companyId}`,
  );
  await db.execute(
    sql`update users set password_hash = ${CANARY}, name = 'Erika Beispiel' where id = ${userId}`,
  );
  await db.execute(
    sql`insert into mails (id, company_id, user_id, kind, address, sealed, next_try_at, give_up_at) values (${v7()}, ${companyId}, ${userId}, 'other', ${email}, ${CANARY}, now(), now())`,
  );
  await db.execute(
    sql`insert into known_devices (user_id, device_hash, last_used_at) values (${userId}, ${CANARY}, now())`,
  );
  await db.execute(
    sql`insert into account_links (id, purpose, user_id, address, token_hash, expires_at) values (${v7()}, 'reset', ${userId}, ${email}, ${`${CANARY}-${v7()}`}, now())`,
  );
  await db.execute(
    sql`insert into oauth_states (state_hash, company_id, user_id, purpose, expires_at) values (${`${CANARY}-${v7()}`}, ${companyId}, ${userId}, 'connect', now())`,
  );
  await db.execute(
    sql`insert into sessions (id, user_id, user_agent, last_seen_at, ends_at) values (${v7()}, ${userId}, 'Browser', now(), now())`,
  );
  await writeAudit(t.db, company.ctx, {
    companyId,
    action: 'recipe.update',
    subjectType: 'recipe',
    subjectId: things.recipe,
    details: { secret_of: 'the company' },
  });
  return { ...company, things };
}

describe('the export of a company (R51)', () => {
  it('has every row and nothing secret, and no other company’s', async () => {
    const [mine, other] = [await filled(), await filled()];
    const files = await unpack(await exportCompany(mine.ctx, { company_id: mine.companyId }));
    for (const { name } of exportTables('company')) {
      const key = sql.identifier(name === 'companies' ? 'id' : 'company_id');
      const [row] = await t.owner.execute<{ count: number }>(
        sql`select count(*)::int as count from ${sql.identifier(name)} where ${key} = ${mine.companyId}`,
      );
      expect(lines(files[`${name}.csv`]), name).toBe(row?.count);
    }
    const whole = Object.values(files).join('\n');
    expect(whole).toContain(mine.things.ledger_entry);
    expect(whole).toContain(mine.email);
    expect(whole).not.toContain(CANARY);
    for (const id of [other.companyId, ...Object.values(other.things)]) expect(whole).not.toContain(id);
    expect(files['README.md']).toContain('ledger_entries.csv: Ledger entries');
    expect(files['README.md']).toContain('ledger_entries.csv: Buchungen');
    expect(
      await t.db.execute(
        sql`select 1 from audit_events where company_id = ${mine.companyId} and action = 'company.export'`,
      ),
    ).toHaveLength(1);
  });

  it('is read in pages, whole, with answers as they were kept', async () => {
    const { companyId, ctx, things } = await filled();
    await t.owner.execute(
      sql`insert into storage_units (id, company_id, name) select gen_random_uuid(), ${companyId}, 'Unit ' || n || chr(10) || '=1+1' from generate_series(1, 1203) n`,
    );
    const raw = '{"sales":[{"accountReference":9007199254740993}]}';
    await t.owner.execute(sql`insert into sales_snapshots (id, company_id, location_id, business_day, version, content_hash, raw, account_count, line_count, data_complete, fetched_at, confirmed_at)
      select gen_random_uuid(), ${companyId}, ${things.location}, '2026-03-01'::date + n, 1, 'h', ${raw}, 0, 0, true, now(), now() from generate_series(1, 3) n`);
    const files = await unpack(await exportCompany(ctx, { company_id: companyId }));
    const ids = new Set((files['storage_units.csv'] ?? '').match(/^"[0-9a-f-]{36}"/gm));
    expect(ids.size).toBe(1204);
    expect(files['storage_units.csv']).toContain("\n'=1+1");
    const answers = (files['answers.ndjson'] ?? '').trim().split('\n');
    expect(answers).toHaveLength(3);
    expect(answers[0]).toContain('"answer":{"sales":[{"accountReference":9007199254740993}]}');
    for (const answer of answers) JSON.parse(answer);
  });

  it('is for owners, who are people', async () => {
    const { as, asJob, companyId } = await filled();
    const of = { company_id: companyId };
    await expect(exportCompany(as('manager'), of)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(exportCompany(asJob(), of)).rejects.toMatchObject({ code: 'person_required' });
    await expect(exportCompany((await filled()).ctx, of)).rejects.toMatchObject({
      code: 'unauthorized_company_access',
    });
    await expect(exportPerson(asJob())).rejects.toMatchObject({ code: 'person_required' });
  });
});

it('the export of a person has what is theirs over all companies, no secret and nothing of others (R51)', async () => {
  const [mine, other] = [await filled(), await filled()];
  const files = await unpack(await exportPerson(mine.ctx));
  const whole = Object.values(files).join('\n');
  for (const text of ['Erika Beispiel', mine.email, 'Browser', 'recipe.update'])
    expect(whole).toContain(text);
  for (const text of [CANARY, other.email, other.userId, 'secret_of', mine.things.recipe])
    expect(whole).not.toContain(text);
  for (const name of [
    'users',
    'memberships',
    'sessions',
    'known_devices',
    'account_links',
    'mails',
    'api_keys',
  ])
    expect(lines(files[`${name}.csv`]), name).toBe(1);
  expect(
    await t.db.execute(
      sql`select 1 from audit_events where company_id = ${mine.companyId} and action = 'person.export'`,
    ),
  ).toHaveLength(1);
});

it('what sounds like a secret is left out, or is known to be none', () => {
  const known = new Set([
    'content_hash',
    'received_hash',
    'request_hash',
    'hash',
    'source_digest',
    'token_version',
    'tokens_renewed_at',
    'access_expires_at',
  ]);
  const exported = [...exportTables('company'), ...exportTables('person')].flatMap(({ columns }) =>
    columns.map(({ name }) => name),
  );
  const suspect = exported.filter((name) =>
    /hash|digest|secret|token|cipher|seal|salt|password|credential|recovery|totp|key$/.test(name),
  );
  expect([...new Set(suspect)].filter((name) => !known.has(name) && !LEFT_OUT.has(name))).toEqual([
    'once_key',
    'key',
    'reason_key',
    'digest_hour',
  ]);
});

it('every file is documented', () => {
  const page = readFileSync('docs/export.md', 'utf8');
  for (const { name } of [...exportTables('company'), ...exportTables('person')])
    expect(page).toContain(`\`${name}.csv\``);
});
