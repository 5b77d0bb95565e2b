import type { z } from 'zod';
import { updateLocation } from '@/db/queries/locations';
import type { thingInput } from '@/lib/contracts/common';
import type { Location } from '@/lib/contracts/lightspeed';
import { isDomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { cancelMigration } from '../migration/cancel-migration';
import { getLocation } from './get-location';

/** Stops transfers of the location and a migration under way; everything written stays. */
export async function deactivateLocation(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<Location> {
  const companyId = await requireThing(ctx, 'location', input, 'manage');
  await ctx.db.transaction(async (tx) => {
    await updateLocation(tx, companyId, input.id, { isActivated: false, activatedAt: null });
    await writeAudit(tx, ctx, {
      companyId,
      action: 'location.deactivate',
      subjectType: 'location',
      subjectId: input.id,
    });
  });
  const thing = { id: input.id, company_id: companyId };
  await cancelMigration(ctx, thing).catch((error: unknown) => {
    if (!isDomainError(error) || error.code !== 'migration_not_in_progress') throw error;
  });
  return getLocation(ctx, thing);
}
