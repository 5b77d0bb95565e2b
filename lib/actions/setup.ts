'use server';
import { saveSetupStepInput } from '@/lib/contracts/setup';
import { saveStep } from '@/lib/services/setup/save-step';
import { action } from './action-client';

export const saveSetupStepAction = action
  .metadata({ name: 'setup.save_step' })
  .inputSchema(saveSetupStepInput)
  .action(({ ctx, parsedInput }) => saveStep(ctx.service, parsedInput));
