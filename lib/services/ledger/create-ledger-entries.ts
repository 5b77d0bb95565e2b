import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { findIngredient, findStorageUnit } from '@/db/queries/inventory';
import { insertManualEntries, lockStock, selectEntries, sumQuantity } from '@/db/queries/ledger';
import { loadUnitCosts } from '@/db/queries/usage';
import type { Page } from '@/lib/contracts/common';
import { createLedgerEntriesInput, type LedgerEntry } from '@/lib/contracts/inventory';
import { DomainError } from '@/lib/core/domain-error';
import { canonical, exact, negate, roundHalfEven, subtract } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { toEntry } from './to-entry';

type Input = z.output<typeof createLedgerEntriesInput>;
interface Movement {
  type: string;
  storageUnitId: string;
  quantity: string;
}

/**
 * A receipt, waste, a stock count or a transfer between units, entered by a person (R22). A count writes the difference to the books at
 * the end of its date, and nothing when they agree. Throws ingredient_not_found | storage_unit_not_found.
 */
export async function createLedgerEntries(
  ctx: ServiceContext,
  raw: z.input<typeof createLedgerEntriesInput>,
): Promise<Page<LedgerEntry>> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input = createLedgerEntriesInput.parse(raw);
  const companyId = input.company_id;
  if (input.to_storage_unit_id === input.storage_unit_id) {
    throw new DomainError('validation_failed', 'the two storage units are the same', {
      issues: [{ path: 'to_storage_unit_id', message: 'must be another storage unit' }],
    });
  }
  return ctx.db.transaction(async (tx) => {
    const ingredient = await findIngredient(tx, companyId, input.ingredient_id);
    // What is archived may still lie on a shelf: it can be counted and thrown away, not bought.
    const isBuyable = ingredient?.isActive || input.type === 'ADJUSTMENT' || input.type === 'WASTE';
    if (!ingredient || !isBuyable) throw new DomainError('ingredient_not_found');
    for (const id of [input.storage_unit_id, input.to_storage_unit_id]) {
      if (id === undefined) continue;
      const unit = await findStorageUnit(tx, companyId, id);
      if (!unit || unit.archivedAt) throw new DomainError('storage_unit_not_found');
    }
    const average =
      (await loadUnitCosts(tx, companyId, input.date, [ingredient.id])).get(ingredient.id) ?? '0';
    const unitCost = input.type === 'RECEIPT' ? (input.unit_cost ?? average) : average;
    const batchId = v7();
    const rows = (await movements(tx, input)).map((movement) => ({
      companyId,
      ...movement,
      ingredientId: ingredient.id,
      unitCost,
      businessDay: input.date,
      source: 'manual',
      note: input.note || null,
      batchId,
      createdBy: actorName(ctx.actor),
    }));
    const ids = await insertManualEntries(tx, rows);
    if (ids.length === 0) return { data: [], next_cursor: null };
    await writeAudit(tx, ctx, {
      companyId,
      action: `ledger.${input.type.toLowerCase()}`,
      subjectType: 'ledger_batch',
      subjectId: batchId,
      details: { entries: ids, date: input.date },
    });
    const written = await selectEntries(tx, companyId, { ids, includeReversed: true, limit: ids.length });
    return { data: written.toReversed().map(toEntry), next_cursor: null };
  });
}

async function movements(tx: Transaction, input: Input): Promise<Movement[]> {
  const storageUnitId = input.storage_unit_id;
  const quantity = canonical(input.quantity ?? '0');
  const taken = roundHalfEven(negate(exact(quantity)));
  switch (input.type) {
    case 'RECEIPT':
      return [{ type: 'RECEIPT', storageUnitId, quantity }];
    case 'WASTE':
      return [{ type: 'WASTE', storageUnitId, quantity: taken }];
    case 'TRANSFER':
      return [
        { type: 'TRANSFER_OUT', storageUnitId, quantity: taken },
        { type: 'TRANSFER_IN', storageUnitId: input.to_storage_unit_id as string, quantity },
      ];
    case 'ADJUSTMENT': {
      await lockStock(tx, input.ingredient_id, storageUnitId);
      const book = await sumQuantity(tx, input.company_id, input.ingredient_id, storageUnitId, input.date);
      const difference = roundHalfEven(subtract(exact(input.counted_quantity ?? '0'), exact(book)));
      return difference === '0' ? [] : [{ type: 'ADJUSTMENT', storageUnitId, quantity: difference }];
    }
  }
}
