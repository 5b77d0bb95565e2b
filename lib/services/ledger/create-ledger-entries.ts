import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Queryable } from '@/db/client';
import { insertEntries, lockStock, readBookQuantity, selectEntries } from '@/db/queries/ledger';
import { loadUnitCosts } from '@/db/queries/usage';
import type { createLedgerEntriesInput, LedgerEntry } from '@/lib/contracts/inventory';
import { exact, roundHalfEven, subtract } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { onViolation } from '../violations';
import { toLedgerEntry } from './to-ledger-entry';

type Input = z.infer<typeof createLedgerEntriesInput>;
interface Movement {
  type: LedgerEntry['type'];
  storageUnitId: string;
  quantity: string;
}

/**
 * Enters a receipt, waste, a stock count, or a transfer between units (R22). A count that agrees with the books writes nothing.
 * Usage is valued at the weighted average of earlier receipts; a receipt brings its own cost (R23).
 */
export async function createLedgerEntries(
  ctx: ServiceContext,
  input: Input,
): Promise<{ data: LedgerEntry[] }> {
  requireCompany(ctx, input.company_id, 'manage');
  try {
    const ids = await ctx.db.transaction((tx) => enter(tx, ctx, input));
    const filter = { includeReversed: true };
    const rows = await Promise.all(
      ids.map((id) => selectEntries(ctx.db, input.company_id, filter, { limit: 1, id })),
    );
    return { data: rows.flat().map(toLedgerEntry) };
  } catch (error) {
    return onViolation(error, {
      ledger_entries_ingredient_fk: 'ingredient_not_found',
      ledger_entries_storage_unit_fk: 'storage_unit_not_found',
    });
  }
}

async function enter(tx: Queryable, ctx: ServiceContext, input: Input): Promise<string[]> {
  await lockStock(tx, input.storage_unit_id, input.ingredient_id);
  const movements = await movementsOf(tx, input);
  if (movements.length === 0) return [];
  const costs = await loadUnitCosts(tx, input.company_id, input.date);
  const average = costs.get(input.ingredient_id) ?? '0';
  const batchId = v7();
  const rows = movements.map((movement) => ({
    id: v7(),
    companyId: input.company_id,
    type: movement.type,
    ingredientId: input.ingredient_id,
    storageUnitId: movement.storageUnitId,
    quantity: movement.quantity,
    unitCost: movement.type === 'RECEIPT' ? (input.unit_cost ?? '0') : average,
    businessDay: input.date,
    source: 'manual',
    note: input.note ?? null,
    batchId,
    createdBy: actorName(ctx.actor),
  }));
  await insertEntries(tx, rows);
  await writeAudit(tx, ctx, {
    companyId: input.company_id,
    action: `ledger.${input.type.toLowerCase()}`,
    subjectType: 'ingredient',
    subjectId: input.ingredient_id,
    details: { batch_id: batchId, date: input.date },
  });
  return rows.map((row) => row.id);
}

async function movementsOf(tx: Queryable, input: Input): Promise<Movement[]> {
  const here = input.storage_unit_id;
  const quantity = input.quantity ?? '0';
  switch (input.type) {
    case 'RECEIPT':
      return [{ type: 'RECEIPT', storageUnitId: here, quantity }];
    case 'WASTE':
      return [{ type: 'WASTE', storageUnitId: here, quantity: `-${quantity}` }];
    case 'TRANSFER':
      return [
        { type: 'TRANSFER_OUT', storageUnitId: here, quantity: `-${quantity}` },
        { type: 'TRANSFER_IN', storageUnitId: input.to_storage_unit_id ?? here, quantity },
      ];
    case 'ADJUSTMENT': {
      const book = await readBookQuantity(tx, input.company_id, here, input.ingredient_id, input.date);
      const difference = roundHalfEven(subtract(exact(input.counted_quantity ?? '0'), exact(book)));
      return difference === '0' ? [] : [{ type: 'ADJUSTMENT', storageUnitId: here, quantity: difference }];
    }
  }
}
