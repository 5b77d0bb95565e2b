import type { z } from 'zod';
import type { Queryable } from '@/db/client';
import { listUsage, listWastedByReason, type UsageLine } from '@/db/queries/usage-report';
import { wasteReasonSchema } from '@/lib/contracts/ledger';
import { reportUsageInput, type UsageRow, type usageReportSchema } from '@/lib/contracts/stock';
import { DomainError } from '@/lib/core/domain-error';
import { add, canonical, exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { heavyRead } from '../heavy-read';
import { loadUnitCosts } from '../ledger/unit-costs';

/** Decimals of a value: a quantity's six and a cost's six. */
const VALUE_DECIMALS = 12;

/** Where an ingredient's usage counted as 0: whether that is what it cost has to be asked. */
const freePoint = ({ ingredientId, freeFrom: day }: UsageLine) =>
  day === null ? [] : [{ ingredientId, day }];

/**
 * What left stock between two days, both included: as recipes say, as waste, and as counts found missing.
 * Throws reports_busy.
 */
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
  return heavyRead(ctx, input.company_id, ({ db }) => readUsage(db, input));
}

/** What is asked for, parsed. */
type Asked = z.output<typeof reportUsageInput>;

async function readUsage(db: Queryable, input: Asked): Promise<z.infer<typeof usageReportSchema>> {
  const filter = {
    from: input.from,
    to: input.to,
    storageUnitId: input.storage_unit_id,
    ingredientId: input.ingredient_id,
  };
  const byItem = input.group === 'item';
  const rows = await listUsage(db, input.company_id, { ...filter, byItem });
  const wasted = byItem ? [] : await listWastedByReason(db, input.company_id, filter);
  const costs = await loadUnitCosts(db, input.company_id, rows.flatMap(freePoint));
  const data = rows.map(
    (row): UsageRow => ({
      ingredient_id: row.ingredientId,
      ingredient_name: row.ingredientName,
      base_unit: row.baseUnit,
      item_id: row.itemId,
      item_name: row.itemName,
      sold_quantity: row.soldQuantity === null ? null : canonical(row.soldQuantity),
      theoretical_quantity: canonical(row.theoreticalQuantity),
      theoretical_value: canonical(row.theoreticalValue),
      wasted_quantity: canonical(row.wastedQuantity),
      wasted_value: canonical(row.wastedValue),
      missing_quantity: canonical(row.missingQuantity),
      missing_value: canonical(row.missingValue),
      has_cost: freePoint(row).every((point) => costs.on(point).source !== 'unknown'),
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
    wasted_by_reason: wasted.map(({ reason, voidReason, value }) => ({
      reason: wasteReasonSchema.nullable().catch(null).parse(reason),
      void_reason: voidReason,
      value: canonical(value),
    })),
    without_cost: new Set(data.flatMap((row) => (row.has_cost ? [] : [row.ingredient_id]))).size,
  };
}
