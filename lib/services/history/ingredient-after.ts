import { z } from 'zod';
import { baseUnitSchema } from '@/lib/contracts/common';
import type { Facts } from '@/lib/core/history/values';

/** What an ingredient can be again; whether it is archived is said elsewhere. Left out: not known. */
const fieldsSchema = z.object({
  name: z.string(),
  base_unit: baseUnitSchema,
  allergens: z.array(z.string()).optional(),
  standard_cost: z.string().nullable().default(null),
  minimum_quantity: z.string().nullable().optional(),
});

/** What an ingredient was after an event of its history; null where the event does not say. */
export function ingredientAfter(event: {
  action: string;
  details: Facts;
}): z.infer<typeof fieldsSchema> | null {
  const said = event.action === 'ingredient.create' ? event.details : event.details.after;
  return fieldsSchema.safeParse(said).data ?? null;
}
