import { and, eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { membershipUnits } from '@/db/schema/membership-units';

/** The storage units of a stock keeper, in place of those before. */
export async function replaceMembershipUnits(
  db: Queryable,
  { companyId, userId }: { companyId: string; userId: string },
  storageUnitIds: readonly string[],
): Promise<void> {
  await db
    .delete(membershipUnits)
    .where(and(eq(membershipUnits.companyId, companyId), eq(membershipUnits.userId, userId)));
  if (storageUnitIds.length === 0) return;
  await db
    .insert(membershipUnits)
    .values(storageUnitIds.map((storageUnitId) => ({ companyId, userId, storageUnitId })));
}
