import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { stockCounts } from '@/db/schema/counts';
import { suiteDatabase } from '@/testing/database/suite-database';
import { insertOneOfEach } from '@/testing/fixtures/one-of-each';
import { testCompany } from '@/testing/fixtures/test-company';
import { testContext } from '@/testing/fixtures/test-context';
import { findCompanyOf } from './find-company-of';

const t = suiteDatabase();

async function thingsOf(companyId: string) {
  const things = await insertOneOfEach(t.db, companyId);
  const [count] = await t.db.select().from(stockCounts).where(eq(stockCounts.id, things.stock_count));
  return { ...things, count_batch: count?.batchId ?? '' };
}

describe('the company of a thing (R3)', () => {
  it('is told to its members alone; a thing of others and one that is not answer alike', async () => {
    const [own, other, theirs] = [await testCompany(t.db), await testCompany(t.db), await testCompany(t.db)];
    const things = await thingsOf(other.companyId);
    const foreign = await thingsOf(theirs.companyId);
    const memberships = { [own.companyId]: 'owner', [other.companyId]: 'viewer' };
    const ctx = testContext(t.db, { userId: own.userId, memberships });
    for (const kind of [
      'ingredient',
      'recipe',
      'location',
      'transfer_log',
      'ledger_entry',
      'count_batch',
    ] as const) {
      expect(await findCompanyOf(ctx, { kind, id: things[kind] })).toMatchObject({ id: other.companyId });
      expect(await findCompanyOf(ctx, { kind, id: foreign[kind] })).toBeNull();
      expect(await findCompanyOf(ctx, { kind, id: v7() })).toBeNull();
    }
  });
});
