import { z } from 'zod';
import { daySchema, idSchema, instantSchema } from './common';
import { coverageSchema } from './mappings';

/** The published setup order in four chapters; the opening count stands before the automatic transfer. */
export const SETUP_CHAPTERS = {
  bring_in: ['storage_units', 'ingredients', 'recipes'],
  connect: ['connect', 'sync_locations', 'link_locations', 'sync_items'],
  map: ['map_items'],
  run: ['activate', 'migration', 'manual_transfer', 'check_ledger', 'opening_count', 'auto_transfer'],
} as const;
export const setupChapterSchema = z.enum(['bring_in', 'connect', 'map', 'run']);
export type SetupChapter = z.infer<typeof setupChapterSchema>;
export const setupStepSchema = z.enum([
  ...SETUP_CHAPTERS.bring_in,
  ...SETUP_CHAPTERS.connect,
  ...SETUP_CHAPTERS.map,
  ...SETUP_CHAPTERS.run,
]);
export type SetupStep = z.infer<typeof setupStepSchema>;
/** Share of net sales that is decided when the important items are (R43), in percent. */
export const DECIDED_PERCENT = 95;

export const saveSetupStepInput = z.object({
  company_id: idSchema,
  step: setupStepSchema,
  opened: z.boolean().default(false).describe('The place of the step was opened, not only its chapter'),
});
const setupStepStateSchema = z.object({
  key: setupStepSchema,
  chapter: setupChapterSchema,
  done: z.boolean().describe('A person or a job has done it'),
  by_itself: z.boolean().describe('Nothing is left to do: it goes on by itself'),
  /** What the step has so far, and what it still lacks; 0 when nothing is missing. */
  count: z.number().int(),
  missing: z.number().int(),
});
export type SetupStepState = z.infer<typeof setupStepStateSchema>;
/** Nothing is left to do about it. */
export const isSettled = (step: SetupStepState) => step.done || step.by_itself;
export const setupSchema = z.object({
  steps: z.array(setupStepStateSchema),
  /** Where the company stopped; null before the first visit. */
  step: setupStepSchema.nullable(),
  /** The chapter to go on with: the one it stopped in, else the first with something left. */
  chapter: setupChapterSchema,
  /** When somebody first opened the ledger from the setup while it had sales; null: nobody yet. */
  ledger_seen: z.object({ at: instantSchema }).nullable(),
  /** Of the last 30 days (R43); null while nothing is connected. */
  coverage: coverageSchema.nullable(),
});
export type Setup = z.infer<typeof setupSchema>;

// Linking
const linkOfferSchema = z.object({
  location_id: idSchema,
  location_name: z.string(),
  storage_unit_id: idSchema.nullable(),
  storage_unit_name: z.string().nullable(),
  /** Of a location without storage unit: the one of the same or a similar name; null: none is. */
  offer: z.object({ storage_unit_id: idSchema, storage_unit_name: z.string() }).nullable(),
  /** The name is free for a new storage unit. */
  can_create: z.boolean(),
});
export type LinkOffer = z.infer<typeof linkOfferSchema>;
export const linkOffersSchema = z.object({ data: z.array(linkOfferSchema) });

// What came of it
const salesDaySchema = z.object({
  location_id: idSchema,
  location_name: z.string(),
  currency: z.string().nullable(),
  storage_unit_id: idSchema.nullable(),
  /** Its last ended business day. */
  yesterday: daySchema,
  /** The newest transferred day with sales, not after that; null: there is none. */
  day: z
    .object({
      date: daySchema,
      log_id: idSchema,
      /** Of what could move goods; of these what took from stock, was ignored or is unmapped. */
      net_sales: z.string(),
      deducted: z.string(),
      ignored: z.string(),
      unmapped: z.string(),
      unmapped_items: z.number().int(),
      /** What recipes and mappings took, at the unit costs of the day, and its part without a cost. */
      cost_of_goods: z.string(),
      without_cost: z.number().int(),
    })
    .nullable(),
});
export type SalesDay = z.infer<typeof salesDaySchema>;
export const salesDaysSchema = z.object({ data: z.array(salesDaySchema) });

// Opening counts
const openingCountSchema = z.object({
  storage_unit_id: idSchema,
  storage_unit_name: z.string(),
  /** Ingredients that sales took from and nobody counted or received. */
  never_counted: z.number().int(),
  last_counted: daySchema.nullable(),
  /** The day before the first of the 90: counted at its end, every later day is right. */
  opening_day: daySchema,
});
export type OpeningCount = z.infer<typeof openingCountSchema>;
export const openingCountsSchema = z.object({ data: z.array(openingCountSchema) });
