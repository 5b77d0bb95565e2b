import type { Coverage } from '@/lib/contracts/mappings';
import { add, compare, divide, type Exact, roundHalfEven, subtract, ZERO } from '@/lib/core/quantity';
import { type DecidedOn, openAndByParts } from './combo-sales';
import type { ItemSales, Sales } from './load-item-sales';

const PARTS = ['total', 'decided', 'deducted', 'ignored', 'unmapped', 'held'] as const;
type Part = (typeof PARTS)[number];
type Sum = Pick<Sales, 'lines' | 'netValue'>;
const NOTHING: Sum = { lines: 0, netValue: ZERO };
const less = (sum: Sum, part: Sum): Sum => ({
  lines: sum.lines - part.lines,
  netValue: subtract(sum.netValue, part.netValue),
});

/** Sales since `from` by what is decided now about the item sold (R43). */
export function sumCoverage({
  from,
  sales,
  decidedOn,
}: {
  from: string;
  sales: ItemSales;
  decidedOn: DecidedOn;
}): Coverage {
  const sums = new Map<Part, Sum>();
  const count = (part: Part, { lines, netValue }: Sum) => {
    const sum = sums.get(part) ?? NOTHING;
    sums.set(part, { lines: sum.lines + lines, netValue: add(sum.netValue, netValue) });
  };
  count('total', sales.unknown);
  count('unmapped', sales.unknown);
  for (const [itemId, all] of sales.byItem) {
    const { state, reachesStock } = decidedOn(itemId);
    count('total', all);
    const held = sales.heldByItem.get(itemId);
    if (held) count('held', held);
    // What nobody has said anything of is not decided (R38).
    const sold = held ? less(all, held) : all;
    if (state === 'ignored') count('ignored', sold);
    if (reachesStock) count('deducted', sold);
    if (state !== 'unmapped') count('decided', sold);
    else {
      // A combo counts with its parts (R39).
      const { combos } = openAndByParts(itemId, sales, decidedOn);
      for (const { sales: own, outcome } of combos)
        for (const part of ['decided', outcome] as const) count(part, own);
      count(
        'unmapped',
        combos.reduce<Sum>((rest, one) => less(rest, one.sales), sold),
      );
    }
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
