import type { z } from 'zod';
import type { Use } from '@/db/queries/uses';
import type { useSchema } from '@/lib/contracts/ingredients';

/** What holds an ingredient or a recipe in place, as lists and the refusal to archive it name it. */
export function toUse({ isArchived, ...use }: Use): z.infer<typeof useSchema> {
  return { ...use, is_archived: isArchived };
}
