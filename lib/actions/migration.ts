'use server';
import { thingInput } from '@/lib/contracts/common';
import { startMigrationInput } from '@/lib/contracts/transfers';
import { cancelMigration } from '@/lib/services/migration/cancel-migration';
import { startMigration } from '@/lib/services/migration/start-migration';
import { action } from './action-client';

export const startMigrationAction = action
  .metadata({ name: 'migration.start_migration' })
  .inputSchema(startMigrationInput)
  .action(({ ctx, parsedInput }) => startMigration(ctx.service, parsedInput));

export const cancelMigrationAction = action
  .metadata({ name: 'migration.cancel_migration' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => cancelMigration(ctx.service, parsedInput));
