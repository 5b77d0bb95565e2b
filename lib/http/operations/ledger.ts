import * as balances from '@/lib/contracts/balances';
import { pageOf, thingInput } from '@/lib/contracts/common';
import * as explanations from '@/lib/contracts/explanations';
import * as ledger from '@/lib/contracts/ledger';
import { correctLedgerEntry } from '@/lib/services/ledger/correct-ledger-entry';
import { createLedgerBatch } from '@/lib/services/ledger/create-ledger-batch';
import { createLedgerEntries } from '@/lib/services/ledger/create-ledger-entries';
import { getExplanation } from '@/lib/services/ledger/get-explanation';
import { getLedgerDigest } from '@/lib/services/ledger/get-ledger-digest';
import { listBalances } from '@/lib/services/ledger/list-balances';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { type Operation, operation } from '../operation';
import { ENTRIES } from './error-sets';

/** The ledger: entries, their correction and explanation, balances. */
export const ledgerOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/ledger/entries',
    summary: 'List ledger entries, newest first',
    input: ledger.listLedgerEntriesInput,
    output: pageOf(ledger.ledgerEntrySchema),
    service: listLedgerEntries,
  }),
  operation({
    method: 'POST',
    path: '/ledger/entries',
    summary: 'Enter a receipt, waste, stock count or transfer between units',
    status: 201,
    input: ledger.createLedgerEntriesInput,
    output: ledger.ledgerWriteSchema,
    errors: ENTRIES,
    service: createLedgerEntries,
  }),
  operation({
    method: 'POST',
    path: '/ledger/batches',
    summary: 'Enter many lines of one type at once, all or nothing',
    status: 201,
    input: ledger.createLedgerBatchInput,
    output: ledger.ledgerWriteSchema,
    errors: ENTRIES,
    service: createLedgerBatch,
  }),
  operation({
    method: 'POST',
    path: '/ledger/entries/{id}/correct',
    summary: 'Take a manual entry back, and enter another instead',
    status: 201,
    input: ledger.correctLedgerEntryInput,
    output: ledger.ledgerWriteSchema,
    errors: [...ENTRIES, 'entry_already_reversed', 'entry_not_correctable'],
    service: correctLedgerEntry,
  }),
  operation({
    method: 'GET',
    path: '/ledger/balances',
    summary: 'Stock per ingredient and storage unit',
    input: balances.listBalancesInput,
    output: pageOf(balances.balanceSchema),
    errors: ['storage_unit_required', 'reports_busy'],
    service: listBalances,
  }),
  operation({
    method: 'GET',
    path: '/ledger/entries/{id}/explanation',
    summary: 'Why this number: from the sale lines to the entry and its value',
    input: thingInput,
    output: explanations.entryExplanationSchema,
    service: getExplanation,
  }),
  operation({
    method: 'GET',
    path: '/ledger/digest',
    summary: 'One value for what the ledger says, whole and by day',
    input: balances.ledgerDigestInput,
    output: balances.ledgerDigestSchema,
    errors: ['reports_busy'],
    service: getLedgerDigest,
  }),
];
