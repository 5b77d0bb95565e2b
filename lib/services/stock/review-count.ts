import type { z } from 'zod';
import { findIngredientsForShare } from '@/db/queries/ingredients';
import { findCountReviewPercent } from '@/db/queries/people';
import { findStorageUnit } from '@/db/queries/storage-units';
import type { Balance } from '@/lib/contracts/balances';
import { type CountReview, reviewCountInput } from '@/lib/contracts/stock';
import { addDays } from '@/lib/core/business-day';
import { COUNT_REVIEW_PERCENT, deviates } from '@/lib/core/count-review';
import { DomainError } from '@/lib/core/domain-error';
import { exact, roundHalfEven, subtract } from '@/lib/core/quantity';
import { convert } from '@/lib/core/units';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { listBalances } from '../ledger/list-balances';
import { requireOwnUnit } from '../own-units';

/**
 * Which lines of a count, before it is booked, lie further from the book at its moment than the company finds
 * ordinary. What the storage unit never had has no book to lie away from. Nothing is written. Throws
 * storage_unit_not_found | ingredient_not_found | date_out_of_range.
 */
export async function reviewCount(
  ctx: ServiceContext,
  raw: z.input<typeof reviewCountInput>,
): Promise<CountReview> {
  requireCompany(ctx, raw.company_id, 'enter');
  const input = reviewCountInput.parse(raw);
  requireOwnUnit(ctx, input.company_id, input.storage_unit_id);
  await requireKnown(ctx, input);
  const [percent = COUNT_REVIEW_PERCENT, book] = await Promise.all([
    findCountReviewPercent(ctx.db, input.company_id),
    bookOf(ctx, input),
  ]);
  const data = input.lines.flatMap((line) => {
    const row = book.get(line.ingredient_id);
    if (!row) return [];
    const counted = convert(exact(line.counted_quantity), line.unit ?? row.base_unit, row.base_unit);
    // A unit of another measure is refused when the count is booked, with its line.
    if (counted === null || !deviates(counted, exact(row.quantity), percent)) return [];
    return [
      {
        ingredient_id: row.ingredient_id,
        ingredient_name: row.ingredient_name,
        base_unit: row.base_unit,
        book_quantity: row.quantity,
        counted_quantity: roundHalfEven(counted),
        difference: roundHalfEven(subtract(counted, exact(row.quantity))),
      },
    ];
  });
  return { percent, data };
}

/** Refuses what booking the count would refuse, with its line. */
async function requireKnown(ctx: ServiceContext, input: z.output<typeof reviewCountInput>): Promise<void> {
  const unit = await findStorageUnit(ctx.db, input.company_id, input.storage_unit_id);
  if (!unit || unit.archivedAt) throw new DomainError('storage_unit_not_found');
  const ids = [...new Set(input.lines.map((line) => line.ingredient_id))];
  const known = new Set((await findIngredientsForShare(ctx.db, input.company_id, ids)).map(({ id }) => id));
  const line = input.lines.findIndex((one) => !known.has(one.ingredient_id));
  if (line < 0) return;
  const ingredient_id = input.lines[line]?.ingredient_id;
  throw new DomainError('ingredient_not_found', undefined, { line, ingredient_id });
}

/**
 * What the ledger says was in the storage unit at the count's moment: at the end of its day, or of the day
 * before.
 */
async function bookOf(
  ctx: ServiceContext,
  { company_id, storage_unit_id, date, counted_at }: z.output<typeof reviewCountInput>,
): Promise<ReadonlyMap<string, Balance>> {
  const as_of = counted_at === 'end' ? date : addDays(date, -1);
  const book = new Map<string, Balance>();
  let cursor: string | undefined;
  do {
    const page = await listBalances(ctx, { company_id, storage_unit_id, as_of, limit: 500, cursor });
    for (const row of page.data) book.set(row.ingredient_id, row);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return book;
}
