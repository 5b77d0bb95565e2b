import { sql } from 'drizzle-orm';
import { check, date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { companyForeignKey, companyId, createdAt, id, moment } from './columns';
import { itemMappingVersions, lightspeedItems, lightspeedLocations } from './lightspeed';

/**
 * Under which names a location's SKUs were sold, and on which days first and last, of all answers kept (R38).
 */
export const soldNames = pgTable(
  'sold_names',
  {
    companyId: companyId(),
    locationId: uuid('location_id').notNull(),
    sku: text('sku').notNull(),
    name: text('name').notNull(),
    firstDay: date('first_day', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.locationId, t.sku, t.name] }),
    index('sold_names_sku_idx').on(t.companyId, t.sku),
    companyForeignKey('sold_names_location_fk', t.companyId, t.locationId, lightspeedLocations),
  ],
);

/**
 * What a person said of a name that an item was sold under (R38): it is the same thing, or another one, which
 * then is an item of its own. What is said next of the name ends it, and the earlier stays as history.
 */
export const itemNames = pgTable(
  'item_names',
  {
    id: id(),
    companyId: companyId(),
    itemId: uuid('item_id').notNull(),
    name: text('name').notNull(),
    answer: text('answer', { enum: ['same', 'other'] }).notNull(),
    splitItemId: uuid('split_item_id'),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    supersededAt: moment('superseded_at'),
  },
  (t) => [
    uniqueIndex('item_names_current_key').on(t.itemId, t.name).where(sql`superseded_at is null`),
    index('item_names_item_idx').on(t.companyId, t.itemId),
    companyForeignKey('item_names_item_fk', t.companyId, t.itemId, lightspeedItems),
    companyForeignKey('item_names_split_fk', t.companyId, t.splitItemId, lightspeedItems),
    check('item_names_answer_check', sql`answer in ('same','other')`),
    check('item_names_split_check', sql`(answer = 'other') = (split_item_id is not null)`),
  ],
);

/**
 * The name that a mapping took over because the item had never been sold under one it was made for (R38). It
 * follows from what was sold, and is here to tell when it has changed.
 */
export const adoptedNames = pgTable(
  'adopted_names',
  {
    companyId: companyId(),
    mappingVersionId: uuid('mapping_version_id').primaryKey(),
    name: text('name').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('adopted_names_company_idx').on(t.companyId),
    companyForeignKey('adopted_names_mapping_fk', t.companyId, t.mappingVersionId, itemMappingVersions),
  ],
);

/** What a sync found changed of an item: said beside it until something is decided about it again (R38). */
export const itemFindings = pgTable(
  'item_findings',
  {
    id: id(),
    companyId: companyId(),
    itemId: uuid('item_id').notNull(),
    field: text('field', { enum: ['name', 'sku', 'accounting_group', 'price'] }).notNull(),
    before: text('before'),
    after: text('after'),
    createdAt: createdAt(),
  },
  (t) => [
    index('item_findings_item_idx').on(t.companyId, t.itemId, t.createdAt),
    companyForeignKey('item_findings_item_fk', t.companyId, t.itemId, lightspeedItems),
    check('item_findings_field_check', sql`field in ('name','sku','accounting_group','price')`),
  ],
);
