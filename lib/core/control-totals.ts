/**
 * What a day's answer adds up to by a reading of its own, which the plan is held to (R26). Exact decimals as
 * text.
 */
export interface ControlTotals {
  lines: number;
  quantity: string;
  /** Null where an amount of money cannot be read: then what the day was worth is not known. */
  netValue: string | null;
}

/** As kept with an answer; null of answers kept before there was a second reading. */
export function keptControlTotals(kept: {
  reportedLines: number | null;
  reportedQuantity: string | null;
  reportedNetValue: string | null;
}): ControlTotals | null {
  const { reportedLines: lines, reportedQuantity: quantity, reportedNetValue: netValue } = kept;
  return lines === null || quantity === null ? null : { lines, quantity, netValue };
}
