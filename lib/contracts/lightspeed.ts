import { z } from 'zod';
import {
  daySchema,
  flagSchema,
  idSchema,
  instantSchema,
  nameSchema,
  pageInputShape,
  thingInput,
} from './common';
import { mappingTargetShape } from './mappings';

// Integration
export const connectIntegrationInput = z.object({
  company_id: idSchema,
  name: nameSchema,
  code: z.string().min(1).max(4000),
  redirect_uri: z.url().optional(),
});
export const authorizeUrlInput = z.object({
  company_id: idSchema,
  purpose: z.enum(['connect', 'reauthorize']).default('connect'),
  name: nameSchema.optional(),
  return_to: z.string().startsWith('/').max(500).optional(),
});
export const reauthorizeInput = thingInput.extend({
  code: z.string().min(1).max(4000),
  redirect_uri: z.url().optional(),
});
export const renameIntegrationInput = thingInput.extend({ name: nameSchema });
const INTEGRATION_STATUSES = ['connected', 'needs_reauthorization'] as const;
/**
 * What reading locations, items and sales takes; `offline_access` keeps the connection alive over night (R5).
 */
export const NEEDED_SCOPES = ['financial-api', 'items', 'offline_access'] as const;
const TOKEN_STATES = ['good', 'renewing', 'needs_reauthorization'] as const;

export const integrationSchema = z
  .object({
    id: idSchema,
    company_id: idSchema,
    name: z.string(),
    status: z.enum(INTEGRATION_STATUSES),
    business_id: z.string().nullable(),
    business_name: z.string().nullable(),
    granted_scopes: z.array(z.string()),
    /** Needed and not granted; empty while Lightspeed has not said what it granted. */
    missing_scopes: z.array(z.string()),
    /**
     * `renewing` that stays for minutes means that the answer was lost; then `needs_reauthorization` follows
     * (R7).
     */
    token_state: z.enum(TOKEN_STATES),
    tokens_renewed_at: instantSchema,
    last_success_at: instantSchema.nullable(),
    last_error_at: instantSchema.nullable(),
    last_error_code: z.string().nullable(),
    is_failing: z.boolean().describe('What Lightspeed was asked last, it did not answer'),
    locations_synced_at: instantSchema.nullable(),
    items_synced_at: instantSchema.nullable(),
    disconnected_at: instantSchema.nullable().describe('Its tokens are destroyed; reauthorizing goes on'),
    created_at: instantSchema,
  })
  .meta({ id: 'Integration' });
export type Integration = z.infer<typeof integrationSchema>;
const SYNCED_FIELDS = [
  'business_name',
  'name',
  'country',
  'timezone',
  'currency',
  'sku',
  'item_type',
  'accounting_group',
  'price',
] as const;
/** A value that Lightspeed sent missing or unusable, and what is used instead: the one known before (R11). */
const keptValueSchema = z.object({
  lightspeed_id: z.string(),
  name: z.string(),
  field: z.enum(SYNCED_FIELDS),
  received: z.string().nullable(),
  used: z.string(),
});
export type KeptValue = z.infer<typeof keptValueSchema>;
export const syncResultSchema = z
  .object({
    added: z.number().int(),
    updated: z.number().int(),
    archived: z.number().int(),
    unchanged: z.number().int(),
    total: z.number().int(),
    /** Of these: not active in Lightspeed. They are kept, archived, and counted nowhere else (R11). */
    inactive: z.number().int(),
    /**
     * Items made anew under SKU and name of one that is gone, which took over its mapping; and under another
     * name, to which it is offered (R14).
     */
    taken_over: z.number().int(),
    offered: z.number().int(),
    /** Rows without an id, left out; while there are any, nothing is archived (R21). */
    unreadable: z.number().int(),
    kept_values_total: z.number().int(),
    /** The first 50 of them. */
    kept_values: z.array(keptValueSchema),
  })
  .meta({ id: 'SyncResult' });
export type SyncResult = z.infer<typeof syncResultSchema>;

// Locations
export const listLocationsInput = thingInput.extend({
  include_archived: flagSchema.default(false),
  ...pageInputShape,
});
const lastTransferSchema = z.object({
  log_id: idSchema,
  date: z.string(),
  success: z.boolean(),
  no_data: z.boolean(),
  finished_at: instantSchema.nullable(),
});
export const locationSchema = z
  .object({
    id: idSchema,
    lightspeed_id: z.string(),
    name: z.string(),
    business_name: z.string(),
    country: z.string().nullable(),
    timezone: z.string(),
    currency: z.string().nullable(),
    storage_unit_id: idSchema.nullable(),
    storage_unit_name: z.string().nullable(),
    is_activated: z.boolean(),
    auto_transfer_paused: z.boolean(),
    is_archived: z.boolean(),
    /** Minutes after local midnight. */
    start_of_day_minutes: z.number().int(),
    last_transfer: lastTransferSchema.nullable(),
  })
  .meta({ id: 'Location' });
