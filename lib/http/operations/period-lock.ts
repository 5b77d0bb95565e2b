import * as stock from '@/lib/contracts/stock';
import { getPeriodLock } from '@/lib/services/period/get-period-lock';
import { setPeriodLock } from '@/lib/services/period/set-period-lock';
import { type Operation, operation } from '../operation';

/** The locked period. */
export const periodLockOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/period-lock',
    summary: 'The last locked day',
    input: stock.getPeriodLockInput,
    output: stock.periodLockSchema,
    service: getPeriodLock,
  }),
  operation({
    method: 'PUT',
    path: '/period-lock',
    summary: 'Lock all days up to one, or open them',
    input: stock.setPeriodLockInput,
    output: stock.periodLockSchema,
    errors: ['period_not_over'],
    service: setPeriodLock,
  }),
];
