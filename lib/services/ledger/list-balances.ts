import type { z } from 'zod';
import type { Queryable } from '@/db/client';
import { listLevels } from '@/db/queries/stock';
import { type Balance, listBalancesInput } from '@/lib/contracts/balances';
import type { Page } from '@/lib/contracts/common';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { heavyRead } from '../heavy-read';
import { requireOwnUnit } from '../own-units';
import { BY_INGREDIENT_AND_UNIT, readPage } from '../pagination';
import { toWorth } from '../stock/to-worth';
import { requireKnownPast } from './known-at';
import { loadUnitCosts } from './unit-costs';

/**
 * What is on hand (R22) and its worth (R23) at the end of `as_of`, today unless said, as known at `known_at`.
 * The past is added up from entries, so it is a heavy read: throws reports_busy.
 */
export async function listBalances(
  ctx: ServiceContext,
  raw: z.input<typeof listBalancesInput>,
): Promise<Page<Balance>> {
  requireCompany(ctx, raw.company_id, 'stock');
  const input = listBalancesInput.parse(raw);
  const companyId = input.company_id;
  requireOwnUnit(ctx, companyId, input.storage_unit_id);
  await requireDays(ctx, companyId, { as_of: input.as_of });
  await requireKnownPast(ctx, companyId, input.known_at);
  const asOf = input.as_of ?? (await currentDay(ctx, companyId));
  const isPast = input.as_of !== undefined || input.known_at !== undefined;
  const read = ({ db }: ServiceContext) => readBalances(db, input, asOf);
  return isPast ? heavyRead(ctx, companyId, read) : read(ctx);
}

/** What is asked for, parsed. */
type Asked = z.output<typeof listBalancesInput>;

async function readBalances(db: Queryable, input: Asked, asOf: string): Promise<Page<Balance>> {
  const companyId = input.company_id;
  const { rows, next_cursor } = await readPage(input, BY_INGREDIENT_AND_UNIT, (page) =>
    listLevels(db, companyId, {
      storageUnitId: input.storage_unit_id,
      ingredientId: input.ingredient_id,
      asOf,
      knownAt: input.known_at,
      ...page,
    }),
  );
  const point = (row: { ingredientId: string }) => ({ ingredientId: row.ingredientId, day: asOf });
  const costs = await loadUnitCosts(db, companyId, rows.map(point), input.known_at);
  return {
    data: rows.map((row) => ({
      storage_unit_id: row.storageUnitId,
      storage_unit_name: row.storageUnitName,
      ingredient_id: row.ingredientId,
      ingredient_name: row.ingredientName,
      base_unit: row.baseUnit,
      never_counted: row.neverCounted,
      ...toWorth(row, costs.on(point(row))),
    })),
    next_cursor,
  };
}
