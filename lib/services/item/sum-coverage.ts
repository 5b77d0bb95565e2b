import type { Queryable } from '@/db/client';
import { listItemDecisions } from '@/db/queries/desk';
import type { Coverage } from '@/lib/contracts/mappings';
import { add, compare, divide, type Exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import type { ItemSales, Sales } from './load-item-sales';
import { loadTargets } from './load-targets';

const PARTS = ['total', 'decided', 'deducted', 'ignored', 'unmapped', 'held'] as const;
type Part = (typeof PARTS)[number];
type Sum = Pick<Sales, 'lines' | 'netValue'>;
const NOTHING: Sum = { lines: 0, netValue: ZERO };

/** Sales by what is decided now about the item sold (R43). `today`: the day by whose recipes it is told. */
export async function sumCoverage(
  db: Queryable,
  companyId: string,
  { from, today, sales }: { from: string; today: string; sales: ItemSales },
): Promise<Coverage> {
  const decisions = await listItemDecisions(db, companyId, [...sales.byItem.keys()]);
  const decisionOf = new Map(decisions.map((row) => [row.itemId, row]));
  const targets = new Map((await loadTargets(db, companyId, today)).map((one) => [one.id, one]));
  const sums = new Map<Part, Sum>();
  const count = (part: Part, { lines, netValue }: Sum) => {
    const sum = sums.get(part) ?? NOTHING;
    sums.set(part, { lines: sum.lines + lines, netValue: add(sum.netValue, netValue) });
  };
  count('total', sales.unknown);
  count('unmapped', sales.unknown);
  for (const [itemId, sold] of sales.byItem) {
    const { state = 'unmapped', targetId = null } = decisionOf.get(itemId) ?? {};
    count('total', sold);
    count(state === 'unmapped' ? 'unmapped' : 'decided', sold);
    if (state === 'ignored') count('ignored', sold);
    if (state === 'mapped' && targets.get(targetId ?? '')?.isWorkable) count('deducted', sold);
  }
  const of = <T>(value: (sum: Sum) => T) =>
    Object.fromEntries(PARTS.map((part) => [part, value(sums.get(part) ?? NOTHING)])) as Record<Part, T>;
  const total = sums.get('total')?.netValue ?? ZERO;
  const { total: _, ...shares } = of(({ netValue }) => shareOf(netValue, total));
  return {
    from,
    net_sales: of(({ netValue }) => roundHalfEven(netValue)),
    lines: of(({ lines }) => lines),
    shares,
  };
}

/** With four decimals; null where there is nothing to have a share of. */
function shareOf(part: Exact, total: Exact): string | null {
  return compare(total, ZERO) > 0 ? roundHalfEven(divide(part, total), 4) : null;
}
