import type { z } from 'zod';
import { findLatestMigration } from '@/db/queries/migrations';
import type { thingInput } from '@/lib/contracts/common';
import type { Migration } from '@/lib/contracts/transfers';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { toMigration } from './to-migration';

/** The location's newest migration; null when it never had one. */
export async function getMigration(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<Migration | null> {
  const companyId = await requireThing(ctx, 'location', input, 'read');
  const row = await findLatestMigration(ctx.db, companyId, input.id);
  return row ? toMigration(ctx, row) : null;
}
