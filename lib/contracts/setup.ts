import { z } from 'zod';
import { idSchema } from './common';

/** The published setup order. */
const SETUP_STEPS = [
  'storage_units',
  'ingredients',
  'recipes',
  'connect',
  'sync_locations',
  'link_locations',
  'sync_items',
  'map_items',
  'activate',
  'migration',
  'manual_transfer',
  'check_ledger',
  'auto_transfer',
] as const;
export const setupStepSchema = z.enum(SETUP_STEPS);
export type SetupStep = z.infer<typeof setupStepSchema>;
export const saveSetupStepInput = z.object({ company_id: idSchema, step: setupStepSchema });
export const setupSchema = z.object({
  steps: z.array(
    z.object({
      key: setupStepSchema,
      done: z.boolean(),
      /** What the step has so far, and what it still lacks; 0 when nothing is missing. */
      count: z.number().int(),
      missing: z.number().int(),
    }),
  ),
  /** Where the company stopped; null before the first visit. */
  step: setupStepSchema.nullable(),
});
export type Setup = z.infer<typeof setupSchema>;
