import type { z } from 'zod';
import {
  type DeskCounts,
  type DeskRow as DeskRowFound,
  findDeskCounts,
  listDeskRows,
  listItemNames,
  listSiblings,
  type SiblingRow,
} from '@/db/queries/desk';
import { type Desk, type DeskRow, listDeskInput, type Takes } from '@/lib/contracts/desk';
import { addDays } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import { roundHalfEven, ZERO } from '@/lib/core/quantity';
import { requireThing } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { type Beside, besideItems } from './beside-items';
import { loadDecided, openAndByParts } from './combo-sales';
import { loadItemSales } from './load-item-sales';
import { loadTargets } from './load-targets';
import { sumCoverage } from './sum-coverage';

/**
 * Every item of the integration that is active or was sold, ranked by net sales of the last days, with what
 * it takes from stock: a window of up to 10,000. The first comes with counts and coverage of all (R43).
 * Throws validation_failed for a cursor of the other order.
 */
export async function listDesk(ctx: ServiceContext, raw: z.input<typeof listDeskInput>): Promise<Desk> {
  const companyId = await requireThing(ctx, 'integration', raw, 'read');
  const { id, days, limit, order, cursor, include_archived: withArchived } = listDeskInput.parse(raw);
  const isById = order === 'id';
  if (cursor !== undefined && isById !== cursor.includes('-'))
    throw new DomainError('validation_failed', 'the cursor is of another order', { field: 'cursor' });
  const today = await currentDay(ctx, companyId);
  const from = addDays(today, -days);
  const [sales, targets] = await Promise.all([
    loadItemSales(ctx.db, companyId, id, from),
    loadTargets(ctx.db, companyId, today),
  ]);
  const decidedOn = await loadDecided(ctx.db, companyId, { targets, sales });
  const isByParts = (itemId: string) =>
    sales.combosOf.has(itemId) &&
    decidedOn(itemId).state === 'unmapped' &&
    openAndByParts(itemId, sales, decidedOn).openLines <= 0;
  const sold = [...sales.byItem].map(([itemId, sum]) => ({
    itemId,
    isByOthers: isByParts(itemId) || sales.coveredModifiers.has(itemId),
    lines: sum.lines,
    quantity: roundHalfEven(sum.quantity),
    netValue: roundHalfEven(sum.netValue),
  }));
  const isFirst = cursor === undefined;
  const [found, counts] = await Promise.all([
    listDeskRows(ctx.db, companyId, id, {
      sold,
      withArchived,
      limit: limit + 1,
      window: isById ? { after: cursor ?? null } : { offset: Number(cursor ?? 0) },
    }),
    isFirst ? findDeskCounts(ctx.db, companyId, id, { sold, withArchived }) : null,
  ]);
  const rows = found.slice(0, limit);
  const ids = rows.map((row) => row.id);
  const [siblings, beside] = await Promise.all([
    listSiblings(ctx.db, companyId, id, ids),
    besideItems(ctx.db, companyId, rows),
  ]);
  const siblingOf = new Map(siblings.map((one) => [one.itemId, one]));
  const partsOf = new Map(
    ids.map((one) => [one, [...new Set((sales.combosOf.get(one) ?? []).flatMap(({ parts }) => parts))]]),
  );
  const partIds = [...partsOf.values()].flat().filter((part) => part !== null);
  const names = await listItemNames(ctx.db, companyId, [...new Set(partIds)]);
  const nameOf = new Map(names.map((one) => [one.id, one.name]));
  const comboOf = (itemId: string): DeskRow['combo'] => {
    const parts = (partsOf.get(itemId) ?? []).flatMap((part) => nameOf.get(part ?? '') ?? []);
    return parts.length === 0 ? null : { parts: parts.sort(), is_decided: isByParts(itemId) };
  };
  const data = rows.map((row) => ({
    ...toRow(row, siblingOf.get(row.id), comboOf(row.id)),
    ...beside(row),
    is_modifier: row.isModifier || sales.coveredModifiers.has(row.id),
    held_net_value: roundHalfEven(sales.heldByItem.get(row.id)?.netValue ?? ZERO),
  }));
  const next = isById ? (data.at(-1)?.id ?? null) : String(Number(cursor ?? 0) + limit);
  return {
    data,
    next_cursor: found.length > limit ? next : null,
    summary: counts && {
      counts: toCounts(counts, sold.length > 0),
      coverage: sumCoverage({ from, sales, decidedOn }),
      unknown_net_sales: roundHalfEven(sales.unknown.netValue),
    },
  };
}

/** While nothing is known to have been sold, everything is to be reviewed. */
const toCounts = ({ neverSold, ...counts }: DeskCounts, isAnythingSold: boolean) =>
  isAnythingSold
    ? { ...counts, never_sold: neverSold }
    : { ...counts, review: counts.review + neverSold, never_sold: 0 };

function toRow(
  row: DeskRowFound,
  sibling: SiblingRow | undefined,
  combo: DeskRow['combo'],
): Omit<DeskRow, keyof Beside | 'held_net_value'> {
  const takes = takesOf({ ...row, quantity: row.mappedQuantity, unit: row.mappedUnit });
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    name_rank: row.nameRank,
    accounting_group: row.accountingGroup,
    item_type: row.itemType,
    split_from: row.splitFrom,
    price: row.price,
    is_archived: row.isArchived,
    state: row.state,
    version: row.version,
    mapping: takes && { ...takes, effective_from: row.effectiveFrom },
    is_modifier: row.isModifier,
    combo,
    lines: row.lines,
    quantity: row.quantity,
    net_value: row.netValue,
    sibling: sibling
      ? {
          name: sibling.siblingName,
          is_predecessor: sibling.isPredecessor,
          state: sibling.state,
          takes: takesOf(sibling),
        }
      : null,
  };
}

function takesOf(
  row: Pick<SiblingRow, 'mappedType' | 'mappedId' | 'quantity' | 'unit' | 'isSubtraction'>,
): Takes | null {
  if (row.mappedType === null || row.mappedId === null || row.quantity === null) return null;
  return {
    mapped_object_type: row.mappedType,
    mapped_object_id: row.mappedId,
    quantity: row.quantity,
    unit: row.unit,
    is_subtraction: row.isSubtraction,
  };
}
