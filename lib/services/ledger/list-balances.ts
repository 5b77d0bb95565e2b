import type { z } from 'zod';
import { selectBalances } from '@/db/queries/ledger';
import { loadUnitCosts } from '@/db/queries/usage';
import type { Page } from '@/lib/contracts/common';
import { type Balance, type BaseUnit, listBalancesInput } from '@/lib/contracts/inventory';
import { canonical } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { stockAfter, stockPage } from '../stock-page';
import { requireKnownPast } from './known-at';

const END_OF_TIME = '9999-12-31';

/** Sums of entries (R22): quantity, value, and the weighted average of receipts as unit cost (R23), at the end of `as_of`, as known at `known_at`. */
export async function listBalances(
  ctx: ServiceContext,
  raw: z.input<typeof listBalancesInput>,
): Promise<Page<Balance>> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = listBalancesInput.parse(raw);
  const companyId = input.company_id;
  await requireKnownPast(ctx, companyId, input.known_at);
  const rows = await selectBalances(ctx.db, companyId, {
    storageUnitId: input.storage_unit_id,
    ingredientId: input.ingredient_id,
    asOf: input.as_of,
    knownAt: input.known_at,
    limit: input.limit + 1,
    after: stockAfter(input.cursor),
  });
  const { page, next_cursor } = stockPage(rows, input.limit);
  const ingredientIds = [...new Set(page.map((row) => row.ingredient_id))];
  const costs = await loadUnitCosts(
    ctx.db,
    companyId,
    input.as_of ?? END_OF_TIME,
    ingredientIds,
    input.known_at,
  );
  return {
    data: page.map((row) => ({
      storage_unit_id: row.storage_unit_id,
      storage_unit_name: row.storage_unit_name,
      ingredient_id: row.ingredient_id,
      ingredient_name: row.ingredient_name,
      base_unit: row.base_unit as BaseUnit,
      quantity: canonical(row.quantity),
      unit_cost: costs.get(row.ingredient_id) ?? '0',
      value: canonical(row.value),
    })),
    next_cursor,
  };
}
