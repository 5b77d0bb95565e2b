import type { Queryable } from '@/db/client';
import { listAccountsElsewhere, listLineIds } from '@/db/queries/sale-accounts';
import {
  type AccountFacts,
  type AccountRow,
  byNumber,
  judgeAccounts,
  numberOf,
} from '@/lib/core/account-chain';
import { groupBy } from '@/lib/core/group-by';
import { lineKey } from '@/lib/core/transfer-plan';
import { accountsOf, type DaySales } from './read-sales';

export const NO_ACCOUNTS = { cancelledAccountIds: new Set<string>(), behindCancelled: new Set<string>() };

/** What R15 says of the day's accounts, seen with those of the days around it. */
export async function judgeDay(
  tx: Queryable,
  day: { companyId: string; locationId: string; businessDay: string },
  sales: DaySales['sales'],
) {
  const accounts = accountsOf(sales).map((account) => ({
    ...account,
    closed: account.closed === null ? null : Date.parse(account.closed),
  }));
  const numbers = new Set(accounts.map(numberOf));
  for (const { previous } of accounts) if (previous !== null) numbers.add(previous);
  const elsewhere = await listAccountsElsewhere(tx, day, [...numbers]);
  const rowsOf = byNumber<AccountFacts & Partial<AccountRow>>([...accounts, ...elsewhere]);
  const judged = judgeAccounts(accounts, rowsOf, day.businessDay);
  const earlier = judged.earlier.map(({ id, row }) => ({
    id,
    row: { id: row.id, snapshotId: row.snapshotId ?? '' },
  }));
  const lines = await listLineIds(
    tx,
    day.companyId,
    earlier.map(({ row }) => row),
  );
  const linesOf = groupBy(lines, (line) => `${line.snapshotId} ${line.accountId}`);
  return {
    cancelledAccountIds: judged.cancelled,
    behindCancelled: judged.behindCancelled,
    countedEarlier: new Set(
      earlier.flatMap(({ id, row }) =>
        (linesOf.get(`${row.snapshotId} ${row.id}`) ?? []).map((line) => lineKey(id, line.lineId)),
      ),
    ),
  };
}
