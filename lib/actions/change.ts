'use server';
import { applyChangeInput, decideMappingsInput, saveOrPreviewInput } from '@/lib/contracts/changes';
import { applyChange } from '@/lib/services/ledger-change/apply-change';
import { decideMappings } from '@/lib/services/ledger-change/decide-mappings';
import { saveOrPreviewChange } from '@/lib/services/ledger-change/save-or-preview-change';
import { action, quietAction } from './action-client';

export const applyChangeAction = action
  .metadata({ name: 'change.apply_change' })
  .inputSchema(applyChangeInput)
  .action(({ ctx, parsedInput }) => applyChange(ctx.service, parsedInput));

export const saveOrPreviewChangeAction = action
  .metadata({ name: 'change.save_or_preview' })
  .inputSchema(saveOrPreviewInput)
  .action(({ ctx, parsedInput }) => saveOrPreviewChange(ctx.service, parsedInput));

/** Of the desk, whose rows are its own. */
export const decideMappingsAction = quietAction
  .metadata({ name: 'change.decide_mappings' })
  .inputSchema(decideMappingsInput)
  .action(({ ctx, parsedInput }) => decideMappings(ctx.service, parsedInput));
