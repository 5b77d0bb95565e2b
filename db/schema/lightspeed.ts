import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  companyForeignKey,
  companyId,
  createdAt,
  id,
  moment,
  quantity,
  searchText,
  updatedAt,
} from './columns';
import { ingredients, recipes, storageUnits } from './inventory';
import { companies } from './people';

/** One per company (R4). `tokenCiphertext` holds both tokens, sealed (R6); nothing else here is secret. */
export const lightspeedIntegrations = pgTable(
  'lightspeed_integrations',
  {
    id: id(),
    companyId: companyId().references(() => companies.id),
    name: text('name').notNull(),
    status: text('status', { enum: ['connected', 'needs_reauthorization'] })
      .notNull()
      .default('connected'),
    businessId: text('business_id'),
    businessName: text('business_name'),
    grantedScopes: text('granted_scopes').notNull().default(''),
    /** Empty once disconnected. */
    tokenCiphertext: text('token_ciphertext').notNull(),
    /**
     * Since when Lightspeed is not asked because somebody said so; then its status is no `connected` either.
     */
    disconnectedAt: moment('disconnected_at'),
    accessExpiresAt: moment('access_expires_at').notNull(),
    /**
     * Rises with every new pair: a caller that saw version n waits for, or makes, n+1 — never a second n+1.
     */
    tokenVersion: integer('token_version').notNull().default(1),
    tokensRenewedAt: moment('tokens_renewed_at').notNull().default(sql`clock_timestamp()`),
    /** Set and committed before a refresh call; still set afterwards = a crash lost the answer (R7). */
    refreshAttemptAt: moment('refresh_attempt_at'),
    lastSuccessAt: moment('last_success_at'),
    lastErrorAt: moment('last_error_at'),
    lastErrorCode: text('last_error_code'),
    lastErrorDetail: text('last_error_detail'),
    locationsSyncedAt: moment('locations_synced_at'),
    itemsSyncedAt: moment('items_synced_at'),
    /** Requests in flight allowed when Lightspeed last answered 429; grows back with the time since (R10). */
    requestLimit: integer('request_limit').notNull().default(4),
    throttledAt: moment('throttled_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('lightspeed_integrations_company_key').on(t.companyId),
    unique('lightspeed_integrations_company_id_key').on(t.companyId, t.id),
    check('lightspeed_integrations_status_check', sql`status in ('connected','needs_reauthorization')`),
  ],
);

export const lightspeedLocations = pgTable(
  'lightspeed_locations',
  {
    id: id(),
    companyId: companyId(),
    integrationId: uuid('integration_id').notNull(),
    lightspeedId: text('lightspeed_id').notNull(),
    businessId: text('business_id').notNull(),
    businessName: text('business_name').notNull(),
    name: text('name').notNull(),
    country: text('country'),
    timezone: text('timezone').notNull(),
    currency: text('currency'),
    storageUnitId: uuid('storage_unit_id'),
    isActivated: boolean('is_activated').notNull().default(false),
    activatedAt: moment('activated_at'),
    autoTransferPaused: boolean('auto_transfer_paused').notNull().default(false),
    autoTransferPausedAt: moment('auto_transfer_paused_at'),
    /** Since when nights are left alone: paused, or without a storage unit (R12, R32). */
    pausedAt: moment('paused_at'),
    /**
     * Minutes after local midnight at which the business day starts; learnt from Lightspeed, 05:00 until
     * known (R33).
     */
    startOfDayMinutes: integer('start_of_day_minutes').notNull().default(300),
    startOfDayLearntAt: moment('start_of_day_learnt_at'),
    /**
     * First business day Lightspeed has; days before it are `no_data` (R29). Null until a refusal named it.
     */
    firstBusinessDay: date('first_business_day', { mode: 'string' }),
    archivedAt: moment('archived_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('lightspeed_locations_company_id_key').on(t.companyId, t.id),
    unique('lightspeed_locations_external_key').on(t.integrationId, t.lightspeedId),
    index('lightspeed_locations_company_name_idx').on(t.companyId, t.name),
    index('lightspeed_locations_storage_unit_idx').on(t.companyId, t.storageUnitId),
    companyForeignKey(
      'lightspeed_locations_integration_fk',
      t.companyId,
      t.integrationId,
      lightspeedIntegrations,
    ),
    companyForeignKey('lightspeed_locations_storage_unit_fk', t.companyId, t.storageUnitId, storageUnits),
    check('lightspeed_locations_start_check', sql`start_of_day_minutes between 0 and 1439`),
  ],
);

/** A POS item. Lightspeed's ids and SKUs are text, kept exactly as sent (R9). */
export const lightspeedItems = pgTable(
  'lightspeed_items',
  {
    id: id(),
    companyId: companyId(),
    integrationId: uuid('integration_id').notNull(),
    businessId: text('business_id').notNull(),
    lightspeedId: text('lightspeed_id').notNull(),
    sku: text('sku'),
    searchText: searchText(sql`fold_text(name || chr(10) || coalesce(sku, ''))`),
    /**
     * The sync that first showed the item so, after another SKU, none, or an absence; null = since the last
     * former one, else all along.
     */
    skuSince: moment('sku_since'),
    name: text('name').notNull(),
    /** What dockets call it, if that is known: a mapping counts for it as for the name (R38). */
    docketName: text('docket_name'),
    itemType: text('item_type'),
    accountingGroup: text('accounting_group'),
    price: numeric('price'),
    /** Inactive, or no longer listed. */
    archivedAt: moment('archived_at'),
    /** No longer listed: from then on its SKU may be another item's. */
    goneAt: moment('gone_at'),
    /** Made here, of another item's name that a person said is another thing (R38): no sync touches it. */
    splitFrom: uuid('split_from'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('lightspeed_items_company_id_key').on(t.companyId, t.id),
    unique('lightspeed_items_external_key').on(t.integrationId, t.lightspeedId),
    index('lightspeed_items_list_idx').on(t.companyId, sql`lower(${t.name})`, t.id),
    index('lightspeed_items_sku_idx').on(t.companyId, t.businessId, t.sku),
    uniqueIndex('lightspeed_items_split_key').on(t.splitFrom, t.name).where(sql`split_from is not null`),
    foreignKey({
      name: 'lightspeed_items_split_fk',
      columns: [t.companyId, t.splitFrom],
      foreignColumns: [t.companyId, t.id],
    }),
    companyForeignKey(
      'lightspeed_items_integration_fk',
      t.companyId,
      t.integrationId,
      lightspeedIntegrations,
    ),
  ],
);

/**
 * SKUs an item bore before its present one. Sale lines carry SKUs, not ids, and SKUs are edited and recycled:
 * a day is read with what its items were called then (R14).
 */
export const lightspeedFormerSkus = pgTable(
  'lightspeed_former_skus',
  {
    companyId: companyId(),
    itemId: uuid('item_id').notNull(),
    sku: text('sku').notNull(),
    /** As `sku_since` of the item was. */
    since: moment('since'),
    /** The sync that found another, none, or the item gone. */
    until: moment('until').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.until] }),
    companyForeignKey('lightspeed_former_skus_item_fk', t.companyId, t.itemId, lightspeedItems),
  ],
);

