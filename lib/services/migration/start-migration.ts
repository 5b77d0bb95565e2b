import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Queryable } from '@/db/client';
import { findLocation, type LocationRow } from '@/db/queries/locations';
import { findMigration, insertMigration } from '@/db/queries/migrations';
import { type Migration, type StorageUnitChoice, startMigrationInput } from '@/lib/contracts/transfers';
import { addDays, yesterdayAt } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { dispatchMigration } from './dispatch-migration';
import { toMigration } from './to-migration';

/** Business days of a migration, ending yesterday at the location (R29). */
export const MIGRATION_DAYS = 90;

/**
 * Starts, or runs again, the location's 90-day migration (R30). Throws location_not_activated |
 * storage_unit_required | migration_already_in_progress.
 */
export async function startMigration(
  ctx: ServiceContext,
  raw: z.input<typeof startMigrationInput>,
): Promise<Migration> {
  const companyId = await requireThing(ctx, 'location', raw, 'manage');
  const input = startMigrationInput.parse(raw);
  const location = await findLocation(ctx.db, companyId, input.id);
  if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
  if (!location.isActivated) throw new DomainError('location_not_activated');
  if (location.storageUnitId === null) throw new DomainError('storage_unit_required');
  const id = await ctx.db
    .transaction((tx) => createMigration(tx, ctx, location, input.storage_unit))
    .catch((error: unknown) =>
      onViolation(error, { migrations_active_key: 'migration_already_in_progress' }),
    );
  await dispatchMigration(ctx, { companyId, id }, 0);
  const row = await findMigration(ctx.db, companyId, id);
  if (!row) throw new DomainError('internal_error', 'the migration just created is missing');
  return toMigration(ctx, row);
}

/** The row only, inside the caller's transaction; the constraint refuses a second pending or running one. */
export async function createMigration(
  tx: Queryable,
  ctx: ServiceContext,
  location: LocationRow,
  storageUnit: StorageUnitChoice = 'present',
): Promise<string> {
  const id = v7();
  const rule = { zone: location.timezone, startOfDayMinutes: location.startOfDayMinutes };
  const toDay = yesterdayAt(ctx.clock.now(), rule);
  await insertMigration(tx, {
    id,
    companyId: location.companyId,
    locationId: location.id,
    fromDay: addDays(toDay, 1 - MIGRATION_DAYS),
    toDay,
    daysTotal: MIGRATION_DAYS,
    storageUnit,
    requestedBy: actorName(ctx.actor),
    createdAt: ctx.clock.now(),
  });
  await writeAudit(tx, ctx, {
    companyId: location.companyId,
    action: 'migration.start',
    subjectType: 'location',
    subjectId: location.id,
    details: { migration_id: id, storage_unit: storageUnit },
  });
  return id;
}
