'use server';
import { createLedgerEntriesInput } from '@/lib/contracts/inventory';
import { createLedgerEntries } from '@/lib/services/ledger/create-ledger-entries';
import { action } from './action-client';

export const createLedgerEntriesAction = action
  .metadata({ name: 'ledger.create_ledger_entries' })
  .inputSchema(createLedgerEntriesInput)
  .action(({ ctx, parsedInput }) => createLedgerEntries(ctx.service, parsedInput));
