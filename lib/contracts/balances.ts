import { z } from 'zod';
import { COST_SOURCES } from '@/lib/core/costing';
import { baseUnitSchema, daySchema, idSchema, knownAtSchema, pageInputShape } from './common';

/**
 * Where a unit cost comes from: the receipts' average, the standard cost, the first receipt's cost, or
 * nowhere yet (R23).
 */
export const costSourceSchema = z.enum(COST_SOURCES);
/** What stock is worth (R23). */
const worthShape = {
  /** Of the day asked; `0` while unknown. */
  unit_cost: z.string(),
  cost_source: costSourceSchema,
  /** `quantity` × `unit_cost`, exact. */
  value: z.string(),
  /**
   * What the entries' values sum to beyond `value`, because they were booked at the costs of their own days.
   */
  revaluation: z.string(),
};
const neverCountedSchema = z
  .boolean()
  .describe('Never counted, received or moved in: the quantity says only what left, not what is there');
export const listBalancesInput = z.object({
  company_id: idSchema,
  storage_unit_id: idSchema.optional(),
  ingredient_id: idSchema.optional(),
  as_of: daySchema.optional(),
  known_at: knownAtSchema.optional(),
  ...pageInputShape,
});
/** An ingredient in a storage unit: how much, and what it is worth. */
export const onHandShape = {
  storage_unit_id: idSchema,
  storage_unit_name: z.string(),
  ingredient_id: idSchema,
  ingredient_name: z.string(),
  base_unit: baseUnitSchema,
  quantity: z.string(),
  never_counted: neverCountedSchema,
  ...worthShape,
};
export const balanceSchema = z.object(onHandShape).meta({ id: 'Balance' });
export type Balance = z.infer<typeof balanceSchema>;
export const ledgerDigestInput = z.object({
  company_id: idSchema,
  location_id: idSchema.optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  known_at: knownAtSchema.optional(),
  naming: z.enum(['id', 'name']).default('id'),
});
export const ledgerDigestSchema = z.object({
  digest: z.string(),
  /** Standing entries in it. */
  entries: z.number().int(),
  days: z.array(z.object({ date: daySchema, entries: z.number().int(), digest: z.string() })),
});
export type LedgerDigest = z.infer<typeof ledgerDigestSchema>;
