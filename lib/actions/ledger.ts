'use server';
import { correctCountInput, correctLedgerEntryInput, createLedgerBatchInput } from '@/lib/contracts/ledger';
import { reviewCountInput, setPeriodLockInput } from '@/lib/contracts/stock';
import { correctCount } from '@/lib/services/ledger/correct-count';
import { correctLedgerEntry } from '@/lib/services/ledger/correct-ledger-entry';
import { createLedgerBatch } from '@/lib/services/ledger/create-ledger-batch';
import { setPeriodLock } from '@/lib/services/period/set-period-lock';
import { reviewCount } from '@/lib/services/stock/review-count';
import { action } from './action-client';

export const createLedgerBatchAction = action
  .metadata({ name: 'ledger.create_ledger_batch' })
  .inputSchema(createLedgerBatchInput)
  .action(({ ctx, parsedInput }) => createLedgerBatch(ctx.service, parsedInput));

export const reviewCountAction = action
  .metadata({ name: 'stock.review_count' })
  .inputSchema(reviewCountInput)
  .action(({ ctx, parsedInput }) => reviewCount(ctx.service, parsedInput));

export const correctLedgerEntryAction = action
  .metadata({ name: 'ledger.correct_ledger_entry' })
  .inputSchema(correctLedgerEntryInput)
  .action(({ ctx, parsedInput }) => correctLedgerEntry(ctx.service, parsedInput));

export const correctCountAction = action
  .metadata({ name: 'ledger.correct_count' })
  .inputSchema(correctCountInput)
  .action(({ ctx, parsedInput }) => correctCount(ctx.service, parsedInput));

export const setPeriodLockAction = action
  .metadata({ name: 'period.set_period_lock' })
  .inputSchema(setPeriodLockInput)
  .action(({ ctx, parsedInput }) => setPeriodLock(ctx.service, parsedInput));
