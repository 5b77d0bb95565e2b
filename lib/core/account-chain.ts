import { addDays } from './business-day';

/**
 * Days to both sides of a business day within which an id or a number means the same account: tills give
 * numbers again (R15).
 */
export const SAME_ACCOUNT_DAYS = 90;

/** What R15 knows of an account. */
export interface AccountFacts {
  /** Its identity: Lightspeed's reference, else its number. */
  id: string;
  /**
   * The number it bears, which tills give again. Null where it bears none, and in rows kept before numbers
   * were.
   */
  number: string | null;
  /** The number of the account that it follows. */
  previous: string | null;
  /** Epoch milliseconds. */
  closed: number | null;
  cancelled: boolean;
}
/** An account as the kept answer of a day shows it. */
export interface AccountRow extends AccountFacts {
  businessDay: string;
  snapshotId: string;
}

/** What chains name. */
export const numberOf = (account: Pick<AccountFacts, 'id' | 'number'>) => account.number ?? account.id;
const hasReference = ({ id, number }: Pick<AccountFacts, 'id' | 'number'>) =>
  number !== null && number !== id;

/**
 * Rows of one account? By identity; and where one side is known by its number only (a till that names no
 * reference, an answer kept before references were): by number and closing time.
 */
function isSame(a: AccountFacts, b: AccountFacts): boolean {
  if (a.id === b.id) return true;
  if (hasReference(a) && hasReference(b)) return false;
  return numberOf(a) === numberOf(b) && a.closed !== null && a.closed === b.closed;
}

/**
 * The same account delivered again. A number alone is given again: only its closing time makes it the same
 * one.
 */
const isTwin = (a: AccountFacts, b: AccountFacts) =>
  isSame(a, b) && (hasReference(a) || hasReference(b) || (a.closed !== null && a.closed === b.closed));

const closing = (account: AccountFacts) => account.closed ?? Number.NEGATIVE_INFINITY;

/**
 * Of the accounts that bear the number an account names, the one that it follows: the last that closed not
 * later (R15).
 */
function predecessor<T extends AccountFacts>(account: AccountFacts, bearers: readonly T[]): T | undefined {
  const others = bearers.filter((one) => !isSame(one, account));
  const at = account.closed ?? Number.POSITIVE_INFINITY;
  const before = others.filter((one) => closing(one) <= at);
  // All closed later: a clock that goes wrong. The one nearest is meant.
  const [candidates, sign] = before.length > 0 ? [before, -1] : [others, 1];
  return candidates.toSorted(
    (a, b) => sign * compare(closing(a), closing(b)) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )[0];
}
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);

export interface AccountClassification<T> {
  /** Ids of accounts that are cancelled, by whatever answer. */
  cancelled: Set<string>;
  /** Ids of accounts that follow a cancelled one: what reverses it among them moves nothing (R15). */
  behindCancelled: Set<string>;
  /** Where the accounts were delivered on an earlier day already: their lines count there. */
  earlier: { id: string; row: T }[];
}

/**
 * A day's accounts, seen with those of the other days around it (R15). `known`: all rows of a number, of this
 * day too; those of days too far away are other accounts. Without `businessDay` the rows are of the same day.
 */
export function classifyAccounts<T extends AccountFacts & { businessDay?: string }>(
  accounts: readonly AccountFacts[],
  known: (number: string) => readonly T[],
  businessDay?: string,
): AccountClassification<T> {
  const rowsOf = businessDay === undefined ? known : nearby(known, businessDay);
  const isCancelled = (account: AccountFacts) =>
    account.cancelled || rowsOf(numberOf(account)).some((row) => row.cancelled && isSame(row, account));
  const classification: AccountClassification<T> = {
    cancelled: new Set(),
    behindCancelled: new Set(),
    earlier: [],
  };
  for (const account of accounts) {
    if (isCancelled(account)) classification.cancelled.add(account.id);
    const before = account.previous === null ? undefined : predecessor(account, rowsOf(account.previous));
    if (before && isCancelled(before)) classification.behindCancelled.add(account.id);
    for (const row of rowsOf(numberOf(account))) {
      const isEarlier =
        businessDay !== undefined && row.businessDay !== undefined && row.businessDay < businessDay;
      if (isEarlier && isTwin(row, account)) classification.earlier.push({ id: account.id, row });
    }
  }
  return classification;
}

/** The rows within `SAME_ACCOUNT_DAYS` of a day; each number is looked through once. */
function nearby<T extends { businessDay?: string }>(
  rowsOf: (number: string) => readonly T[],
  businessDay: string,
): (number: string) => readonly T[] {
  const first = addDays(businessDay, -SAME_ACCOUNT_DAYS);
  const last = addDays(businessDay, SAME_ACCOUNT_DAYS);
  const near = new Map<string, T[]>();
  return (number) => {
    const rows =
      near.get(number) ??
      rowsOf(number).filter(({ businessDay: day = businessDay }) => day >= first && day <= last);
    near.set(number, rows);
    return rows;
  };
}

/**
 * Facts of accounts delivered more than once, put together: what one delivery says of an account the others
 * may lack.
 */
export function mergeAccounts<T extends Omit<AccountFacts, 'closed'> & { closed: unknown }>(
  accounts: Iterable<T>,
): T[] {
  const merged = new Map<string, T>();
  for (const account of accounts) {
    const known = merged.get(account.id);
    if (!known) merged.set(account.id, account);
    else if (addsTo(known, account))
      merged.set(account.id, {
        ...known,
        number: known.number ?? account.number,
        previous: known.previous ?? account.previous,
        closed: known.closed ?? account.closed,
        cancelled: known.cancelled || account.cancelled,
      });
  }
  return [...merged.values()];
}

/** Of a day's lines most say of their account what an earlier one said. */
const addsTo = <T extends Omit<AccountFacts, 'closed'> & { closed: unknown }>(known: T, account: T) =>
  (known.number === null && account.number !== null) ||
  (known.previous === null && account.previous !== null) ||
  (known.closed === null && account.closed !== null) ||
  (account.cancelled && !known.cancelled);

/** Rows by the number they bear. */
export function byNumber<T extends AccountFacts>(rows: Iterable<T>): (number: string) => readonly T[] {
  const known = new Map<string, T[]>();
  for (const row of rows) {
    const list = known.get(numberOf(row));
    if (list) list.push(row);
    else known.set(numberOf(row), [row]);
  }
  return (number) => known.get(number) ?? [];
}
