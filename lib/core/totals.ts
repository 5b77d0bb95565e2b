import type { ControlTotals } from './control-totals';
import { add, compare, type Exact, exact, isDecimal, multiply, roundHalfEven, ZERO } from './quantity';
import type { PlanLine } from './sale-line';

/** Sums of lines: exact decimals, rounded once to 6 decimals (R19). */
export interface Totals {
  lines: number;
  quantity: string;
  netValue: string;
}

/**
 * Adds decimal texts. A day repeats few amounts and BigInt addition dominates, so equal texts are counted
 * first and multiplied.
 */
export class Tally {
  private readonly times = new Map<string, number>();

  /** Null, and texts that are no decimals, count nothing. */
  count(text: string | null): void {
    if (text !== null) this.times.set(text, (this.times.get(text) ?? 0) + 1);
  }

  sum(): Exact {
    let sum = ZERO;
    for (const [text, times] of this.times) {
      if (isDecimal(text)) sum = add(sum, multiply(exact(text), { n: BigInt(times), d: 1n }));
    }
    return sum;
  }
}

/** Sums lines as they come. */
export class LineTotals {
  private lines = 0;
  private readonly quantities = new Tally();
  private readonly netValues = new Tally();

  count(line: Pick<PlanLine, 'quantity' | 'netValue'>): void {
    this.lines += 1;
    this.quantities.count(line.quantity);
    this.netValues.count(line.netValue);
  }

  /** Not rounded. */
  exact(): { lines: number; quantity: Exact; netValue: Exact } {
    return { lines: this.lines, quantity: this.quantities.sum(), netValue: this.netValues.sum() };
  }

  totals(): Totals {
    const { lines, quantity, netValue } = this.exact();
    return { lines, quantity: roundHalfEven(quantity), netValue: roundHalfEven(netValue) };
  }
}

/**
 * Whether buckets add up to what the day should have, exactly; never where its money cannot be read (R26).
 */
export function isReconciled(buckets: Iterable<LineTotals>, expected: ControlTotals): boolean {
  let [lines, quantity, netValue] = [0, ZERO, ZERO];
  for (const bucket of buckets) {
    const own = bucket.exact();
    lines += own.lines;
    quantity = add(quantity, own.quantity);
    netValue = add(netValue, own.netValue);
  }
  return (
    lines === expected.lines &&
    compare(quantity, exact(expected.quantity)) === 0 &&
    expected.netValue !== null &&
    compare(netValue, exact(expected.netValue)) === 0
  );
}
