import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { ledgerEntries } from '@/db/schema/ledger';
import { someoneAwaitsLock } from '@/testing/database/awaits-lock';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { saveMapping } from '../item/save-mapping';
import { createLedgerEntries } from './create-ledger-entries';
import { getLedgerDigest } from './get-ledger-digest';
import { listBalances } from './list-balances';
import { listLedgerEntries } from './list-ledger-entries';

const DAY = '2026-03-14';
const database = suiteDatabase();
let restaurant: TestRestaurant;
beforeEach(async () => {
  restaurant = await testRestaurant(database.db);
});

const transfer = () => restaurant.transfer(DAY);
const receive = (quantity: string, unit_cost: string) =>
  createLedgerEntries(restaurant.ctx, {
    company_id: restaurant.companyId,
    type: 'RECEIPT',
    ingredient_id: restaurant.ingredient.cola,
    storage_unit_id: restaurant.unitId,
    quantity,
    unit_cost,
    date: DAY,
  });
/** The database's own clock, which records; to its full microseconds. */
async function now(): Promise<string> {
  const [row] = await database.db.execute<{ at: string }>(
    sql`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
  );
  return row?.at ?? '';
}
/** Recorded times are whole milliseconds, rounded up: the next one begins before the next entry. */
async function nextMillisecond(): Promise<string> {
  const from = await now();
  for (;;) {
    const at = await now();
    if (Date.parse(at) > Date.parse(from)) return at;
  }
}
const ledgerAt = async (known_at?: string) => {
  const company = { company_id: restaurant.companyId, known_at };
  const [entries, balances, digest] = await Promise.all([
    listLedgerEntries(restaurant.ctx, company),
    listBalances(restaurant.ctx, company),
    getLedgerDigest(restaurant.ctx, company),
  ]);
  return { entries: entries.data.map((entry) => entry.id), balances: balances.data, digest };
};

describe('as known at a moment', () => {
  it('lists, balances, costs and digest stay what they were, whatever is corrected later', async () => {
    restaurant.pos.everyDay = day(sale('cola', '3'), sale('espresso', '2'));
    await receive('10', '1.5');
    await transfer();
    const before = await ledgerAt();
    const then = await nextMillisecond();
    await receive('10', '2.5');
    restaurant.pos.everyDay = day(sale('cola', '5'));
    await transfer();
    await saveMapping(restaurant.ctx, {
      id: restaurant.item.cola,
      mapped_object_type: 'ingredient',
      mapped_object_id: restaurant.ingredient.cola,
      quantity: '2',
    });
    await transfer();
    expect(await ledgerAt(then)).toEqual(before);
    expect((await ledgerAt()).digest).not.toEqual(before.digest);
    const first = await listLedgerEntries(restaurant.ctx, {
      company_id: restaurant.companyId,
      known_at: then,
      to: '2026-03-13',
    });
    expect(first.data).toEqual([]);
  });

  it('balances page over what was known then alone, also of another day', async () => {
    const dated = (ingredient_id: string, date: string) =>
      createLedgerEntries(restaurant.ctx, {
        company_id: restaurant.companyId,
        type: 'RECEIPT',
        ingredient_id,
        storage_unit_id: restaurant.unitId,
        quantity: '4',
        unit_cost: '1',
        date,
      });
    await dated(restaurant.ingredient.beef, '2026-03-12');
    await dated(restaurant.ingredient.cola, '2026-03-14');
    const then = await nextMillisecond();
    await dated(restaurant.ingredient.beans, '2026-03-10');
    await dated(restaurant.ingredient.cola, '2026-03-10');
    const page = async (known_at: string | undefined, as_of?: string) => {
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const input = { company_id: restaurant.companyId, known_at, as_of, limit: 1, cursor };
        const answer = await listBalances(restaurant.ctx, input);
        names.push(...answer.data.map((row) => `${row.ingredient_name} ${row.quantity}`));
        cursor = answer.next_cursor ?? undefined;
      } while (cursor);
      return names.sort();
    };
    const [beef, beans, cola] = ['Beef fillet', 'Coffee beans', 'Cola bottle'];
    expect(await page(undefined)).toEqual([`${beef} 4`, `${beans} 4`, `${cola} 8`]);
    expect(await page(then)).toEqual([`${beef} 4`, `${cola} 4`]);
    expect(await page(then, '2026-03-13')).toEqual([`${beef} 4`]);
    expect(await page(then, '2026-03-11')).toEqual([]);
    expect(await page(undefined, '2026-03-11')).toEqual([`${beans} 4`, `${cola} 4`]);
  });

  it('waits for a transaction that recorded before the moment and commits after it', async () => {
    const row = {
      companyId: restaurant.companyId,
      type: 'RECEIPT' as const,
      ingredientId: restaurant.ingredient.cola,
      storageUnitId: restaurant.unitId,
      quantity: '1',
      unitCost: '1',
      businessDay: DAY,
      source: 'manual' as const,
      createdBy: 'test',
    };
    const late = v7();
    let moment = '';
    let asked: ReturnType<typeof listLedgerEntries> | undefined;
    await database.db.transaction(async (tx) => {
      await tx.insert(ledgerEntries).values({ ...row, id: late, recordedAt: new Date('2020-01-01') });
      moment = await nextMillisecond();
      asked = listLedgerEntries(restaurant.ctx, { company_id: restaurant.companyId, known_at: moment });
      await someoneAwaitsLock(database.db);
    });
    expect((await asked)?.data.map((entry) => entry.id)).toEqual([late]);
    const again = () =>
      listLedgerEntries(restaurant.ctx, { company_id: restaurant.companyId, known_at: moment });
    expect((await again()).data.map((entry) => entry.id)).toEqual([late]);
    await receive('1', '1');
    expect((await again()).data.map((entry) => entry.id)).toEqual([late]);
  });

  it('refuses a moment still to come, whose answer could not last', async () => {
    const future = { company_id: restaurant.companyId, known_at: '2999-01-01T00:00:00Z' };
    for (const ask of [listLedgerEntries, listBalances, getLedgerDigest] as const) {
      await expect(ask(restaurant.ctx, future)).rejects.toMatchObject({ code: 'validation_failed' });
    }
  });

  it('the recorded time is the database’s own, whatever an INSERT claims', async () => {
    await receive('1', '1');
    const [entry] = await database.db
      .select()
      .from(ledgerEntries)
      .where(eq(ledgerEntries.companyId, restaurant.companyId));
    if (!entry) throw new Error('no entry');
    const { seq: _s, value: _v, isReversal: _i, priorRevision: _p, priorIsReversal: _q, ...copy } = entry;
    const id = v7();
    await database.db.insert(ledgerEntries).values({ ...copy, id, recordedAt: new Date('2020-01-01') });
    const [written] = await database.db.select().from(ledgerEntries).where(eq(ledgerEntries.id, id));
    expect(written?.recordedAt.getTime()).toBeGreaterThanOrEqual(entry.recordedAt.getTime());
  });
});

describe('the past is append-only for every role (R22, R25)', () => {
  it.each([
    'ledger_entries',
    'sales_snapshots',
    'sale_lines',
    'sale_accounts',
    'recipe_versions',
    'recipe_lines',
    'item_mapping_versions',
  ])('%s refuses UPDATE, DELETE and TRUNCATE', async (table) => {
    restaurant.pos.everyDay = day(sale('steak', '1'));
    await transfer();
    const mine = sql`where company_id = ${restaurant.companyId}`;
    const name = sql.identifier(table);
    const refused = { cause: { code: '23001' } };
    await expect(
      database.owner.execute(sql`update ${name} set company_id = company_id ${mine}`),
    ).rejects.toMatchObject(refused);
    await expect(database.owner.execute(sql`delete from ${name} ${mine}`)).rejects.toMatchObject(refused);
    await expect(database.owner.execute(sql`truncate ${name} cascade`)).rejects.toMatchObject(refused);
  });

  it('where some columns may change, it is the named ones: a column that is added later is not forgotten', async () => {
    const open = await database.owner.execute<{ column: string }>(sql`
      select c.relname || '.' || a.attname as column
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = c.relname || '_append_only')
        and not exists (
          select 1 from pg_trigger t join pg_proc p on p.oid = t.tgfoid
          where t.tgrelid = c.oid and p.proname = 'refuse_change' and t.tgtype & 16 > 0 and t.tgqual is null
            and (cardinality(t.tgattr::int2[]) = 0 or a.attnum = any (t.tgattr::int2[])))
      order by 1`);
    // Where somebody signed in from, and a till's answer, may go: other triggers refuse to change them.
    // How far a deletion is, and no date of it.
    expect(open.map(({ column }) => column)).toEqual([
      'audit_events.address',
      'audit_events.source_salt',
      'audit_events.user_agent',
      'deletions.begun_at',
      'deletions.ended_at',
      'deletions.rows',
      'deletions.withdrawn_at',
      'item_mapping_versions.superseded_at',
      'item_names.superseded_at',
      'modifier_rule_versions.superseded_at',
      'packaging_versions.superseded_at',
      'sales_snapshots.confirmed_at',
      'sales_snapshots.data_complete',
      'sales_snapshots.next_start_of_day',
      'sales_snapshots.raw',
      'sales_snapshots.read_again',
      'sales_snapshots.received_hash',
      'void_reason_versions.superseded_at',
    ]);
  });

  it('an upsert is an UPDATE too, and MERGE', async () => {
    restaurant.pos.everyDay = day(sale('cola', '1'));
    await transfer();
    const [entry] = await database.db
      .select()
      .from(ledgerEntries)
      .where(eq(ledgerEntries.companyId, restaurant.companyId));
    if (!entry) throw new Error('no entry');
    const { seq: _s, value: _v, isReversal: _i, priorRevision: _p, priorIsReversal: _q, ...copy } = entry;
    const upsert = database.owner
      .insert(ledgerEntries)
      .values(copy)
      .onConflictDoUpdate({ target: ledgerEntries.id, set: { note: 'changed' } });
    await expect(upsert).rejects.toMatchObject({ cause: { code: '23001' } });
    const merge = sql`merge into ledger_entries e using (select ${entry.id}::uuid as id) x on e.id = x.id
      when matched then update set note = 'changed'`;
    await expect(database.owner.execute(merge)).rejects.toMatchObject({ cause: { code: '23001' } });
  });
});
