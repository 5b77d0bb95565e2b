import { v7 } from 'uuid';
import { lockDay } from '@/db/locks';
import { listPostings } from '@/db/queries/postings';
import { insertRepeatedRun } from '@/db/queries/unchanged-days';
import type { TransferResult } from '@/lib/contracts/transfers';
import { actorName, type ServiceContext } from '../context';
import { standingOf } from '../planning/day-difference';
import type { SalesAnswer } from './read-sales';
import type { TransferDayInput } from './transfer-day';

type Run = Pick<TransferDayInput, 'companyId' | 'locationId' | 'businessDay' | 'trigger' | 'migrationId'> & {
  /** Null: whichever the day stands in. */
  storageUnitId: string | null;
  startedAt: Date;
};

/**
 * A run that could only come to what the last one came to: the same bytes, of which nothing is planned
 * otherwise since. It leaves its log and writes nothing else (R24, R28). Null where the day must be planned.
 */
export async function repeatRun(
  ctx: ServiceContext,
  run: Run,
  answer: SalesAnswer,
): Promise<TransferResult | null> {
  if (answer?.kind !== 'same') return null;
  const { companyId, locationId, businessDay, startedAt } = run;
  const id = v7();
  const log = await ctx.db.transaction(async (tx) => {
    const repeated = {
      ...{ id, locationId, businessDay, startedAt },
      storageUnitId: run.storageUnitId,
      receivedHash: answer.hash,
      trigger: run.trigger,
      migrationId: run.migrationId ?? null,
      requestedBy: actorName(ctx.actor),
      finishedAt: ctx.clock.now(),
    };
    // Sent together; the second sees what another run wrote before it gave the lock back.
    const [, log] = await Promise.all([
      lockDay(tx, locationId, businessDay),
      insertRepeatedRun(tx, companyId, repeated),
    ]);
    return log;
  });
  if (!log) return null;
  // A migration counts what was written; a person is told what stands.
  const postings =
    run.trigger === 'migration' ? [] : await listPostings(ctx.db, companyId, [{ locationId, businessDay }]);
  return {
    date: businessDay,
    success: true,
    no_data: log.noData,
    is_complete: log.isComplete,
    log_id: id,
    ledger_ids: standingOf(postings).map((entry) => entry.id),
    stats: log.stats as TransferResult['stats'],
    unmapped_items: log.unmappedItems as TransferResult['unmapped_items'],
    held_names: log.heldNames as TransferResult['held_names'],
    failed_lines: log.failedLines as TransferResult['failed_lines'],
    error: null,
  };
}
