import type { z } from 'zod';
import { listStockWithUsage, type StockRow } from '@/db/queries/stock';
import type { UnitCost } from '@/db/queries/unit-costs';
import type { Page } from '@/lib/contracts/common';
import { listStockInput, RATE_DAYS, type Stock } from '@/lib/contracts/stock';
import { isBelowMinimum } from '@/lib/core/minimum-stock';
import { compare, divide, exact, multiply, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { loadUnitCosts } from '../ledger/unit-costs';
import { ownUnits, requireOwnUnit } from '../own-units';
import { BY_INGREDIENT_AND_UNIT, readPage } from '../pagination';
import { toWorth } from './to-worth';

/**
 * What is on hand today per ingredient and storage unit, its worth (R23), and how long it lasts at the recent
 * rate of sold usage.
 */
export async function listStock(
  ctx: ServiceContext,
  raw: z.input<typeof listStockInput>,
): Promise<Page<Stock>> {
  requireCompany(ctx, raw.company_id, 'stock');
  const input = listStockInput.parse(raw);
  const companyId = input.company_id;
  requireOwnUnit(ctx, companyId, input.storage_unit_id);
  const today = await currentDay(ctx, companyId);
  const { rows, next_cursor } = await readPage(input, BY_INGREDIENT_AND_UNIT, (page) =>
    listStockWithUsage(ctx.db, companyId, {
      storageUnitId: input.storage_unit_id,
      ingredientId: input.ingredient_id,
      search: input.search,
      includeEmpty: input.include_empty,
      isWatched: ownUnits(ctx, companyId) === null,
      today,
      rateDays: RATE_DAYS,
      ...page,
    }),
  );
  const point = (row: StockRow) => ({ ingredientId: row.ingredientId, day: today });
  const costs = await loadUnitCosts(ctx.db, companyId, rows.map(point));
  return { data: rows.map((row) => toStock(row, costs.on(point(row)))), next_cursor };
}

function toStock(row: StockRow, cost: UnitCost): Stock {
  const quantity = exact(row.quantity);
  const used = exact(row.used);
  const days = exact(String(row.days));
  const isUsed = compare(used, ZERO) > 0;
  // Full days only: what does not last a day is 0 days, and the cook sees it.
  const left = () =>
    compare(quantity, ZERO) > 0 ? Number(floor(divide(multiply(quantity, days), used))) : 0;
  return {
    storage_unit_id: row.storageUnitId,
    storage_unit_name: row.storageUnitName,
    ingredient_id: row.ingredientId,
    ingredient_name: row.ingredientName,
    base_unit: row.baseUnit,
    never_counted: row.neverCounted,
    ...toWorth(row, cost),
    daily_usage: isUsed ? roundHalfEven(divide(used, days)) : '0',
    days_left: isUsed && !row.neverCounted ? left() : null,
    last_counted: row.lastCounted,
    is_below_minimum: isBelowMinimum(row.watched, row.minimum),
  };
}

const floor = (positive: { n: bigint; d: bigint }) => positive.n / positive.d;
