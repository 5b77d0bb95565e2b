import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Queryable } from '@/db/client';
import { ingredients, storageUnits } from '@/db/schema/inventory';
import { ledgerEntries } from '@/db/schema/ledger';
import { companies } from '@/db/schema/people';
import { suiteDatabase } from '@/testing/database/suite-database';

const t = suiteDatabase();
const companyId = v7();
const ids = { ingredients: [v7(), v7(), v7()], units: [v7(), v7()] };

beforeAll(async () => {
  await t.db.insert(companies).values({ id: companyId, name: 'Sums' });
  await t.db
    .insert(ingredients)
    .values(ids.ingredients.map((id) => ({ id, companyId, name: id, baseUnit: 'kg' as const })));
  await t.db.insert(storageUnits).values(ids.units.map((id) => ({ id, companyId, name: id })));
});

type Row = typeof ledgerEntries.$inferInsert;
const row = (values: Partial<Row>): Row => ({
  companyId,
  type: 'ADJUSTMENT',
  ingredientId: ids.ingredients[0] as string,
  storageUnitId: ids.units[0] as string,
  quantity: '1',
  unitCost: '0',
  businessDay: '2026-03-01',
  source: 'manual',
  createdBy: 'test',
  ...values,
});
const post = (db: Queryable, rows: Row[]) => db.insert(ledgerEntries).values(rows);

/** Rows in which the kept sums and sums made now differ. */
const disagreements = async () => [
  ...(await t.db.execute(sql`
    select coalesce(l.ingredient_id, e.ingredient_id) as ingredient_id
    from (select ingredient_id, storage_unit_id, sum(quantity) q, sum(value) v, count(*) n, min(business_day) f, max(business_day) d, min(recorded_at) r
          from ledger_entries group by 1, 2) e
    full join stock_levels l on l.ingredient_id = e.ingredient_id and l.storage_unit_id = e.storage_unit_id
    where (l.quantity, l.value, l.entries, l.first_day, l.last_day, l.first_recorded_at) is distinct from (e.q, e.v, e.n, e.f, e.d, e.r)
    union all
    select coalesce(r.ingredient_id, e.ingredient_id)
    from (select ingredient_id, business_day, sum(quantity) q, sum(value) v from ledger_entries where type = 'RECEIPT' group by 1, 2) e
    full join receipt_days r on r.ingredient_id = e.ingredient_id and r.business_day = e.business_day
    where (r.quantity, r.value) is distinct from (e.q, e.v)
    union all
    select d.company_id
    from (select business_day, min(recorded_at) r from ledger_entries group by 1) e
    full join ledger_days d on d.business_day = e.business_day
    where d.first_recorded_at is distinct from e.r`)),
];

const amount = fc.integer({ min: -9_999_999, max: 9_999_999 }).filter((n) => n !== 0);
const entry = fc.record({
  type: fc.constantFrom('RECEIPT', 'WASTE', 'ADJUSTMENT'),
  ingredientId: fc.constantFrom(...ids.ingredients),
  storageUnitId: fc.constantFrom(...ids.units),
  quantity: amount.map((n) => (n / 1_000_000).toFixed(6)),
  unitCost: fc.nat(9_999_999).map((n) => (n / 1_000_000).toFixed(6)),
  businessDay: fc.constantFrom('2026-02-27', '2026-03-01', '2026-03-02'),
});
/** Several statements, their first entries taken back again or not, committed or not. */
const transaction = fc.record({
  statements: fc.array(fc.array(entry, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
  reverses: fc.boolean(),
  commits: fc.boolean(),
});

describe('stock levels', () => {
  it('equal the sum of the entries after any transactions at once, also those rolled back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(transaction, { minLength: 1, maxLength: 6 }), async (transactions) => {
        const rolledBack = new Error('rolled back');
        const work = transactions.map(({ statements, reverses, commits }) =>
          t.db
            .transaction(async (tx) => {
              for (const statement of statements) {
                const rows = statement.map((values) => row({ id: v7(), ...values }));
                await post(tx, rows);
                const [first] = rows;
                if (!reverses || !first) continue;
                const quantity = first.quantity.startsWith('-')
                  ? first.quantity.slice(1)
                  : `-${first.quantity}`;
                await post(tx, [{ ...first, id: v7(), quantity, reversesEntryId: first.id }]);
              }
              if (!commits) throw rolledBack;
            })
            .catch((error: unknown) => {
              if (error !== rolledBack) throw error;
            }),
        );
        await Promise.all(work);
        expect(await disagreements()).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('can be written by nothing but the ledger', async () => {
    await post(t.db, [row({})]);
    for (const statement of [
      sql`update stock_levels set quantity = 1`,
      sql`delete from stock_levels`,
      sql`truncate receipt_days`,
      sql`insert into receipt_days values (${companyId}, ${ids.ingredients[0]}, '2030-01-01', 1, 1)`,
    ]) {
      await expect(t.owner.execute(statement)).rejects.toMatchObject({ cause: { code: '23001' } });
    }
    expect(await disagreements()).toEqual([]);
  });
});
