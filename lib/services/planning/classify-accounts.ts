import type { Queryable } from '@/db/client';
import {
  listAccountSums,
  listAccountsAround,
  listDependentDays,
  listLineIds,
} from '@/db/queries/sale-accounts';
import {
  type AccountClassification,
  type AccountFacts,
  type AccountRow,
  byNumber,
  classifyAccounts,
  mergeAccounts,
  numberOf,
  SAME_ACCOUNT_DAYS,
} from '@/lib/core/account-chain';
import { groupBy } from '@/lib/core/group-by';
import type { PlanInput } from '@/lib/core/plan-transfer';
import { lineKey, type PlanLine } from '@/lib/core/sale-line';

/** A business day with the lines of its kept answer that are planned. */
export interface DayLines {
  locationId: string;
  businessDay: string;
  /** The kept answer; null where there is none. */
  snapshotId: string | null;
  lines: readonly PlanLine[];
  /** Whether these are all lines of the answer. */
  isWhole: boolean;
}
export type AccountFindings = Required<
  Pick<PlanInput, 'cancelledAccountIds' | 'behindCancelled' | 'accountSums' | 'countedEarlier'>
>;

/**
 * What R15 says of the accounts of days, seen with those of the days around them: who is cancelled or follows
 * a cancelled one, and which lines an earlier day brought already. The answers must be kept: accounts without
 * lines are read from there.
 */
export async function classifyAccountsOfDays<D extends DayLines>(
  tx: Queryable,
  companyId: string,
  days: readonly D[],
): Promise<(day: D) => AccountFindings> {
  const judged = new Map<D, AccountClassification<AccountRow>>();
  for (const [locationId, own] of groupBy(days, (day) => day.locationId)) {
    const accounts = new Map(own.map((day) => [day, mergeAccounts(day.lines.map(factsOf))]));
    const numbers = new Set<string>();
    for (const account of [...accounts.values()].flat()) {
      numbers.add(numberOf(account));
      if (account.previous !== null) numbers.add(account.previous);
    }
    const dates = own.map((day) => day.businessDay).sort();
    const [first = '', last = ''] = [dates[0], dates.at(-1)];
    const around = { companyId, locationId, first, last, around: SAME_ACCOUNT_DAYS };
    const rowsOf = byNumber(await listAccountsAround(tx, around, [...numbers]));
    for (const [day, facts] of accounts) judged.set(day, classifyAccounts(facts, rowsOf, day.businessDay));
  }
  const earlier = [...judged.values()].flatMap((one) => one.earlier.map(({ row }) => row));
  const linesOf = groupBy(
    await listLineIds(tx, companyId, earlier),
    (line) => `${line.snapshotId} ${line.accountId}`,
  );
  const unsummed = [...judged].flatMap(([{ snapshotId, isWhole }, { behindCancelled }]) =>
    isWhole || snapshotId === null ? [] : [...behindCancelled].map((id) => ({ snapshotId, id })),
  );
  const sumsOf = groupBy(await listAccountSums(tx, companyId, unsummed), (sum) => sum.snapshotId);
  return (day) => {
    const { cancelled, behindCancelled, earlier } = judged.get(day) ?? NOTHING;
    return {
      cancelledAccountIds: cancelled,
      behindCancelled,
      accountSums: new Map(
        (sumsOf.get(day.snapshotId ?? '') ?? []).map((sum) => [sum.accountId, sum.quantity]),
      ),
      countedEarlier: new Set(
        earlier.flatMap(({ id, row }) =>
          (linesOf.get(`${row.snapshotId} ${row.id}`) ?? []).map((line) => lineKey(id, line.lineId)),
        ),
      ),
    };
  };
}

const NOTHING: AccountClassification<AccountRow> = {
  cancelled: new Set(),
  behindCancelled: new Set(),
  earlier: [],
};

const factsOf = (line: PlanLine): AccountFacts => ({
  id: line.accountId,
  number: line.accountNumber,
  previous: line.previousAccountId,
  closed: line.timeClosed === null ? null : Date.parse(line.timeClosed),
  cancelled: line.accountCancelled,
});

/** Other days whose plan depends on what a day's kept answers say of their accounts (R15). */
export function dependentDays(
  db: Queryable,
  { companyId, locationId, businessDay }: { companyId: string; locationId: string; businessDay: string },
): Promise<string[]> {
  return listDependentDays(db, { companyId, locationId, businessDay, around: SAME_ACCOUNT_DAYS });
}
