'use server';
import { companyInput } from '@/lib/contracts/common';
import { askCompanyDeletionInput, deleteAccountInput, setRetentionInput } from '@/lib/contracts/privacy';
import { askCompanyDeletion, withdrawCompanyDeletion } from '@/lib/services/privacy/company-deletion';
import { deleteAccount } from '@/lib/services/privacy/delete-account';
import { setRetention } from '@/lib/services/privacy/retention';
import { action, quietAction } from './action-client';

export const setRetentionAction = action
  .metadata({ name: 'company.set_retention' })
  .inputSchema(setRetentionInput)
  .action(({ ctx, parsedInput }) => setRetention(ctx.service, parsedInput));

export const askCompanyDeletionAction = action
  .metadata({ name: 'company.ask_deletion' })
  .inputSchema(askCompanyDeletionInput)
  .action(({ ctx, parsedInput }) => askCompanyDeletion(ctx.service, parsedInput));

export const withdrawCompanyDeletionAction = action
  .metadata({ name: 'company.withdraw_deletion' })
  .inputSchema(companyInput)
  .action(({ ctx, parsedInput }) => withdrawCompanyDeletion(ctx.service, parsedInput));

/** Its page goes to the door afterwards: there is nobody to draw it for. */
export const deleteAccountAction = quietAction
  .metadata({ name: 'person.delete' })
  .inputSchema(deleteAccountInput)
  .action(({ ctx, parsedInput }) => deleteAccount(ctx.service, parsedInput));
