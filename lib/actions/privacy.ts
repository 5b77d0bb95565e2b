'use server';
import { setRetentionInput } from '@/lib/contracts/privacy';
import { setRetention } from '@/lib/services/privacy/retention';
import { action } from './action-client';

export const setRetentionAction = action
  .metadata({ name: 'company.set_retention' })
  .inputSchema(setRetentionInput)
  .action(({ ctx, parsedInput }) => setRetention(ctx.service, parsedInput));
