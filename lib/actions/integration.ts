'use server';
import { thingInput } from '@/lib/contracts/common';
import { authorizeUrlInput, renameIntegrationInput } from '@/lib/contracts/lightspeed';
import { checkConnection } from '@/lib/services/integration/check-connection';
import { createAuthorizeUrl } from '@/lib/services/integration/create-authorize-url';
import { disconnectIntegration } from '@/lib/services/integration/disconnect-integration';
import { renameIntegration } from '@/lib/services/integration/rename-integration';
import { action } from './action-client';

export const createAuthorizeUrlAction = action
  .metadata({ name: 'integration.create_authorize_url' })
  .inputSchema(authorizeUrlInput)
  .action(({ ctx, parsedInput }) => createAuthorizeUrl(ctx.service, parsedInput));

export const renameIntegrationAction = action
  .metadata({ name: 'integration.rename_integration' })
  .inputSchema(renameIntegrationInput)
  .action(({ ctx, parsedInput }) => renameIntegration(ctx.service, parsedInput));

export const checkConnectionAction = action
  .metadata({ name: 'integration.check_connection' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => checkConnection(ctx.service, parsedInput));

export const disconnectIntegrationAction = action
  .metadata({ name: 'integration.disconnect_integration' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => disconnectIntegration(ctx.service, parsedInput));