export type Location = z.infer<typeof locationSchema>;
export const linkStorageUnitInput = thingInput
  .extend({
    storage_unit_id: idSchema.optional(),
    new_storage_unit_name: nameSchema.optional().describe('Instead: one made for it in the same act'),
  })
  .refine((v) => (v.storage_unit_id === undefined) !== (v.new_storage_unit_name === undefined), {
    error: 'storage_unit_id or new_storage_unit_name, and not both',
    path: ['storage_unit_id'],
  });
export const toggleAutoTransferInput = thingInput.extend({ auto_transfer_paused: z.boolean() });

// Items and mappings
/** `modifier`: not mapped, but said what it does under whatever it is sold (R37). */
const ITEM_STATES = ['unmapped', 'modifier', 'ingredient', 'recipe', 'subtraction', 'ignored'] as const;
export const itemStateSchema = z.enum(ITEM_STATES);
export const listItemsInput = thingInput.extend({
  state: itemStateSchema.optional(),
  search: z.string().max(200).optional(),
  include_archived: flagSchema.default(false),
  ...pageInputShape,
});
export const listUnmappedSalesInput = thingInput.extend({
  days: z.coerce.number().int().min(1).max(400).default(30),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
/**
 * Sold and not deducted, summed over the days that stand. `item_id` null: no synced item has the SKU, or
 * there was none (R14).
 */
export const unmappedSalesSchema = z.object({
  from: z.string(),
  data: z.array(
    z.object({
      item_id: idSchema.nullable(),
      sku: z.string().nullable(),
      name: z.string(),
      reason: z.enum(['no_mapping', 'unknown_sku', 'no_sku']),
      lines: z.number().int(),
      quantity: z.string(),
      last_sold: z.string(),
    }),
  ),
});
export type UnmappedSales = z.infer<typeof unmappedSalesSchema>;
const mappingSchema = z.object({
  mapped_object_type: z.enum(['ingredient', 'recipe']),
  mapped_object_id: idSchema,
  mapped_object_name: z.string(),
  /** Of the quantity: as it was given, else the ingredient's base unit; null for a recipe: portions. */
  unit: z.string().nullable(),
  quantity: z.string(),
  is_subtraction: z.boolean(),
  version: z.number().int(),
  /** Null: for all days. */
  effective_from: z.string().nullable(),
});
/** What syncs found changed since the item was mapped or ignored (R38). */
export const findingsSchema = z.array(
  z.object({
    field: z.enum(['name', 'sku', 'accounting_group', 'price']),
    before: z.string().nullable(),
    after: z.string().nullable(),
  }),
);
export const itemSchema = z
  .object({
    id: idSchema,
    lightspeed_id: z.string(),
    sku: z.string().nullable(),
    name: z.string(),
    docket_name: z.string().nullable(),
    /** The item of whose name it was made (R38); null of what Lightspeed lists. */
    split_from: idSchema.nullable(),
    findings: findingsSchema,
    /** Names its mapping counts for besides its own (R38); null: any name. */
    other_names: z.array(z.string()).nullable(),
    item_type: z.string().nullable(),
    accounting_group: z.string().nullable(),
    price: z.string().nullable(),
    is_archived: z.boolean(),
    state: itemStateSchema,
    mapping: mappingSchema.nullable(),
    /**
     * The item gone before it whose SKU it bears: the mapping was that one's, or is offered and counts
     * nothing yet (R14).
     */
    predecessor: z
      .object({
        item_id: idSchema,
        name: z.string(),
        /** Null once it was taken over. */
        offers: z
          .object({
            state: itemStateSchema,
            mapped_object_name: z.string().nullable(),
            quantity: z.string().nullable(),
            unit: z.string().nullable(),
          })
          .nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Item' });
export type Item = z.infer<typeof itemSchema>;
/** The filters of the list, so that what is counted is what is listed. */
export const countItemsInput = thingInput.extend({
  search: z.string().max(200).optional(),
  include_archived: flagSchema.default(false),
});
export const itemCountsSchema = z.object({
  unmapped: z.number().int(),
  modifier: z.number().int(),
  ingredient: z.number().int(),
  recipe: z.number().int(),
  subtraction: z.number().int(),
  ignored: z.number().int(),
  /** Of the states together; all that are inactive in Lightspeed are beside them. */
  total: z.number().int(),
  inactive: z.number().int(),
});
export const saveMappingInput = thingInput.extend({
  ...mappingTargetShape,
  /**
   * The first business day it counts for; null for all days. What is booked already changes with the next run
   * of its day.
   */
  effective_from: daySchema.nullable().default(null),
});
export const deleteMappingInput = thingInput.extend({ effective_from: daySchema.nullable().default(null) });
export const setIgnoredInput = thingInput.extend({ ignored: z.boolean() });
