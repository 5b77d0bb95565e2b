import { lockAnswers } from '@/db/locks';
import { findLatestSnapshot, listReadAgain, updateReadAgain } from '@/db/queries/sales-snapshots';
import type { ServiceContext } from '../context';
import { hashOf } from './hash-answer';
import { insertAnswer } from './read-sales';

/**
 * Answers kept by account number though several accounts bore one are read again by reference (R15), each
 * into a new version of its day; what is booked stands until its day is planned next. Called before kept
 * answers are used; finds none but after an upgrade.
 */
export async function readKeptAgain(
  ctx: ServiceContext,
  companyId: string,
  locationIds: readonly string[] | null,
): Promise<void> {
  for (const kept of await listReadAgain(ctx.db, companyId, locationIds)) {
    const { locationId, businessDay, dataComplete, nextStartOfDay, fetchedAt, confirmedAt } = kept;
    if (kept.raw === null) continue;
    try {
      const day = await ctx.pos.readRaw(kept.raw);
      await ctx.db.transaction(async (tx) => {
        await lockAnswers(tx, locationId, businessDay);
        const latest = await findLatestSnapshot(tx, companyId, locationId, businessDay);
        if (latest?.id === kept.id && latest.readAgain && day.kind === 'sales') {
          const contentHash = await hashOf(day);
          const seen = { contentHash, dataComplete, nextStartOfDay, fetchedAt, confirmedAt };
          const owner = { companyId, locationId, businessDay };
          await insertAnswer(tx, owner, day, { ...seen, receivedHash: null, version: kept.version + 1 });
        }
        await updateReadAgain(tx, companyId, kept.id);
      });
    } catch (error) {
      ctx.log.error({ err: error, locationId, businessDay }, 'a kept answer could not be read again');
    }
  }
}
