import type { z } from 'zod';
import { findSetupStep } from '@/db/queries/people';
import { findSetupCounts } from '@/db/queries/setup';
import type { companyInput } from '@/lib/contracts/common';
import { type Setup, type SetupStep, setupStepSchema } from '@/lib/contracts/setup';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/** The wizard: what is done is read from the data itself, only where one stopped is remembered. */
export async function getSetup(ctx: ServiceContext, input: z.infer<typeof companyInput>): Promise<Setup> {
  requireCompany(ctx, input.company_id, 'read');
  const n = await findSetupCounts(ctx.db, input.company_id);
  const step = (key: SetupStep, count: number, missing: number) => ({
    key,
    done: missing <= 0,
    count,
    missing: Math.max(0, missing),
  });
  /** Done when all of `of` are, and at least one. */
  const all = (key: SetupStep, count: number, of: number) => step(key, count, Math.max(1, of) - count);
  const some = (key: SetupStep, count: number) => step(key, count, 1 - count);
  const remembered = setupStepSchema.safeParse(await findSetupStep(ctx.db, input.company_id));
  return {
    steps: [
      some('storage_units', n.storageUnits),
      some('ingredients', n.ingredients),
      some('recipes', n.recipes),
      some('connect', n.integrations),
      some('sync_locations', n.locations),
      some('link_locations', n.linked),
      some('sync_items', n.items),
      all('map_items', n.decided, n.items),
      some('activate', n.activated),
      some('migration', n.migrations),
      some('manual_transfer', n.manualTransfers),
      some('check_ledger', n.entries ? 1 : 0),
      some('auto_transfer', n.unpaused),
    ],
    step: remembered.success ? remembered.data : null,
  };
}
