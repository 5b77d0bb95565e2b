import { listPostings } from '@/db/queries/postings';
import { updateTransferLog } from '@/db/queries/transfers';
import type { TransferResult } from '@/lib/contracts/transfers';
import { toDomainError } from '@/lib/errors/to-domain-error';
import type { ServiceContext } from '../context';
import { standingOf } from '../planning/day-difference';
import type { TransferDayInput } from './transfer-day';

/**
 * The log of a failed run says its code; what is unforeseen is logged in full and shown as internal_error
 * (R34).
 */
export async function failRun(
  ctx: ServiceContext,
  input: Pick<TransferDayInput, 'companyId' | 'locationId' | 'businessDay'>,
  logId: string,
  error: unknown,
): Promise<TransferResult> {
  const known = toDomainError(
    error,
    { requestId: ctx.requestId, log: ctx.log.child({ logId }) },
    'transfer failed',
  );
  await updateTransferLog(ctx.db, input.companyId, logId, {
    success: false,
    errorCode: known.code,
    errorDetails: known.details ?? null,
    finishedAt: ctx.clock.now(),
  });
  // What stood for the day still stands (R24): nothing of the run was written.
  const { companyId, locationId, businessDay } = input;
  const standing = standingOf(await listPostings(ctx.db, companyId, [{ locationId, businessDay }]));
  const details = known.details === undefined ? {} : { details: { ...known.details } };
  return {
    date: input.businessDay,
    success: false,
    no_data: false,
    is_complete: false,
    log_id: logId,
    ledger_ids: standing.map((entry) => entry.id),
    stats: null,
    unmapped_items: [],
    held_names: [],
    failed_lines: [],
    error: { code: known.code, message: known.message, ...details },
  };
}
