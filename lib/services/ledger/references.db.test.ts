import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { ledgerEntries } from '@/db/schema/ledger';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { savePackaging } from '../packaging/save-packaging';

const DAY = '2026-03-14';
const database = suiteDatabase();
let own: TestRestaurant;
let other: TestRestaurant;

beforeEach(async () => {
  own = await testRestaurant(database.db);
  other = await testRestaurant(database.db);
  for (const one of [own, other]) await one.sell(DAY, sale('cola', '3'), sale('steak', '1'));
});

type Entry = Awaited<ReturnType<TestRestaurant['entries']>>[number];
/** Without what the database makes of it. */
function plain(entry: Entry) {
  const { seq, value, forDay, isReversal, useKey, ruleItemId, priorRevision, priorIsReversal, ...written } =
    entry;
  return written;
}
/** What a restaurant's sale of a steak was written as. */
async function steakOf(restaurant: TestRestaurant) {
  const entry = (await restaurant.entries()).find(({ itemId }) => itemId === restaurant.item.steak);
  if (!entry) throw new Error('no entry');
  return plain(entry);
}
type Written = ReturnType<typeof plain>;

/** The same, written past all of our code, for a day of its own. */
const write = (row: Written, change: Partial<Written>) =>
  database.db.insert(ledgerEntries).values({ ...row, businessDay: '2026-03-13', ...change, id: v7() });

const REFERENCES = [
  ['ingredientId', 'ledger_entries_ingredient_fk'],
  ['storageUnitId', 'ledger_entries_storage_unit_fk'],
  ['transferLogId', 'ledger_entries_run_fk'],
  ['locationId', 'ledger_entries_run_fk'],
  ['snapshotId', 'ledger_entries_snapshot_fk'],
  ['itemId', 'ledger_entries_mapping_fk'],
  ['mappingVersionId', 'ledger_entries_mapping_fk'],
  ['recipeVersionId', 'ledger_entries_recipe_version_fk'],
] as const;

describe('an entry refers to rows of its own company, by constraint (R1)', () => {
  it('as it is written, it does', async () => {
    await write(await steakOf(own), {});
  });

  it.each(REFERENCES)('%s of another is refused', async (column, constraint) => {
    const [row, foreign] = [await steakOf(own), await steakOf(other)];
    await expect(write(row, { [column]: foreign[column] })).rejects.toMatchObject({
      cause: { constraint_name: constraint },
    });
  });

  it.each(REFERENCES)('%s of nobody is refused', async (column, constraint) => {
    await expect(write(await steakOf(own), { [column]: v7() })).rejects.toMatchObject({
      cause: { constraint_name: constraint },
    });
  });

  it('another company, or none, owns none of it', async () => {
    const row = await steakOf(own);
    for (const companyId of [other.companyId, v7()])
      await expect(write(row, { companyId })).rejects.toMatchObject({ cause: { code: '23503' } });
  });

  it('nor may a mapping be named without its item', async () => {
    const { locationId: _, ...row } = await steakOf(own);
    const byHand = { source: 'manual', itemId: null, transferLogId: null, revision: null } as const;
    const { mappingVersionId } = await steakOf(other);
    await expect(
      database.db.insert(ledgerEntries).values({ ...row, ...byHand, mappingVersionId, id: v7() }),
    ).rejects.toMatchObject({ cause: { constraint_name: 'ledger_entries_mapping_check' } });
  });

  it('the item of a rule is its own too', async () => {
    await savePackaging(own.ctx, {
      company_id: own.companyId,
      item_id: own.item.cola,
      rules: [{ ingredient_id: own.ingredient.beans }],
    });
    await own.sell(DAY, sale('cola', '3', { dineIn: false }));
    const packaging = (await own.entries()).find(({ packagingRuleId }) => packagingRuleId !== null);
    if (!packaging) throw new Error('nothing was packed');
    for (const itemId of [other.item.cola, v7()])
      await expect(write(plain(packaging), { itemId })).rejects.toMatchObject({
        cause: { constraint_name: 'ledger_entries_rule_item_fk' },
      });
  });

  it('what it names cannot go', async () => {
    const row = await steakOf(own);
    for (const [table, id] of [
      ['transfer_logs', row.transferLogId],
      ['item_mapping_versions', row.mappingVersionId],
      ['lightspeed_items', row.itemId],
      ['lightspeed_locations', row.locationId],
      ['companies', row.companyId],
    ])
      await expect(database.owner.execute(`delete from ${table} where id = '${id}'`)).rejects.toThrow();
  });
});
