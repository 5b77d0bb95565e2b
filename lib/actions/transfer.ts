'use server';
import { runTransferInput } from '@/lib/contracts/transfers';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { action } from './action-client';

export const runTransferAction = action
  .metadata({ name: 'transfer.run_transfer' })
  .inputSchema(runTransferInput)
  .action(({ ctx, parsedInput }) => runTransfer(ctx.service, parsedInput));
