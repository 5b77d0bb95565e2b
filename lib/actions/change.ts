'use server';
import { applyChangeInput, saveOrPreviewInput } from '@/lib/contracts/changes';
import { applyChange } from '@/lib/services/ledger-change/apply-change';
import { saveOrPreviewChange } from '@/lib/services/ledger-change/save-or-preview-change';
import { action } from './action-client';

export const applyChangeAction = action
  .metadata({ name: 'change.apply_change' })
  .inputSchema(applyChangeInput)
  .action(({ ctx, parsedInput }) => applyChange(ctx.service, parsedInput));

export const saveOrPreviewChangeAction = action
  .metadata({ name: 'change.save_or_preview' })
  .inputSchema(saveOrPreviewInput)
  .action(({ ctx, parsedInput }) => saveOrPreviewChange(ctx.service, parsedInput));
