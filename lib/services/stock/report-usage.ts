import type { z } from 'zod';
import { costKey, loadCosts } from '@/db/queries/costs';
import { selectUsage, type UsageQueryRow } from '@/db/queries/stock';
import type { BaseUnit } from '@/lib/contracts/inventory';
import { reportUsageInput, type UsageRow, type usageReportSchema } from '@/lib/contracts/stock';
import { DomainError } from '@/lib/core/domain-error';
import { add, canonical, exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';

/** Decimals of a value: a quantity's six and a cost's six. */
const VALUE_DECIMALS = 12;

/** Where an ingredient's usage counted as 0: whether that is what it cost has to be asked. */
const freePoint = ({ ingredient_id: ingredientId, free_from: day }: UsageQueryRow) =>
  day === null ? [] : [{ ingredientId, day }];

/** What left stock between two days, both included: as recipes say, as waste, and as counts found missing. */
export async function reportUsage(
  ctx: ServiceContext,
  raw: z.input<typeof reportUsageInput>,
): Promise<z.infer<typeof usageReportSchema>> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = reportUsageInput.parse(raw);
  await requireDays(ctx, input.company_id, { from: input.from, to: input.to });
  if (input.from > input.to) {
    throw new DomainError('validation_failed', 'the range ends before it begins', {
      issues: [{ path: 'to', message: 'must not be before from' }],
    });
  }
  const rows = await selectUsage(ctx.db, input.company_id, {
    from: input.from,
    to: input.to,
    byItem: input.group === 'item',
    storageUnitId: input.storage_unit_id,
    ingredientId: input.ingredient_id,
  });
  const costs = await loadCosts(ctx.db, input.company_id, rows.flatMap(freePoint));
  const hasCost = (row: UsageQueryRow) =>
    freePoint(row).every((point) => costs.get(costKey(point))?.source !== 'unknown');
  const data = rows.map(
    ({ free_from, ...row }): UsageRow => ({
      ...row,
      base_unit: row.base_unit as BaseUnit,
      sold_quantity: row.sold_quantity === null ? null : canonical(row.sold_quantity),
      theoretical_quantity: canonical(row.theoretical_quantity),
      theoretical_value: canonical(row.theoretical_value),
      wasted_quantity: canonical(row.wasted_quantity),
      wasted_value: canonical(row.wasted_value),
      missing_quantity: canonical(row.missing_quantity),
      missing_value: canonical(row.missing_value),
      has_cost: hasCost({ free_from, ...row }),
    }),
  );
  const total = (field: 'theoretical_value' | 'wasted_value' | 'missing_value') =>
    roundHalfEven(
      data.reduce((sum, row) => add(sum, exact(row[field])), ZERO),
      VALUE_DECIMALS,
    );
  return {
    data,
    theoretical_value: total('theoretical_value'),
    wasted_value: total('wasted_value'),
    missing_value: total('missing_value'),
    without_cost: new Set(data.flatMap((row) => (row.has_cost ? [] : [row.ingredient_id]))).size,
  };
}
