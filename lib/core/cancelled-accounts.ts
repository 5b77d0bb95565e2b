import { byNumber, classifyAccounts, mergeAccounts } from './account-chain';
import { compare, exact, ZERO } from './quantity';
import type { PlanLine } from './sale-line';
import { Tally } from './totals';

/** Accounts that reverse another by what they are. */
const REVERSES: ReadonlySet<string> = new Set(['REFUND', 'VOID', 'CANCEL']);

/** Ids of accounts that follow a cancelled one, as far as a day's own lines tell (R15). */
export function accountsBehind(lines: readonly PlanLine[], cancelledIds: ReadonlySet<string>): Set<string> {
  const accounts = mergeAccounts(
    lines.map((line) => ({
      id: line.accountId,
      number: line.accountNumber,
      previous: line.previousAccountId,
      closed: line.timeClosed === null ? null : Date.parse(line.timeClosed),
      cancelled: cancelledIds.has(line.accountId),
    })),
  );
  const rowsOf = byNumber(accounts);
  // One that is not among the day's is known by what names it.
  const others = [...cancelledIds].map((id) => ({
    id,
    number: null,
    previous: null,
    closed: null,
    cancelled: true,
  }));
  const rowsElsewhere = byNumber(others);
  return classifyAccounts(accounts, (number) =>
    rowsOf(number).length > 0 ? rowsOf(number) : rowsElsewhere(number),
  ).behindCancelled;
}

/**
 * Of the accounts behind a cancelled one those that reverse it: a reopened order that was made anew counts
 * (R15). `accountSums`: pieces sold by accounts, where `lines` are not all of theirs.
 */
export function reversalsAmong(
  behind: ReadonlySet<string>,
  lines: readonly PlanLine[],
  accountSums: ReadonlyMap<string, string>,
): Set<string> {
  const reversals = new Set<string>();
  if (behind.size === 0) return reversals;
  const sums = new Map<string, Tally>();
  for (const line of lines) {
    if (!behind.has(line.accountId)) continue;
    if (REVERSES.has(line.accountType)) reversals.add(line.accountId);
    const sum = sums.get(line.accountId) ?? new Tally();
    if (line.problem === null) sum.count(line.quantity);
    sums.set(line.accountId, sum);
  }
  for (const [id, tally] of sums) {
    const known = accountSums.get(id);
    if (compare(known === undefined ? tally.sum() : exact(known), ZERO) < 0) reversals.add(id);
  }
  return reversals;
}
