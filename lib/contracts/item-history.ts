import { z } from 'zod';
import { idSchema } from './common';

const itemEventSchema = z
  .object({
    id: idSchema,
    at: z.string(),
    /** The person or API key; null: by itself, as when a mapping takes over a name. */
    by: z.string().nullable(),
    /** What happened, as `accept_name`: more may come. */
    action: z.string(),
    /** The name that was accepted, split off, taken over or given up, and the one taken over before. */
    name: z.string().nullable(),
    previous: z.string().nullable(),
    /** The item made of the name. */
    split_item_id: idSchema.nullable(),
    mapped_object_name: z.string().nullable(),
    quantity: z.string().nullable(),
    /** Null: portions of a recipe. */
    unit: z.string().nullable(),
  })
  .meta({ id: 'ItemEvent' });
export const itemHistorySchema = z.object({ data: z.array(itemEventSchema), next_cursor: z.null() });
export type ItemHistory = z.infer<typeof itemHistorySchema>;
