'use server';
import { thingInput } from '@/lib/contracts/common';
import { createApiKeyInput } from '@/lib/contracts/people';
import { createApiKey } from '@/lib/services/people/create-api-key';
import { revokeApiKey } from '@/lib/services/people/revoke-api-key';
import { action } from './action-client';

export const createApiKeyAction = action
  .metadata({ name: 'people.create_api_key' })
  .inputSchema(createApiKeyInput)
  .action(({ ctx, parsedInput }) => createApiKey(ctx.service, parsedInput));

export const revokeApiKeyAction = action
  .metadata({ name: 'people.revoke_api_key' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => revokeApiKey(ctx.service, parsedInput));
