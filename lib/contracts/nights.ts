import { z } from 'zod';
import { companyInput, daySchema, idSchema, instantSchema, thingInput } from './common';
import { migrationSchema } from './transfers';

/**
 * A night that was left out while the location was left alone, or that failed; `due_at` is when it was to
 * run.
 */
const missedNightSchema = z.object({
  id: idSchema,
  location_id: idSchema,
  date: daySchema,
  reason: z.enum(['missed', 'failed']),
  error_code: z.string().nullable(),
  due_at: instantSchema,
  log_id: idSchema.nullable(),
});
export type MissedNight = z.infer<typeof missedNightSchema>;
export const missedNightsSchema = z.object({ data: z.array(missedNightSchema) });
/** Without `dates`, all that are offered. */
export const runMissedNightsInput = thingInput.extend({ dates: z.array(daySchema).max(500).optional() });
export const requestedNightsSchema = z.object({ requested: z.number().int() });

/**
 * What became of a business day: `waiting` = its night is planned or at work, `missing` = nothing ever
 * transferred it.
 */
export const DAY_STATES = ['transferred', 'no_data', 'incomplete', 'failed', 'waiting', 'missing'] as const;
const dayCellSchema = z.object({
  date: daySchema,
  state: z.enum(DAY_STATES),
  log_id: idSchema.nullable(),
});
/** `is_nightly`: its nightly transfer is there to be run again; else the day is transferred by hand. */
const openDaySchema = z.object({
  date: daySchema,
  reason: z.enum(['failed', 'missed', 'missing']),
  error_code: z.string().nullable(),
  log_id: idSchema.nullable(),
  is_nightly: z.boolean(),
});
export const runsInput = companyInput;
const locationRunsSchema = z.object({
  location_id: idSchema,
  location_name: z.string(),
  timezone: z.string(),
  is_activated: z.boolean(),
  auto_transfer_paused: z.boolean(),
  /** Null while it is not paused. */
  paused_since: instantSchema.nullable(),
  is_linked: z.boolean(),
  /** The newest migration, whatever its state; null when there never was one. */
  migration: migrationSchema.nullable(),
  /** The next night that will run by itself; null while none will. */
  next_night: z
    .object({
      date: daySchema,
      due_at: instantSchema,
      status: z.enum(['planned', 'pending', 'running']),
      /** Of one that was tried already: Lightspeed has not finished the day yet, or the try failed. */
      waits_for: z.enum(['complete_day', 'retry']).nullable(),
    })
    .nullable(),
  missed_nights: z.array(missedNightSchema),
  is_at_work: z
    .boolean()
    .describe('A migration or a nightly transfer is running, or begins without a further wait'),
  open_days: z
    .array(openDaySchema)
    .describe('Days that nothing will bring into the ledger by itself, newest first; none while inactive'),
  /** The last 90 ended business days, newest first. */
  days: z.array(dayCellSchema),
});
export const runsSchema = z.object({ data: z.array(locationRunsSchema) });
export type Runs = z.infer<typeof runsSchema>;
export type LocationRuns = z.infer<typeof locationRunsSchema>;
