import { companyInput, pageOf } from '@/lib/contracts/common';
import * as stock from '@/lib/contracts/stock';
import { listHistory } from '@/lib/services/stock/list-history';
import { listStock } from '@/lib/services/stock/list-stock';
import { listStockUnits } from '@/lib/services/stock/list-stock-units';
import { reportUsage } from '@/lib/services/stock/report-usage';
import { type Operation, operation } from '../operation';

/** Stock, its history and usage. */
export const stockOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/stock',
    summary: 'Stock with its value, recent usage and the days it lasts',
    input: stock.listStockInput,
    output: pageOf(stock.stockSchema),
    errors: ['storage_unit_required'],
    service: listStock,
  }),
  operation({
    method: 'GET',
    path: '/stock/units',
    summary: 'Storage units with the value they hold',
    input: companyInput,
    output: stock.stockUnitsSchema,
    service: listStockUnits,
  }),
  operation({
    method: 'GET',
    path: '/ingredients/{id}/history',
    summary: 'Stock of an ingredient at the end of each day, and what moved',
    input: stock.listHistoryInput,
    output: stock.historySchema,
    service: listHistory,
  }),
  operation({
    method: 'GET',
    path: '/reports/usage',
    summary: 'What left stock between two days, by ingredient or by item',
    input: stock.reportUsageInput,
    output: stock.usageReportSchema,
    errors: ['reports_busy'],
    service: reportUsage,
  }),
];
