import type { Steps } from './steps';

/** A sale line with its account's facts, in the order received. */
export interface PlanLine {
  seq: number;
  /** The account's identity (R15): its reference, else its number. */
  accountId: string;
  /**
   * What people call it and chains name. Null where it bears none, and in lines kept before it was: then the
   * id is it.
   */
  accountNumber: string | null;
  accountType: string;
  accountCancelled: boolean;
  previousAccountId: string | null;
  receiptId: string | null;
  timeClosed: string | null;
  lineId: string;
  /** The line of the bill that it hangs on: what it modifies, or is a part of (R37). */
  parentLineId: string | null;
  sku: string | null;
  name: string;
  /**
   * What the till calls the item, whatever staff typed over it (R38); null where it says none, or only the
   * SKU.
   */
  soldName: string | null;
  quantity: string | null;
  netValue: string | null;
  voidReason: string | null;
  /** False where its bill leaves the house (R40); null or left out = not known. */
  dineIn?: boolean | null;
  /** Why it is malformed; null for a good line (R21). */
  problem: string | null;
}

/** Lines between which others get a turn. */
export const LINES_A_STEP = 250;

/** What makes a line of one location the same line (R15). The length tells where the account's id ends. */
export const lineKey = (accountId: string, lineId: string) => `${accountId.length}:${accountId}${lineId}`;

/**
 * A line once per (account, line id), however often delivered (R15). Should two deliveries differ, a readable
 * one counts before a malformed one, then the first received, and the day carries a warning.
 */
export function* countingOnce(lines: readonly PlanLine[], warnings: Set<string>): Steps<PlanLine[]> {
  const counted = new Map<string, PlanLine>();
  for (const [index, line] of lines.entries()) {
    if (index % LINES_A_STEP === 0) yield;
    const key = lineKey(line.accountId, line.lineId);
    const other = counted.get(key);
    if (!other) {
      counted.set(key, line);
      continue;
    }
    if (other.quantity !== line.quantity || other.sku !== line.sku || other.problem !== line.problem) {
      warnings.add('line_delivered_differently');
    }
    const isReadable = line.problem === null;
    if (isReadable === (other.problem === null) ? line.seq < other.seq : isReadable) counted.set(key, line);
  }
  return [...counted.values()];
}
