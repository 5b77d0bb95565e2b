import type { PlanBucket } from '../classify-line';
import type { PlanLine } from '../sale-line';
import { LineTotals, type Totals } from '../totals';

/** What an item sold of a day under a name that its mapping was not made for (R38). */
export interface OtherNameSale extends Totals {
  itemId: string;
  sku: string | null;
  name: string;
  /** False where the company holds nothing: then the mapping took it from stock. */
  isHeld: boolean;
}

/** Sums such lines by item and name. */
export class OtherNames {
  private readonly sums = new Map<string, { sale: Omit<OtherNameSale, keyof Totals>; sum: LineTotals }>();

  count(line: PlanLine, itemId: string, bucket: PlanBucket): void {
    const sale = { itemId, sku: line.sku, name: line.soldName ?? line.name, isHeld: bucket === 'held' };
    const key = JSON.stringify([itemId, sale.name, sale.isHeld]);
    const known = this.sums.get(key) ?? { sale, sum: new LineTotals() };
    known.sum.count(line);
    this.sums.set(key, known);
  }

  /** In an order that does not follow that of the lines. */
  all(): OtherNameSale[] {
    return [...this.sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { sale, sum }]) => ({ ...sale, ...sum.totals() }));
  }
}
