'use server';
import { applyChangeInput } from '@/lib/contracts/changes';
import { applyChange } from '@/lib/services/change/apply-change';
import { action } from './action-client';

export const applyChangeAction = action
  .metadata({ name: 'change.apply_change' })
  .inputSchema(applyChangeInput)
  .action(({ ctx, parsedInput }) => applyChange(ctx.service, parsedInput));
