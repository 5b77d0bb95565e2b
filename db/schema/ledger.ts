import { type SQL, sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { companyForeignKey, companyId, id, moment, quantity } from './columns';
import { stockCounts } from './counts';
import { ingredients, recipeVersions, storageUnits } from './inventory';
import { itemMappingVersions, lightspeedItems } from './lightspeed';
import { modifierRules } from './modifiers';
import { packagingRules } from './packaging';
import { salesSnapshots } from './sales';
import { transferLogs } from './transfers';
import { voidReasonVersions } from './void-reasons';

/**
 * Of what at most one entry stands: an item under a parent for a purpose, of an ingredient, on a location's
 * day (R16, R24, R37).
 */
const posKey = <T>(t: Record<'locationId' | 'forDay' | 'useKey' | 'ingredientId', T>) =>
  [t.locationId, t.forDay, t.useKey, t.ingredientId] as const;

/**
 * One signed movement of one ingredient in one storage unit (R22). Append-only: a trigger refuses UPDATE,
 * DELETE and TRUNCATE.
 *
 * POS usage is one entry per (location, day, item, parent, purpose, ingredient); the parent is the item a
 * modifier was worked out under (R37), none where the item was sold by itself; the purpose tells voided goods
 * put to waste (R16) from the sale. The same key may be posted again only after
 * its last posting was reversed: posting n+1 carries a foreign key to the reversal of n, and both are unique.
 * So at most one entry stands per key, by constraint, whatever the code does (R24). "Standing" = a posting
 * without a reversal.
 */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: id(),
    /** Order of writing; the keyset of lists. */
    seq: bigint('seq', { mode: 'bigint' }).generatedAlwaysAsIdentity().notNull(),
    companyId: companyId(),
    type: text('type', {
      enum: ['ISSUE', 'RECEIPT', 'WASTE', 'ADJUSTMENT', 'TRANSFER_OUT', 'TRANSFER_IN'],
    }).notNull(),
    ingredientId: uuid('ingredient_id').notNull(),
    storageUnitId: uuid('storage_unit_id').notNull(),
    quantity: quantity('quantity').notNull(),
    unitCost: quantity('unit_cost').notNull(),
    value: numeric('value', { precision: 36, scale: 12 })
      .notNull()
      .generatedAlwaysAs((): SQL => sql`quantity * unit_cost`),
    /** The day it is booked on, which balances and costs go by. */
    businessDay: date('business_day', { mode: 'string' }).notNull(),
    /** The day it belongs to, when that was locked and it had to be booked on a later one. */
    originalDay: date('original_day', { mode: 'string' }),
    forDay: date('for_day', { mode: 'string' })
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(original_day, business_day)`),
    /**
     * Set by a trigger under a lock, whatever is given here: what was known at a past moment never changes
     * (db/locks.ts).
     */
    recordedAt: moment('recorded_at').notNull().default(sql`clock_timestamp()`),
    source: text('source', { enum: ['pos', 'manual'] }).notNull(),
    note: text('note'),
    /** Why it was thrown away: WASTE_REASONS in lib/contracts. */
    reason: text('reason', {
      enum: [
        'spoiled',
        'expired',
        'damaged',
        'dropped',
        'prep_loss',
        'over_portioned',
        'returned',
        'staff_meal',
        'complimentary',
        'other',
      ],
    }),
    /** Entries entered together: a stock transfer's two sides, a count's lines. */
    batchId: uuid('batch_id'),
    /** Which line of the batch; the two sides of a stock transfer share it. */
    batchLine: integer('batch_line'),
    /**
     * Why it was written, if not because somebody entered it or sales came: see ENTRY_CAUSES in
     * lib/contracts.
     */
    cause: text('cause', { enum: ['recount', 'revaluation', 'correction'] }),
    /** The count an ADJUSTMENT makes true; its postings form a chain like those of POS usage. */
    countId: uuid('count_id'),
    createdBy: text('created_by').notNull(),
    reversesEntryId: uuid('reverses_entry_id'),
    isReversal: boolean('is_reversal')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`(reverses_entry_id is not null)`),

    // POS usage only.
    locationId: uuid('location_id'),
    /** Null of the packaging of bills. */
    itemId: uuid('item_id'),
    transferLogId: uuid('transfer_log_id'),
    snapshotId: uuid('snapshot_id'),
    /** The item it was sold under as a modifier; null = by itself, or under what is not known. */
    parentItemId: uuid('parent_item_id'),
    /** `sale`, or what else an entry of the item is for: `PlannedEntry.purpose` in lib/core. */
    purpose: text('purpose').notNull().default('sale'),
    /**
     * Item, parent and purpose in one: of the key, in which null would equal nothing. 16 bytes, because each
     * entry is looked up by it and stands in two indexes with it: the item where that says all, else a
     * digest.
     */
    useKey: uuid('use_key').generatedAlwaysAs(
      (): SQL =>
        sql`case when location_id is null then null when item_id is not null and parent_item_id is null and purpose = 'sale' then item_id
            else md5(coalesce(item_id::text, '') || ' ' || coalesce(parent_item_id::text, '') || ' ' || purpose)::uuid end`,
    ),
    /** Of waste by a till (R16): what says that goods voided for its reason are waste. */
    voidReasonVersionId: uuid('void_reason_version_id'),
    /** Either the item's mapping says what it takes, or its rule as a modifier. */
    mappingVersionId: uuid('mapping_version_id'),
    modifierRuleId: uuid('modifier_rule_id'),
    /** Or what goes along when it leaves the house (R40). */
    packagingRuleId: uuid('packaging_rule_id'),
    /** The item where a rule says what it takes: the reference to its mapping does not look it up then. */
    ruleItemId: uuid('rule_item_id').generatedAlwaysAs(
      (): SQL => sql`case when mapping_version_id is null then item_id end`,
    ),
    recipeVersionId: uuid('recipe_version_id'),
    /** All recipe versions walked, the top one first. */
    recipeVersionIds: uuid('recipe_version_ids').array(),
    /** `seq` of the snapshot's lines this entry came from. */
    sourceLines: integer('source_lines').array(),
    soldQuantity: quantity('sold_quantity'),
    /**
     * Exact usage per sold item as a fraction `n/d` in the ingredient's base unit, before the one rounding
     * (R19). Null where pieces differ.
     */
    usagePerItem: text('usage_per_item'),
    /** Where pieces differ: `[{sold, usage, lines}]`, each with its exact usage as a fraction. */
    usageParts: jsonb('usage_parts').$type<{ sold: string; usage: string; lines: number[] }[]>(),
    revision: integer('revision'),
    priorRevision: integer('prior_revision').generatedAlwaysAs(
      (): SQL => sql`case when reverses_entry_id is null and revision > 1 then revision - 1 end`,
    ),
    priorIsReversal: boolean('prior_is_reversal').generatedAlwaysAs(
      (): SQL => sql`case when reverses_entry_id is null and revision > 1 then true end`,
    ),
  },
  // Over 80 lines: the keys, references and checks of one table.
  (t) => [
    unique('ledger_entries_company_id_key').on(t.companyId, t.id),
    uniqueIndex('ledger_entries_reverses_key')
      .on(t.reversesEntryId)
      .where(sql`reverses_entry_id is not null`),
    unique('ledger_entries_pos_key').on(...posKey(t), t.revision, t.isReversal),
    foreignKey({
      name: 'ledger_entries_revision_fk',
      columns: [...posKey(t), t.priorRevision, t.priorIsReversal],
      foreignColumns: [...posKey(t), t.revision, t.isReversal],
    }),
    unique('ledger_entries_count_key').on(t.countId, t.revision, t.isReversal),
    foreignKey({
      name: 'ledger_entries_count_revision_fk',
      columns: [t.countId, t.priorRevision, t.priorIsReversal],
      foreignColumns: [t.countId, t.revision, t.isReversal],
    }),
    companyForeignKey('ledger_entries_count_fk', t.companyId, t.countId, stockCounts),
    foreignKey({
      name: 'ledger_entries_reverses_fk',
      columns: [t.companyId, t.reversesEntryId],
      foreignColumns: [t.companyId, t.id],
    }),
    companyForeignKey('ledger_entries_ingredient_fk', t.companyId, t.ingredientId, ingredients),
    companyForeignKey('ledger_entries_storage_unit_fk', t.companyId, t.storageUnitId, storageUnits),
    // Each of an entry's references is looked up for every row, so one that another says is not said twice:
    // the company follows from unit and ingredient, the location from the run, the item from its mapping.
    foreignKey({
      name: 'ledger_entries_run_fk',
      columns: [t.companyId, t.locationId, t.transferLogId],
      foreignColumns: [transferLogs.companyId, transferLogs.locationId, transferLogs.id],
    }),
    foreignKey({
      name: 'ledger_entries_mapping_fk',
      columns: [t.companyId, t.itemId, t.mappingVersionId],
      foreignColumns: [itemMappingVersions.companyId, itemMappingVersions.itemId, itemMappingVersions.id],
    }),
    companyForeignKey('ledger_entries_rule_item_fk', t.companyId, t.ruleItemId, lightspeedItems),
    companyForeignKey('ledger_entries_snapshot_fk', t.companyId, t.snapshotId, salesSnapshots),
    companyForeignKey('ledger_entries_parent_fk', t.companyId, t.parentItemId, lightspeedItems),
    companyForeignKey('ledger_entries_modifier_rule_fk', t.companyId, t.modifierRuleId, modifierRules),
    companyForeignKey('ledger_entries_packaging_rule_fk', t.companyId, t.packagingRuleId, packagingRules),
    companyForeignKey(
      'ledger_entries_void_reason_fk',
      t.companyId,
      t.voidReasonVersionId,
      voidReasonVersions,
    ),
    companyForeignKey('ledger_entries_recipe_version_fk', t.companyId, t.recipeVersionId, recipeVersions),
    // Lists: newest business day first, then newest written.
    index('ledger_entries_list_idx').on(t.companyId, t.businessDay, t.seq),
    index('ledger_entries_ingredient_idx').on(t.companyId, t.ingredientId, t.businessDay, t.seq),
    index('ledger_entries_unit_idx').on(t.companyId, t.storageUnitId, t.businessDay, t.seq),
    // Sales are most of all entries: those of a page are found among all.
    index('ledger_entries_unsold_idx')
      .on(t.companyId, t.type, t.businessDay, t.seq)
      .where(sql`type <> 'ISSUE'`),
    // Beside these, by hand because it covers quantity and value (migration 0002): ledger_entries_stock_idx
    // on (company, unit, ingredient, day, seq), for what is on hand at the end of a day.
    index('ledger_entries_transfer_idx').on(t.companyId, t.transferLogId),
    // Receipts, waste and counts of one ingredient or unit are few among its sales; a page of them must not
    // read past all of those.
    index('ledger_entries_unsold_ingredient_idx')
      .on(t.companyId, t.ingredientId, t.type, t.businessDay, t.seq)
      .where(sql`type <> 'ISSUE'`),
    index('ledger_entries_unsold_unit_idx')
      .on(t.companyId, t.storageUnitId, t.type, t.businessDay, t.seq)
      .where(sql`type <> 'ISSUE'`),
    index('ledger_entries_batch_idx').on(t.companyId, t.batchId).where(sql`batch_id is not null`),
    check(
      'ledger_entries_type_check',
      sql`type in ('ISSUE','RECEIPT','WASTE','ADJUSTMENT','TRANSFER_OUT','TRANSFER_IN')`,
    ),
    check('ledger_entries_quantity_check', sql`quantity <> 0`),
    check('ledger_entries_unit_cost_check', sql`unit_cost >= 0`),
    check(
      'ledger_entries_pos_check',
      sql`case when source = 'pos'
            then type = case when void_reason_version_id is null then 'ISSUE' else 'WASTE' end
                 and (void_reason_version_id is null) = (purpose not like 'waste %') and num_nulls(location_id, transfer_log_id, snapshot_id, revision, source_lines, sold_quantity) = 0
                 and (packaging_rule_id is null) = (purpose <> 'packaging') and (item_id is not null or packaging_rule_id is not null)
                 and num_nonnulls(mapping_version_id, modifier_rule_id, packaging_rule_id) = 1 and num_nonnulls(usage_per_item, usage_parts) = 1
                 and (parent_item_id is null or (modifier_rule_id is not null and parent_item_id <> item_id))
                 and revision >= 1
            else num_nonnulls(location_id, item_id, transfer_log_id, parent_item_id, modifier_rule_id, packaging_rule_id, usage_parts, void_reason_version_id) = 0
                 and purpose = 'sale' and (count_id is null) = (revision is null) end`,
    ),
    // A reference of which a part is null is not looked up.
    check('ledger_entries_mapping_check', sql`mapping_version_id is null or item_id is not null`),
    check('ledger_entries_count_check', sql`count_id is null or (type = 'ADJUSTMENT' and source = 'manual')`),
    check('ledger_entries_original_day_check', sql`original_day < business_day`),
    check(
      'ledger_entries_reason_check',
      sql`reason is null or (type = 'WASTE' and reason in ('spoiled','expired','damaged','dropped','prep_loss','over_portioned','returned','staff_meal','complimentary','other'))`,
    ),
    check('ledger_entries_cause_check', sql`cause in ('recount','revaluation','correction')`),
    check('ledger_entries_source_check', sql`source in ('pos','manual')`),
  ],
);
