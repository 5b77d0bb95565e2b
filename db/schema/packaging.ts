import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { companyForeignKey, companyId, createdAt, id, moment, quantity } from './columns';
import { ingredients } from './inventory';
import { lightspeedItems } from './lightspeed';

/**
 * What goes along when a sold item, an item of an accounting group, or (neither) a bill leaves the house
 * (R40): a save supersedes what was said before, which stays as history, as of mappings (R13). Withdrawn:
 * nothing is said any more; a version without rules says that nothing goes along.
 */
export const packagingVersions = pgTable(
  'packaging_versions',
  {
    id: id(),
    companyId: companyId(),
    itemId: uuid('item_id'),
    accountingGroup: text('accounting_group'),
    version: integer('version').notNull(),
    isWithdrawn: boolean('is_withdrawn').notNull().default(false),
    effectiveFrom: date('effective_from', { mode: 'string' }),
    /**
     * Said with a preview of the booked days: it counts for these too, whenever they were booked (R32). Else
     * for what is booked from then on.
     */
    reachesBooked: boolean('reaches_booked').notNull().default(false),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    supersededAt: moment('superseded_at'),
  },
  (t) => [
    unique('packaging_versions_company_id_key').on(t.companyId, t.id),
    unique('packaging_versions_number_key')
      .on(t.companyId, t.itemId, t.accountingGroup, t.version)
      .nullsNotDistinct(),
    uniqueIndex('packaging_versions_current_key')
      .on(t.companyId, sql`coalesce(item_id::text, '')`, sql`coalesce(accounting_group, '')`)
      .where(sql`superseded_at is null`),
    companyForeignKey('packaging_versions_item_fk', t.companyId, t.itemId, lightspeedItems),
    check('packaging_versions_subject_check', sql`num_nonnulls(item_id, accounting_group) <= 1`),
  ],
);

/** One ingredient of a version, for each piece or bill. */
export const packagingRules = pgTable(
  'packaging_rules',
  {
    id: id(),
    companyId: companyId(),
    packagingVersionId: uuid('packaging_version_id').notNull(),
    position: integer('position').notNull(),
    ingredientId: uuid('ingredient_id').notNull(),
    quantity: quantity('quantity').notNull(),
    /** Null = the ingredient's base unit. */
    unit: text('unit', { enum: ['kg', 'g', 'l', 'cl', 'ml', 'piece', 'bottle'] }),
  },
  (t) => [
    unique('packaging_rules_company_id_key').on(t.companyId, t.id),
    unique('packaging_rules_ingredient_key').on(t.packagingVersionId, t.ingredientId),
    index('packaging_rules_ingredient_idx').on(t.companyId, t.ingredientId),
    companyForeignKey('packaging_rules_version_fk', t.companyId, t.packagingVersionId, packagingVersions),
    companyForeignKey('packaging_rules_ingredient_fk', t.companyId, t.ingredientId, ingredients),
    check('packaging_rules_quantity_check', sql`quantity > 0`),
    check('packaging_rules_unit_check', sql`unit in ('kg','g','l','cl','ml','piece','bottle')`),
  ],
);
