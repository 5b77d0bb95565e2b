import { pageOf } from '@/lib/contracts/common';
import * as ledger from '@/lib/contracts/ledger';
import * as stock from '@/lib/contracts/stock';
import { correctCount } from '@/lib/services/ledger/correct-count';
import { listCountSheets } from '@/lib/services/stock/list-count-sheets';
import { listCounts } from '@/lib/services/stock/list-counts';
import { reviewCount } from '@/lib/services/stock/review-count';
import { type Operation, operation } from '../operation';
import { ENTRIES } from './error-sets';

/** Stock counts. */
export const stockCountsOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/stock-counts',
    summary: 'Stock counts with their variance, newest first',
    input: stock.listCountsInput,
    output: pageOf(stock.stockCountSchema),
    errors: ['storage_unit_required'],
    service: listCounts,
  }),
  operation({
    method: 'GET',
    path: '/stock-counts/sheets',
    summary: 'Counts entered together, newest first',
    input: stock.listCountSheetsInput,
    output: pageOf(stock.countSheetSchema),
    errors: ['storage_unit_required'],
    service: listCountSheets,
  }),
  operation({
    method: 'POST',
    path: '/stock-counts/review',
    summary: 'Which lines of a count lie far from the book, before it is booked; nothing is written',
    input: stock.reviewCountInput,
    output: stock.countReviewSchema,
    errors: ['date_out_of_range', 'ingredient_not_found', 'storage_unit_not_found'],
    service: reviewCount,
  }),
  operation({
    method: 'POST',
    path: '/stock-counts/{id}/correct',
    summary: 'Take a stock count back, and say what was counted instead',
    status: 201,
    input: ledger.correctCountInput,
    output: ledger.ledgerWriteSchema,
    errors: [...ENTRIES, 'entry_already_reversed'],
    service: correctCount,
  }),
];
