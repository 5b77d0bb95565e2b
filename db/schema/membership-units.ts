import { foreignKey, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { companyForeignKey, companyId } from './columns';
import { storageUnits } from './inventory';
import { memberships } from './people';

/** Which storage units a stock keeper is for (R53); other roles have all. */
export const membershipUnits = pgTable(
  'membership_units',
  {
    companyId: companyId(),
    userId: uuid('user_id').notNull(),
    storageUnitId: uuid('storage_unit_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.userId, t.storageUnitId] }),
    foreignKey({
      name: 'membership_units_membership_fk',
      columns: [t.companyId, t.userId],
      foreignColumns: [memberships.companyId, memberships.userId],
    }).onDelete('cascade'),
    companyForeignKey('membership_units_unit_fk', t.companyId, t.storageUnitId, storageUnits),
    index('membership_units_unit_idx').on(t.companyId, t.storageUnitId),
  ],
);
