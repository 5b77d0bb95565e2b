import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { canChangeLedger, roleOf } from '@/db/app-role';
import { auditEvents } from '@/db/schema/people';
import { suiteDatabase } from '@/testing/database/suite-database';
import { insertOneOfEach } from '@/testing/fixtures/one-of-each';
import { testCompany } from '@/testing/fixtures/test-company';

const t = suiteDatabase();
let companyId: string;
beforeAll(async () => {
  const company = await testCompany(t.db);
  ({ companyId } = company);
  await insertOneOfEach(t.db, companyId);
  await t.db
    .insert(auditEvents)
    .values({ companyId, actor: 'test', action: 'test', subjectType: 'test', subjectId: 'test' });
});

const KEPT = [
  'ledger_entries',
  'audit_events',
  'audit_chain',
  'sale_lines',
  'sale_accounts',
  'recipe_lines',
  'recipe_versions',
  'stock_counts',
  'stock_count_withdrawals',
];
const DERIVED = ['stock_levels', 'receipt_days', 'ledger_days'];
const denied = { cause: { code: '42501' } };

it.each([...KEPT, ...DERIVED])(
  'the app’s role may read %s and neither change, remove, empty nor unguard it',
  async (table) => {
    const name = sql.identifier(table);
    expect(await t.db.execute(sql`select count(*) from ${name}`)).toHaveLength(1);
    for (const statement of [
      sql`update ${name} set company_id = company_id`,
      sql`delete from ${name}`,
      sql`truncate ${name}`,
      sql`alter table ${name} disable trigger all`,
      sql`drop table ${name} cascade`,
      sql`create trigger mine before insert on ${name} execute function refuse_change()`,
    ]) {
      await expect(t.db.execute(statement)).rejects.toMatchObject(denied);
    }
  },
);

it.each(DERIVED)('the app’s role may not write %s, not even by a trigger of its own', async (table) => {
  const name = sql.identifier(table);
  await expect(t.db.execute(sql`insert into ${name} select * from ${name}`)).rejects.toMatchObject(denied);
  const own = t.db.transaction(async (tx) => {
    await tx.execute(sql`create temp table forged (like ledger_entries)`);
    await tx.execute(sql`create trigger forged after insert on forged referencing new table as written
                         for each statement execute function keep_stock_levels()`);
  });
  await expect(own).rejects.toMatchObject(denied);
});

it('the app’s role may not switch triggers off for itself, nor become another role, nor make one', async () => {
  for (const statement of [
    sql`set session_replication_role = 'replica'`,
    sql`set role postgres`,
    sql`set session authorization default; set role none; alter role current_user superuser`,
    sql`create role mine superuser`,
    sql`create table public.mine (id int)`,
    sql`alter function refuse_change() rename to nothing`,
    sql`create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'`,
  ]) {
    await expect(t.db.execute(statement)).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/^(42501|22023)$/) },
    });
  }
});

it('columns that are fixed are fixed for the app’s role, the others of the same table are not', async () => {
  await expect(t.db.execute(sql`update sales_snapshots set content_hash = ''`)).rejects.toMatchObject(denied);
  await expect(t.db.execute(sql`update item_mapping_versions set quantity = 1`)).rejects.toMatchObject(
    denied,
  );
  await t.db.execute(sql`update item_mapping_versions set superseded_at = now() where false`);
});

it('the audit log is append-only for its owner too', async () => {
  const refused = { cause: { code: '23001' } };
  await expect(t.owner.execute(sql`update audit_events set actor = 'x'`)).rejects.toMatchObject(refused);
  await expect(t.owner.execute(sql`delete from audit_events`)).rejects.toMatchObject(refused);
  await expect(t.owner.execute(sql`truncate audit_events cascade`)).rejects.toMatchObject(refused);
});

it('whether the wall stands is known', async () => {
  expect(await roleOf(t.url)).not.toBe(await roleOf(t.ownerUrl));
  expect(await canChangeLedger(t.url)).toBe(false);
  expect(await canChangeLedger(t.ownerUrl)).toBe(true);
});
