import { z } from 'zod';
import { baseUnitSchema, daySchema, flagSchema, idSchema, thingInput } from './common';
import { findingsSchema, itemStateSchema } from './lightspeed';
import { coverageSchema } from './mappings';

export const listDeskInput = thingInput.extend({
  days: z.coerce.number().int().min(1).max(400).default(30),
  include_archived: flagSchema.default(false),
  limit: z.coerce.number().int().min(1).max(10_000).default(500),
  /**
   * `sales`: most net sales first. While days are being read, ranks move between one window and the next: who
   * needs each item once reads by `id`.
   */
  order: z.enum(['sales', 'id']).default('sales'),
  /** Where the last window of this order ended. */
  cursor: z
    .string()
    .regex(/^(\d{1,9}|[0-9a-f-]{36})$/)
    .optional(),
});
const takesSchema = z.object({
  mapped_object_type: z.enum(['ingredient', 'recipe']),
  mapped_object_id: idSchema,
  quantity: z.string(),
  /** Null: portions of a recipe. */
  unit: baseUnitSchema.nullable(),
  is_subtraction: z.boolean(),
});
/** What one sale takes: a target with how much of it. */
export type Takes = z.infer<typeof takesSchema>;
const deskRowSchema = z
  .object({
    id: idSchema,
    sku: z.string().nullable(),
    name: z.string(),
    /**
     * Its place by name: among all in windows by id, so that whoever has them all can sort by it; else in its
     * window.
     */
    name_rank: z.number().int(),
    accounting_group: z.string().nullable(),
    item_type: z.string().nullable(),
    /** The item of whose name it was made (R38). */
    split_from: idSchema.nullable(),
    findings: findingsSchema,
    /** Names its mapping counts for besides its own (R38); null: any name. */
    other_names: z.array(z.string()).nullable(),
    price: z.string().nullable(),
    is_archived: z.boolean(),
    state: itemStateSchema,
    /** Of its mapping, as `restores_version` takes it; 0 where nothing was ever decided. */
    version: z.number().int(),
    mapping: takesSchema.extend({ effective_from: daySchema.nullable() }).nullable(),
    /** Something is said of it as a modifier of whatever it is sold under: it is decided (R37, R43). */
    is_modifier: z.boolean(),
    /** What hung on it as its parts; decided: nothing is said of it itself, and of all its parts is (R39). */
    combo: z.object({ parts: z.array(z.string()), is_decided: z.boolean() }).nullable(),
    /** Of the days asked for. */
    lines: z.number().int(),
    quantity: z.string(),
    net_value: z.string(),
    /** Of it, what was sold under a name that nobody has said anything of: undecided (R38). */
    held_net_value: z.string(),
    /** What was decided about the same thing elsewhere, or before it was made anew (R14); null: nothing. */
    sibling: z
      .object({
        name: z.string(),
        is_predecessor: z.boolean(),
        state: itemStateSchema,
        takes: takesSchema.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'DeskRow' });
export type DeskRow = z.infer<typeof deskRowSchema>;
const deskCountsSchema = z.object({
  total: z.number().int(),
  /** Sold in these days, and nothing decided about them. */
  review: z.number().int(),
  mapped: z.number().int(),
  ignored: z.number().int(),
  never_sold: z.number().int(),
});
export const deskSchema = z.object({
  data: z.array(deskRowSchema),
  next_cursor: z.string().nullable(),
  /** Of all items; with the first window only. */
  summary: z
    .object({
      counts: deskCountsSchema,
      coverage: coverageSchema,
      /** Of lines without a known item. */
      unknown_net_sales: z.string(),
    })
    .nullable(),
});
export type Desk = z.infer<typeof deskSchema>;

/** What an item can be mapped to, with what it costs today. */
export interface DeskTarget {
  type: 'ingredient' | 'recipe';
  id: string;
  name: string;
  base_unit: z.infer<typeof baseUnitSchema> | null;
  is_active: boolean;
  /** Of one base unit or portion; null while unknown. */
  cost: string | null;
  /** Whether a sale of it takes anything from stock. */
  is_workable: boolean;
}
