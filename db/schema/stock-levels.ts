import { bigint, date, index, numeric, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { companyForeignKey, companyId, moment } from './columns';
import { ingredients, storageUnits } from './inventory';
import { companies } from './people';

/**
 * Sums of all entries per ingredient and storage unit, so that stock does not have to be added up from
 * millions of entries. Written by a trigger of ledger_entries in the same statement and by nothing else
 * (migration 0002): it cannot disagree with the entries.
 */
export const stockLevels = pgTable(
  'stock_levels',
  {
    companyId: companyId(),
    ingredientId: uuid('ingredient_id').notNull(),
    storageUnitId: uuid('storage_unit_id').notNull(),
    quantity: numeric('quantity', { precision: 30, scale: 6 }).notNull(),
    value: numeric('value', { precision: 42, scale: 12 }).notNull(),
    entries: bigint('entries', { mode: 'number' }).notNull(),
    firstDay: date('first_day', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    /** When the first of them was recorded: before it, nothing of the stock was known. */
    firstRecordedAt: moment('first_recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.ingredientId, t.storageUnitId] }),
    companyForeignKey('stock_levels_ingredient_fk', t.companyId, t.ingredientId, ingredients),
    companyForeignKey('stock_levels_storage_unit_fk', t.companyId, t.storageUnitId, storageUnits),
    index('stock_levels_unit_idx').on(t.companyId, t.storageUnitId),
  ],
);

/**
 * Since when a business day has had entries; kept by the same trigger. A list as known at a moment begins at
 * its last day known then.
 */
export const ledgerDays = pgTable(
  'ledger_days',
  {
    companyId: companyId().references(() => companies.id),
    businessDay: date('business_day', { mode: 'string' }).notNull(),
    firstRecordedAt: moment('first_recorded_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.businessDay] })],
);
