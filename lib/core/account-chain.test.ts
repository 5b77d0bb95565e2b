import { describe, expect, it } from 'vitest';
import {
  type AccountFacts,
  type AccountRow,
  byNumber,
  classifyAccounts,
  mergeAccounts,
  SAME_ACCOUNT_DAYS,
} from './account-chain';
import { addDays } from './business-day';

const DAY = '2026-03-12';
const account = (id: string, number: string | null, more: Partial<AccountFacts> = {}): AccountFacts => ({
  id,
  number,
  previous: null,
  closed: null,
  cancelled: false,
  ...more,
});
const row = (businessDay: string, facts: AccountFacts): AccountRow => ({
  ...facts,
  businessDay,
  snapshotId: businessDay,
});
const classify = (accounts: AccountFacts[], rows: AccountRow[]) => {
  const found = classifyAccounts(accounts, byNumber(rows), DAY);
  return {
    cancelled: [...found.cancelled],
    behind: [...found.behindCancelled],
    earlier: found.earlier.map((one) => one.row.businessDay),
  };
};

describe('an account over the edge of a day (R15)', () => {
  it('is the same by its reference, wherever it is delivered; an earlier day keeps its lines', () => {
    const mine = account('ref', '7');
    const rows = ['2026-03-10', DAY, '2026-03-14'].map((day) => row(day, mine));
    expect(classify([mine], rows)).toEqual({ cancelled: [], behind: [], earlier: ['2026-03-10'] });
  });

  it('is by a number alone only the same where it closed at the same moment', () => {
    const mine = account('7', '7', { closed: 5 });
    const at = (closed: number | null) => [row('2026-03-10', account('7', '7', { closed }))];
    expect(classify([mine], at(5)).earlier).toHaveLength(1);
    expect(classify([mine], at(6)).earlier).toEqual([]);
    expect(classify([{ ...mine, closed: null }], at(null)).earlier).toEqual([]);
  });

  it('is cancelled by whatever answer says so, and its followers are behind it', () => {
    const mine = account('ref', '7', { closed: 5 });
    const follower = account('next', '8', { previous: '7', closed: 9 });
    const rows = [row('2026-03-13', { ...mine, cancelled: true })];
    expect(classify([mine, follower], rows)).toEqual({ cancelled: ['ref'], behind: ['next'], earlier: [] });
  });

  it('follows of several that bear a number the last that closed not later', () => {
    const rows = [
      row('2026-03-10', account('old', '7', { closed: 10, cancelled: true })),
      row('2026-03-11', account('new', '7', { closed: 20 })),
      row('2026-03-13', account('later', '7', { closed: 40, cancelled: true })),
    ];
    const follower = (closed: number) => [account('next', '8', { previous: '7', closed })];
    expect(classify(follower(15), rows).behind).toEqual(['next']);
    expect(classify(follower(30), rows).behind).toEqual([]);
    expect(classify(follower(50), rows).behind).toEqual(['next']);
  });

  it('is another one beyond the days within which a number means the same', () => {
    const mine = account('ref', '7');
    const follower = account('next', '8', { previous: '9' });
    const at = (days: number) => [
      row(addDays(DAY, days), { ...mine, cancelled: true }),
      row(addDays(DAY, days), account('nine', '9', { cancelled: true })),
    ];
    for (const days of [-SAME_ACCOUNT_DAYS, SAME_ACCOUNT_DAYS]) {
      expect(classify([mine, follower], at(days))).toMatchObject({ cancelled: ['ref'], behind: ['next'] });
    }
    for (const days of [-SAME_ACCOUNT_DAYS - 1, SAME_ACCOUNT_DAYS + 1]) {
      expect(classify([mine, follower], at(days))).toEqual({ cancelled: [], behind: [], earlier: [] });
    }
  });

  it('delivered in parts is one account with what each part knows', () => {
    const parts = [
      account('ref', null, { previous: '3' }),
      account('other', '1'),
      account('ref', '7', { closed: 5, cancelled: true }),
    ];
    expect(mergeAccounts(parts)).toEqual([
      account('ref', '7', { previous: '3', closed: 5, cancelled: true }),
      account('other', '1'),
    ]);
  });
});
