import type { z } from 'zod';
import { selectBalances } from '@/db/queries/ledger';
import { loadUnitCosts } from '@/db/queries/usage';
import type { Page } from '@/lib/contracts/common';
import { type Balance, balanceSchema, type listBalancesInput } from '@/lib/contracts/inventory';
import { DomainError } from '@/lib/core/domain-error';
import { canonical } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/** Stock on hand per storage unit and ingredient: sums of entries (R22), with the present weighted average cost (R23). */
export async function listBalances(
  ctx: ServiceContext,
  input: z.infer<typeof listBalancesInput>,
): Promise<Page<Balance>> {
  requireCompany(ctx, input.company_id, 'read');
  const filter = {
    storageUnitId: input.storage_unit_id,
    ingredientId: input.ingredient_id,
    asOf: input.as_of,
  };
  const after = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const [rows, costs] = await Promise.all([
    selectBalances(ctx.db, input.company_id, filter, { limit: input.limit + 1, after }),
    loadUnitCosts(ctx.db, input.company_id, input.as_of ?? '9999-12-31'),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    data: page.map((row) =>
      balanceSchema.parse({
        ...row,
        quantity: canonical(row.quantity),
        value: canonical(row.value),
        unit_cost: costs.get(row.ingredient_id) ?? '0',
      }),
    ),
    next_cursor: rows.length > input.limit && last ? `${last.storage_unit_id}_${last.ingredient_id}` : null,
  };
}

function readCursor(cursor: string): { unit: string; ingredient: string } {
  const match = /^([0-9a-f-]{36})_([0-9a-f-]{36})$/.exec(cursor);
  if (!match?.[1] || !match[2]) {
    throw new DomainError('validation_failed', 'cursor is not one this list gave', { fields: ['cursor'] });
  }
  return { unit: match[1], ingredient: match[2] };
}
