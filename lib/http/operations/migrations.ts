import { thingInput } from '@/lib/contracts/common';
import * as transfers from '@/lib/contracts/transfers';
import { cancelMigration } from '@/lib/services/migration/cancel-migration';
import { getMigration } from '@/lib/services/migration/get-migration';
import { startMigration } from '@/lib/services/migration/start-migration';
import { type Operation, operation } from '../operation';

/** The 90-day migration of a location. */
export const migrationsOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/locations/{id}/migration',
    summary: 'Progress of the newest migration; null before the first',
    input: thingInput,
    output: transfers.migrationSchema.nullable(),
    service: getMigration,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/migration',
    summary: 'Run the migration again',
    status: 201,
    input: transfers.startMigrationInput,
    output: transfers.migrationSchema,
    errors: ['location_not_activated', 'storage_unit_required', 'migration_already_in_progress'],
    effects: 'outside',
    service: startMigration,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/migration/cancel',
    summary: 'Cancel the migration before its next day',
    input: thingInput,
    output: transfers.migrationSchema,
    errors: ['migration_not_in_progress'],
    effects: 'outside',
    service: cancelMigration,
  }),
];