/** Where an item is sold: a SKU found twice in a business means the one sold at the sale's own location. */
export const lightspeedItemLocations = pgTable(
  'lightspeed_item_locations',
  {
    companyId: companyId(),
    itemId: uuid('item_id').notNull(),
    locationId: uuid('location_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.locationId] }),
    index('lightspeed_item_locations_location_idx').on(t.companyId, t.locationId),
    companyForeignKey('lightspeed_item_locations_item_fk', t.companyId, t.itemId, lightspeedItems),
    companyForeignKey(
      'lightspeed_item_locations_location_fk',
      t.companyId,
      t.locationId,
      lightspeedLocations,
    ),
  ],
);

/**
 * What one sold item takes from stock (R13). One current version per item (partial unique index); a save
 * supersedes it and the old one stays. Deleting writes a version of state `unmapped`, ignoring one of state
 * `ignored`. `effectiveFrom` as for recipe versions.
 */
export const itemMappingVersions = pgTable(
  'item_mapping_versions',
  {
    id: id(),
    companyId: companyId(),
    itemId: uuid('item_id').notNull(),
    version: integer('version').notNull(),
    state: text('state', { enum: ['mapped', 'ignored', 'unmapped'] }).notNull(),
    ingredientId: uuid('ingredient_id'),
    recipeId: uuid('recipe_id'),
    quantity: quantity('quantity'),
    /** Of the quantity; null = the ingredient's base unit, or portions of a recipe (R13, R17). */
    unit: text('unit', { enum: ['kg', 'g', 'l', 'cl', 'ml', 'piece', 'bottle'] }),
    isSubtraction: boolean('is_subtraction').notNull().default(false),
    /** The gone item of the same SKU whose mapping it was (R14). */
    takenOverFrom: uuid('taken_over_from'),
    /**
     * The names it was made for (R38): the item's, its dockets', and the one it was last sold under when it
     * was saved. Null = it counts under any name, as of everything saved before names were kept.
     */
    names: text('names').array(),
    /** The day on which they were: what was sold last before it says what else it counts for. */
    namesOn: date('names_on', { mode: 'string' }),
    effectiveFrom: date('effective_from', { mode: 'string' }),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    supersededAt: moment('superseded_at'),
  },
  (t) => [
    unique('item_mapping_versions_company_id_key').on(t.companyId, t.id),
    unique('item_mapping_versions_number_key').on(t.itemId, t.version),
    uniqueIndex('item_mapping_versions_current_key').on(t.itemId).where(sql`superseded_at is null`),
    // What entries refer to: the mapping and its item at once. Also how an item's mappings are found.
    unique('item_mapping_versions_item_id_key').on(t.companyId, t.itemId, t.id),
    index('item_mapping_versions_ingredient_idx')
      .on(t.companyId, t.ingredientId)
      .where(sql`superseded_at is null`),
    index('item_mapping_versions_recipe_idx').on(t.companyId, t.recipeId).where(sql`superseded_at is null`),
    companyForeignKey('item_mapping_versions_item_fk', t.companyId, t.itemId, lightspeedItems),
    companyForeignKey('item_mapping_versions_predecessor_fk', t.companyId, t.takenOverFrom, lightspeedItems),
    companyForeignKey('item_mapping_versions_ingredient_fk', t.companyId, t.ingredientId, ingredients),
    companyForeignKey('item_mapping_versions_recipe_fk', t.companyId, t.recipeId, recipes),
    check('item_mapping_versions_state_check', sql`state in ('mapped','ignored','unmapped')`),
    check('item_mapping_versions_names_check', sql`(names is null) = (names_on is null)`),
    check(
      'item_mapping_versions_target_check',
      sql`case when state = 'mapped' then num_nonnulls(ingredient_id, recipe_id) = 1 and quantity > 0
          else num_nonnulls(ingredient_id, recipe_id, quantity) = 0 end`,
    ),
    check(
      'item_mapping_versions_unit_check',
      sql`unit is null or (ingredient_id is not null and unit in ('kg','g','l','cl','ml','piece','bottle'))`,
    ),
  ],
);
