import { pageOf, thingInput } from '@/lib/contracts/common';
import * as transfers from '@/lib/contracts/transfers';
import { listDayUnits } from '@/lib/services/location/list-day-units';
import { getTransferWithEntries } from '@/lib/services/transfer/get-transfer';
import { listTransfers } from '@/lib/services/transfer/list-transfers';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { type Operation, operation } from '../operation';

/** Transfers of single business days. */
export const transfersOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/locations/{id}/day-units',
    summary:
      'The storage units in which booked days stand; of the 90 days of a migration unless a range is given',
    input: transfers.listDayUnitsInput,
    output: transfers.dayUnitsSchema,
    service: listDayUnits,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/transfers',
    summary: 'Transfer one business day',
    input: transfers.runTransferInput,
    output: transfers.transferResultSchema,
    errors: ['date_required', 'invalid_date_format', 'storage_unit_required', 'location_not_activated'],
    effects: 'outside',
    isFinal: (result) => result.success,
    service: runTransfer,
  }),
  operation({
    method: 'GET',
    path: '/locations/{id}/transfers',
    summary: 'List transfer logs, newest first',
    input: transfers.listTransfersInput,
    output: pageOf(transfers.transferLogSchema),
    service: listTransfers,
  }),
  operation({
    method: 'GET',
    path: '/transfers/{id}',
    summary: 'Get one transfer log with the entries it wrote',
    input: thingInput,
    output: transfers.transferLogWithEntriesSchema,
    service: getTransferWithEntries,
  }),
];
