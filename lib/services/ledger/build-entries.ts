import { v7 } from 'uuid';
import type { Transaction } from '@/db/client';
import { findIngredientsForShare } from '@/db/queries/ingredients';
import type { NewEntry } from '@/db/queries/ledger-entries';
import type { NewCount } from '@/db/queries/stock-counts';
import { findStorageUnit } from '@/db/queries/storage-units';
import type { BaseUnit } from '@/lib/contracts/common';
import type { LedgerBatchInput } from '@/lib/contracts/ledger';
import { DomainError } from '@/lib/core/domain-error';
import { divide, exact, negate, ONE, roundHalfEven } from '@/lib/core/quantity';
import { convert } from '@/lib/core/units';

type Line = LedgerBatchInput['lines'][number];
type EntryToValue = Omit<NewEntry, 'unitCost'> & { unitCost?: string };
export interface BuiltBatch {
  entries: EntryToValue[];
  counts: NewCount[];
}
const MOMENTS = { start: 0, end: 2 } as const;

/**
 * The rows of a batch in base units, not yet written. The failing line is named: `details.line`, from 0.
 * Throws ingredient_not_found | storage_unit_not_found | unit_mismatch | validation_failed.
 */
export async function buildEntries(
  tx: Transaction,
  batch: LedgerBatchInput,
  by: { createdBy: string; batchId: string },
): Promise<BuiltBatch> {
  const { company_id: companyId, type } = batch;
  if (batch.to_storage_unit_id === batch.storage_unit_id) {
    throw new DomainError('validation_failed', 'the two storage units are the same', {
      issues: [{ path: 'to_storage_unit_id', message: 'must be another storage unit' }],
    });
  }
  for (const id of [batch.storage_unit_id, batch.to_storage_unit_id]) {
    if (id === undefined) continue;
    const unit = await findStorageUnit(tx, companyId, id);
    if (!unit || unit.archivedAt) throw new DomainError('storage_unit_not_found');
  }
  const ids = [...new Set(batch.lines.map((line) => line.ingredient_id))];
  const found = new Map((await findIngredientsForShare(tx, companyId, ids)).map((row) => [row.id, row]));
  const built: BuiltBatch = { entries: [], counts: [] };
  batch.lines.forEach((line, index) => {
    const ingredient = found.get(line.ingredient_id);
    // What is archived may still lie on a shelf: it can be counted and thrown away, not bought.
    const isAllowed = ingredient?.isActive || type === 'ADJUSTMENT' || type === 'WASTE';
    if (!ingredient || !isAllowed) {
      throw new DomainError('ingredient_not_found', undefined, {
        line: index,
        ingredient_id: line.ingredient_id,
      });
    }
    const read = inBase(line, ingredient.baseUnit, index);
    const note = line.note || batch.note || null;
    if (type === 'ADJUSTMENT') {
      built.counts.push({
        id: v7(),
        storageUnitId: batch.storage_unit_id,
        ingredientId: ingredient.id,
        day: batch.date,
        moment: MOMENTS[batch.counted_at],
        countedQuantity: read.quantity,
        note,
        batchId: by.batchId,
      });
      return;
    }
    if (read.quantity === '0') {
      throw new DomainError('validation_failed', `line ${index}: the quantity is smaller than can be kept`, {
        line: index,
        issues: [{ path: `lines.${index}.quantity`, message: 'is 0 in the base unit' }],
      });
    }
    const entry = (kind: EntryToValue['type'], storageUnitId: string, quantity: string): EntryToValue => ({
      id: v7(),
      companyId,
      type: kind,
      ingredientId: ingredient.id,
      storageUnitId,
      quantity,
      ...(type === 'RECEIPT' && read.unitCost !== undefined && { unitCost: read.unitCost }),
      businessDay: batch.date,
      source: 'manual',
      note,
      reason: type === 'WASTE' ? (line.reason ?? null) : null,
      batchId: by.batchId,
      batchLine: index,
      createdBy: by.createdBy,
    });
    const taken = roundHalfEven(negate(exact(read.quantity)));
    if (type === 'RECEIPT') built.entries.push(entry('RECEIPT', batch.storage_unit_id, read.quantity));
    if (type === 'WASTE') built.entries.push(entry('WASTE', batch.storage_unit_id, taken));
    if (type === 'TRANSFER' && batch.to_storage_unit_id !== undefined) {
      built.entries.push(entry('TRANSFER_OUT', batch.storage_unit_id, taken));
      built.entries.push(entry('TRANSFER_IN', batch.to_storage_unit_id, read.quantity));
    }
  });
  return built;
}

/** Quantity and cost per base unit, rounded once (R19). */
function inBase(line: Line, baseUnit: BaseUnit, index: number): { quantity: string; unitCost?: string } {
  const unit = line.unit ?? baseUnit;
  const given = exact(line.counted_quantity ?? line.quantity ?? '0');
  const quantity = convert(given, unit, baseUnit);
  const perUnit = convert(ONE, unit, baseUnit);
  if (quantity === null || perUnit === null) {
    throw new DomainError('unit_mismatch', `${unit} does not convert to ${baseUnit}`, {
      line: index,
      unit,
      base_unit: baseUnit,
    });
  }
  return {
    quantity: roundHalfEven(quantity),
    ...(line.unit_cost !== undefined && { unitCost: roundHalfEven(divide(exact(line.unit_cost), perUnit)) }),
  };
}
