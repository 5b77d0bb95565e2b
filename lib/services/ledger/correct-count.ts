import { v7 } from 'uuid';
import type { z } from 'zod';
import { lockLedger } from '@/db/locks';
import { findCount } from '@/db/queries/stock-counts';
import { correctCountInput, type LedgerWriteResult } from '@/lib/contracts/ledger';
import { DomainError } from '@/lib/core/domain-error';
import { canonical } from '@/lib/core/quantity';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import { requireDays } from '../company/require-days';
import { actorName, type ServiceContext } from '../context';
import { toCountedAt } from '../stock/to-count';
import { buildEntries } from './build-entries';
import { describeWrite } from './create-ledger-batch';
import { postEntries } from './post-entries';

/**
 * Takes a stock count back, and says what was counted instead if given. Its difference goes, and the next
 * count absorbs what changes. Throws entry_already_reversed | period_locked | unit_mismatch.
 */
export async function correctCount(
  ctx: ServiceContext,
  raw: z.input<typeof correctCountInput>,
): Promise<LedgerWriteResult> {
  const companyId = await requireThing(ctx, 'stock_count', raw, 'manage');
  const input = correctCountInput.parse(raw);
  const batchId = v7();
  const createdBy = actorName(ctx.actor);
  return ctx.db
    .transaction(async (tx) => {
      const count = await findCount(tx, companyId, input.id);
      if (!count) throw new DomainError('not_found', 'no such stock_count', { thing: 'stock_count' });
      if (count.isWithdrawn) throw new DomainError('entry_already_reversed');
      const lockedUntil = await lockLedger(tx, companyId, 'use');
      const { replacement } = input;
      await requireDays(ctx, companyId, {
        'replacement.date': replacement && (replacement.date ?? count.businessDay),
      });
      const built = replacement
        ? await buildEntries(
            tx,
            {
              company_id: companyId,
              type: 'ADJUSTMENT',
              date: replacement.date ?? count.businessDay,
              storage_unit_id: count.storageUnitId,
              counted_at: replacement.counted_at ?? toCountedAt(count.moment),
              if_locked: 'refuse',
              lines: [
                {
                  ingredient_id: count.ingredientId,
                  counted_quantity: canonical(replacement.counted_quantity),
                  unit: replacement.unit,
                  note: input.note || count.note,
                },
              ],
            },
            { createdBy, batchId },
          )
        : { counts: [] };
      const posted = await postEntries(tx, {
        companyId,
        createdBy,
        lockedUntil,
        ifLocked: 'refuse',
        counts: built.counts,
        withdraw: [{ ...count, day: count.businessDay, seq: String(count.seq) }],
        correction: { batchId, note: input.note || null },
      });
      await writeAudit(tx, ctx, {
        companyId,
        action: 'ledger.correct_count',
        subjectType: 'stock_count',
        subjectId: count.id,
        details: { batch: batchId, replaced: replacement !== undefined },
      });
      return describeWrite(tx, companyId, batchId, posted);
    })
    .catch((error: unknown) =>
      onViolation(error, { stock_count_withdrawals_pkey: 'entry_already_reversed' }),
    );
}
