import type { z } from 'zod';
import { findLocation, updateLocation } from '@/db/queries/locations';
import type { thingInput } from '@/lib/contracts/common';
import type { activationSchema } from '@/lib/contracts/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { violatedConstraint } from '@/lib/errors/violations';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { dispatchMigration } from '../migration/dispatch-migration';
import { getMigration } from '../migration/get-migration';
import { createMigration } from '../migration/start-migration';

/**
 * Activates a linked location and starts its 90-day migration unless one is pending or running (R29). Throws
 * storage_unit_required.
 */
export async function activateLocation(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<z.infer<typeof activationSchema>> {
  const companyId = await requireThing(ctx, 'location', input, 'manage');
  const location = await findLocation(ctx.db, companyId, input.id);
  if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
  if (location.storageUnitId === null) throw new DomainError('storage_unit_required');
  const migrationId = await ctx.db.transaction(async (tx) => {
    const activatedAt = location.activatedAt ?? ctx.clock.now();
    await updateLocation(tx, companyId, input.id, { isActivated: true, activatedAt });
    await writeAudit(tx, ctx, {
      companyId,
      action: 'location.activate',
      subjectType: 'location',
      subjectId: input.id,
    });
    // Inside a savepoint: a migration already under way must not undo the activation.
    return tx
      .transaction((inner) => createMigration(inner, ctx, location))
      .catch((error: unknown) => {
        if (violatedConstraint(error) === 'migrations_active_key') return null;
        throw error;
      });
  });
  if (migrationId !== null) await dispatchMigration(ctx, { companyId, id: migrationId }, 0);
  return {
    id: input.id,
    is_activated: true,
    migration: await getMigration(ctx, { id: input.id, company_id: companyId }),
  };
}
