import { v7 } from 'uuid';
import type { z } from 'zod';
import { lockLedger } from '@/db/locks';
import { type EntryRow, findEntry, listStandingLine } from '@/db/queries/ledger-entries';
import {
  correctLedgerEntryInput,
  type LedgerBatchInput,
  type LedgerWriteResult,
  type wasteReasonSchema,
} from '@/lib/contracts/ledger';
import { DomainError } from '@/lib/core/domain-error';
import { exact, negate, roundHalfEven } from '@/lib/core/quantity';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import { requireDays } from '../company/require-days';
import { actorName, type ServiceContext } from '../context';
import { buildEntries } from './build-entries';
import { describeWrite } from './create-ledger-batch';
import { postEntries } from './post-entries';

type Input = z.output<typeof correctLedgerEntryInput>;

/**
 * Takes a manual entry back and enters what should have been instead, if given (R22); of a transfer between
 * units both sides. Once: of two corrections the database lets one through. Throws entry_not_correctable |
 * entry_already_reversed | period_locked | what a batch throws.
 */
export async function correctLedgerEntry(
  ctx: ServiceContext,
  raw: z.input<typeof correctLedgerEntryInput>,
): Promise<LedgerWriteResult> {
  const companyId = await requireThing(ctx, 'ledger_entry', raw, 'manage');
  const input = correctLedgerEntryInput.parse(raw);
  const batchId = v7();
  const createdBy = actorName(ctx.actor);
  return ctx.db
    .transaction(async (tx) => {
      const entry = await findEntry(tx, companyId, input.id);
      if (!entry) throw new DomainError('not_found', 'no such ledger_entry', { thing: 'ledger_entry' });
      // Sales follow their mappings, counts are taken back as counts, and a reversal is the end of a
      // correction.
      const isOldCount = entry.type === 'ADJUSTMENT' && input.replacement !== undefined;
      if (
        entry.source !== 'manual' ||
        entry.countId !== null ||
        entry.reversesEntryId !== null ||
        isOldCount
      ) {
        throw new DomainError('entry_not_correctable');
      }
      const lockedUntil = await lockLedger(tx, companyId, entry.type === 'RECEIPT' ? 'change' : 'use');
      const line = await listStandingLine(tx, companyId, entry);
      if (!line.some((row) => row.id === entry.id)) throw new DomainError('entry_already_reversed');
      const replacement = input.replacement && replacementOf(companyId, line, input);
      await requireDays(ctx, companyId, { 'replacement.date': replacement?.date });
      const built = replacement
        ? await buildEntries(tx, replacement, { createdBy, batchId })
        : { entries: [] };
      const posted = await postEntries(tx, {
        companyId,
        createdBy,
        lockedUntil,
        ifLocked: input.if_locked,
        reverse: line,
        entries: built.entries.map((row) => ({
          ...row,
          cause: 'correction',
          // A receipt keeps its cost unless the correction names another.
          ...(entry.type === 'RECEIPT' && { unitCost: row.unitCost ?? entry.unitCost }),
        })),
        correction: { batchId, note: input.note || null },
      });
      await writeAudit(tx, ctx, {
        companyId,
        action: 'ledger.correct',
        subjectType: 'ledger_entry',
        subjectId: entry.id,
        details: { batch: batchId, replaced: input.replacement !== undefined },
      });
      return describeWrite(tx, companyId, batchId, posted);
    })
    .catch((error: unknown) => onViolation(error, { ledger_entries_reverses_key: 'entry_already_reversed' }));
}

/** The line as it was, with what the correction says otherwise. */
function replacementOf(companyId: string, line: readonly EntryRow[], input: Input): LedgerBatchInput {
  const change = input.replacement ?? {};
  const side = (type: string) => line.find((row) => row.type === type);
  const [from, to] = [side('TRANSFER_OUT') ?? (line[0] as EntryRow), side('TRANSFER_IN')];
  const type = to ? 'TRANSFER' : (from.type as 'RECEIPT' | 'WASTE');
  const quantity = exact(from.quantity);
  return {
    company_id: companyId,
    type,
    date: change.date ?? from.forDay,
    storage_unit_id: change.storage_unit_id ?? from.storageUnitId,
    to_storage_unit_id: to && (change.to_storage_unit_id ?? to.storageUnitId),
    counted_at: 'end',
    if_locked: input.if_locked,
    lines: [
      {
        ingredient_id: change.ingredient_id ?? from.ingredientId,
        quantity: change.quantity ?? roundHalfEven(quantity.n < 0n ? negate(quantity) : quantity),
        unit: change.quantity === undefined ? null : change.unit,
        unit_cost: change.unit_cost,
        reason: change.reason ?? (from.reason as z.infer<typeof wasteReasonSchema> | null) ?? undefined,
        note: input.note || from.note,
      },
    ],
  };
}
