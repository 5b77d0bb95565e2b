import type { z } from 'zod';
import type { Company, createCompanyInput } from '@/lib/contracts/people';
import { env } from '@/lib/platform/env';
import { createCompany } from '@/lib/services/company/create-company';
import type { Actor, ServiceContext } from '@/lib/services/context';
import { seedInventory } from './seed-inventory';
import { walkSetup } from './walk-setup';

/**
 * A company of the person's own with the demo's inventory and deliveries, whole or not at all. Where the
 * simulator runs it is connected with it and its 90 days begin; `is_connected` false: it has inventory and
 * stock only. Nothing of another company is read or written.
 */
export async function createSampleRestaurant(
  ctx: ServiceContext,
  input: z.input<typeof createCompanyInput>,
): Promise<Company & { is_connected: boolean }> {
  const company = await ctx.db.transaction(async (tx) => {
    // A service's own transaction becomes a savepoint of this one.
    const db = tx as unknown as ServiceContext['db'];
    const made = await createCompany({ ...ctx, db }, input);
    await seedInventory({ ...ctx, db, actor: asOwner(ctx.actor, made.id) }, made.id);
    return made;
  });
  if (!env().LIGHTSPEED_SIMULATOR) return { ...company, is_connected: false };
  try {
    await walkSetup({ ...ctx, actor: asOwner(ctx.actor, company.id) }, company.id);
    return { ...company, is_connected: true };
  } catch (error) {
    // The restaurant is there; its setup goes on from where this stopped.
    ctx.log.warn({ err: error }, 'the sample restaurant was not connected with the simulator');
    return { ...company, is_connected: false };
  }
}

/** The actor, in this company alone. */
const asOwner = (actor: Actor, companyId: string): Actor => ({
  ...actor,
  memberships: new Map([[companyId, 'owner']]),
});
