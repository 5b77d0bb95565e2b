import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockLedger } from '@/db/locks';
import { listEntries } from '@/db/queries/ledger-entries';
import {
  createLedgerBatchInput,
  type LedgerBatchInput,
  type LedgerWriteResult,
} from '@/lib/contracts/ledger';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import { requireDays } from '../company/require-days';
import { actorName, type ServiceContext } from '../context';
import { requireOwnUnit } from '../own-units';
import { buildEntries } from './build-entries';
import { type Posted, postEntries } from './post-entries';
import { toEntry } from './to-entry';

/**
 * Receipts, waste, a stock count or a transfer between units, one or many lines, all or nothing (R22);
 * `details.line` names the one that failed. Throws ingredient_not_found | storage_unit_not_found |
 * unit_mismatch | period_locked | validation_failed.
 */
export async function createLedgerBatch(
  ctx: ServiceContext,
  raw: z.input<typeof createLedgerBatchInput>,
): Promise<LedgerWriteResult> {
  requireCompany(ctx, raw.company_id, 'enter');
  return enterBatch(ctx, createLedgerBatchInput.parse(raw));
}

/** The batch as parsed, by either form of entering. */
export async function enterBatch(ctx: ServiceContext, batch: LedgerBatchInput): Promise<LedgerWriteResult> {
  const { company_id: companyId, type } = batch;
  // Moving stock reaches a second unit, perhaps of others.
  if (type === 'TRANSFER') requireCompany(ctx, companyId, 'manage');
  requireOwnUnit(ctx, companyId, batch.storage_unit_id);
  await requireDays(ctx, companyId, { date: batch.date });
  const batchId = v7();
  return ctx.db.transaction(async (tx) => {
    const by = { createdBy: actorName(ctx.actor), batchId };
    // Before the ingredients' rows, as everywhere: who changes a standard cost holds both.
    const lockedUntil = await lockLedger(tx, companyId, type === 'RECEIPT' ? 'change' : 'use');
    const built = await buildEntries(tx, batch, by);
    const posted = await postEntries(tx, {
      companyId,
      createdBy: by.createdBy,
      lockedUntil,
      ifLocked: batch.if_locked,
      ...built,
    });
    await writeAudit(tx, ctx, {
      companyId,
      action: ACTIONS[type],
      subjectType: 'ledger_batch',
      subjectId: batchId,
      details: { lines: batch.lines.length, date: batch.date },
    });
    return describeWrite(tx, companyId, batchId, posted);
  });
}

/** What a batch wrote, in the order written, and what followed from it. */
export async function describeWrite(
  tx: Transaction,
  companyId: string,
  batchId: string,
  posted: Posted,
): Promise<LedgerWriteResult> {
  const written = await listEntries(tx, companyId, { batchId, includeReversed: true, limit: 2_000 });
  const bySeq = written.toSorted((a, b) => (a.seq < b.seq ? -1 : 1));
  return {
    data: bySeq.map(toEntry),
    next_cursor: null,
    batch_id: batchId,
    revalued_entries: posted.revalued,
    recounted: posted.recounted,
  };
}

const ACTIONS = {
  RECEIPT: 'ledger.receipt',
  WASTE: 'ledger.waste',
  ADJUSTMENT: 'ledger.adjustment',
  TRANSFER: 'ledger.transfer',
} as const;
