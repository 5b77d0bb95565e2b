import { createHash } from 'node:crypto';
import { type Steps, sorting } from '@/lib/core/steps';
import { inTurns } from '@/lib/platform/in-turns';
import type { PosSalesDay } from '@/lib/ports';

type Sales = Extract<PosSalesDay, { kind: 'sales' }>;
const LINES_A_STEP = 100;

/**
 * Of what was sold, in a fixed order: answers that differ only in the order of accounts are the same day.
 * Accounts go in by number, as before references told them apart, so that a day kept then is known again;
 * where several bear one number, by their reference too.
 */
export const hashOf = (day: Sales): Promise<string> => inTurns(hashing(day));

function* hashing(day: Sales): Steps<string> {
  const bearers = new Map<string, Set<string>>();
  for (const { accountId, accountNumber } of day.lines) {
    if (accountNumber === null) continue;
    const ids = bearers.get(accountNumber);
    if (ids) ids.add(accountId);
    else bearers.set(accountNumber, new Set([accountId]));
  }
  const numberOf = new Map<string, string>();
  for (const [number, ids] of bearers) for (const id of ids) if (ids.size === 1) numberOf.set(id, number);
  for (const { id, number } of day.emptyAccounts)
    if (number !== null && !bearers.has(number)) numberOf.set(id, number);
  const named = (id: string) => numberOf.get(id) ?? id;
  const texts: string[] = [];
  for (const [index, line] of day.lines.entries()) {
    if (index % LINES_A_STEP === 0) yield;
    const said = {
      ...line,
      seq: undefined,
      accountNumber: undefined,
      accountId: named(line.accountId),
      // As hashed before it was read: only what leaves the house is new.
      dineIn: line.dineIn === false ? false : undefined,
      // Only where staff typed another: so days kept before it was read are known again.
      soldName: line.soldName === null || line.soldName === line.name ? undefined : line.soldName,
    };
    texts.push(JSON.stringify(said));
  }
  const accounts = JSON.stringify(day.cancelledAccountIds.map(named).sort());
  // The text of [accounts, cancelled ones, lines], never whole in memory.
  const hash = createHash('sha256').update(`[${day.accounts},${accounts},[`);
  const sorted = yield* sorting(texts);
  for (let i = 0; i < sorted.length; i += LINES_A_STEP) {
    yield;
    // The array's own text less its brackets: one call of the hash for many lines.
    hash.update(`${i === 0 ? '' : ','}${JSON.stringify(sorted.slice(i, i + LINES_A_STEP)).slice(1, -1)}`);
  }
  return hash.update(']]').digest('hex');
}
