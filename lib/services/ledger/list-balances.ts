import type { z } from 'zod';
import { costKey, loadCosts } from '@/db/queries/costs';
import { selectBalances } from '@/db/queries/ledger';
import type { Page } from '@/lib/contracts/common';
import { type Balance, type BaseUnit, listBalancesInput } from '@/lib/contracts/inventory';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { toWorth } from '../stock/to-worth';
import { stockAfter, stockPage } from '../stock-page';
import { requireKnownPast } from './known-at';

/** What is on hand (R22) and its worth (R23) at the end of `as_of`, today unless said, as known at `known_at`. */
export async function listBalances(
  ctx: ServiceContext,
  raw: z.input<typeof listBalancesInput>,
): Promise<Page<Balance>> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = listBalancesInput.parse(raw);
  const companyId = input.company_id;
  await requireDays(ctx, companyId, { as_of: input.as_of });
  await requireKnownPast(ctx, companyId, input.known_at);
  const asOf = input.as_of ?? (await currentDay(ctx, companyId));
  const rows = await selectBalances(ctx.db, companyId, {
    storageUnitId: input.storage_unit_id,
    ingredientId: input.ingredient_id,
    asOf,
    knownAt: input.known_at,
    limit: input.limit + 1,
    after: stockAfter(input.cursor),
  });
  const { page, next_cursor } = stockPage(rows, input.limit);
  const point = (row: { ingredient_id: string }) => ({ ingredientId: row.ingredient_id, day: asOf });
  const costs = await loadCosts(ctx.db, companyId, page.map(point), input.known_at);
  return {
    data: page.map((row) => ({
      storage_unit_id: row.storage_unit_id,
      storage_unit_name: row.storage_unit_name,
      ingredient_id: row.ingredient_id,
      ingredient_name: row.ingredient_name,
      base_unit: row.base_unit as BaseUnit,
      ...toWorth(row, costs.get(costKey(point(row)))),
    })),
    next_cursor,
  };
}
