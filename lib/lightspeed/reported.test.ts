import { describe, expect, it } from 'vitest';
import { planTransfer } from '@/lib/core/plan-transfer';
import type { PosTotals } from '@/lib/ports';
import { parseJsonKeepingNumbers } from './json';
import { reportedTotals } from './reported';
import { toSalesDay } from './to-domain';

const line = (id: string, quantity: unknown, totalNetAmountWithTax: unknown) => ({
  id,
  name: 'Cola',
  sku: '1',
  quantity,
  totalNetAmountWithTax,
});
const answer = (...sales: unknown[]) =>
  JSON.stringify({ sales, nextStartOfDayAsIso8601: '2026-03-15T05:00:00+01:00', dataComplete: true });
const account = (id: string, ...salesLines: unknown[]) => ({ accountFiscId: id, type: 'SALE', salesLines });

/** The day as planned from the first reading, held to the second. */
function plan(raw: string) {
  const day = toSalesDay(parseJsonKeepingNumbers(raw), raw);
  if (day.kind !== 'sales') throw new Error('no sales');
  return planTransfer({
    businessId: 'b',
    locationId: 'l',
    dayEnd: 1,
    accounts: day.accounts,
    lines: day.lines,
    cancelledAccountIds: new Set(day.cancelledAccountIds),
    items: [],
    recipeSet: { recipes: new Map(), ingredients: new Map() },
    wasteReasons: new Set(),
    controlTotals: day.reported() as PosTotals,
  });
}

describe('what Lightspeed reports, read a second time (R26)', () => {
  it('adds up exactly, whether numbers come as text or as numbers', () => {
    const raw = answer(
      account('A', line('1', '0.1', '0.10'), line('2', 0.2, 0.2)),
      account('B', line('1', '-1.5', -4.35), line('2', 1e2, '99.99')),
    );
    expect(reportedTotals(raw)).toEqual({ lines: 4, quantity: '98.8', netValue: '95.94' });
  });

  it('counts a line once however often it is delivered, and malformed ones too', () => {
    const raw = answer(
      account('A', line('1', '2', '9'), line('1', '2', '9'), line('2', 'two', '3'), null),
      account('A', line('1', '2', '9')),
      'no account',
      { accountFiscId: 'C', salesLines: { wrong: true } },
      { accountFiscId: 'D' },
    );
    expect(reportedTotals(raw)).toMatchObject({ lines: 5, quantity: '2', netValue: '12' });
    expect(plan(raw)).toMatchObject({ isReconciled: true, total: { lines: 5 } });
  });

  it('counts an account without a list of lines, and a line without id, once too when delivered twice', () => {
    const odd = { accountFiscId: 'C', type: 'SALE', salesLines: { wrong: true } };
    const nameless = account('A', line('', '2', '9'), null);
    const raw = answer(odd, nameless, nameless, odd);
    expect(reportedTotals(raw)).toMatchObject({ lines: 3, quantity: '2' });
    expect(plan(raw)).toMatchObject({ isReconciled: true, total: { lines: 3 } });
  });

  it('shares no rule with the first reading: two accounts under one number count, exact repeats do not', () => {
    const bill = (accountReference: string, quantity: string) => ({
      ...account('A', line('1', quantity, quantity)),
      accountReference,
    });
    const raw = answer(bill('a', '1'), bill('b', '5'), bill('a', '1'));
    expect(reportedTotals(raw)).toEqual({ lines: 2, quantity: '6', netValue: '6' });
    expect(plan(raw)).toMatchObject({ isReconciled: true, accounts: 2 });
    // One line in two forms: one of them is counted, and the day does not claim to add up.
    const twice = answer(account('A', line('1', '1', '1')), account('A', line('1', '5', '5')));
    expect(reportedTotals(twice)).toMatchObject({ lines: 2, quantity: '6' });
    expect(plan(twice)).toMatchObject({ isReconciled: false, warnings: ['line_delivered_differently'] });
  });

  it.each(['12,50', 'free', '', null])('says of money that it cannot be read: %j', (money) => {
    const raw = answer(account('A', line('1', '1', money), line('2', '1', '3')));
    const isMoney = money !== '' && money !== null;
    expect((reportedTotals(raw) as PosTotals).netValue).toBe(isMoney ? null : '3');
    expect(plan(raw)).toMatchObject({
      isReconciled: !isMoney,
      warnings: isMoney ? ['money_unreadable'] : [],
    });
  });

  it.each([
    ['a value the first reading cannot take', account('A', line('1', '2', '1.2e2'))],
    ['a quantity it cannot take', account('A', line('1', '1e1', '9'))],
  ])('%s makes a day that does not add up', (_, sale) => {
    expect(plan(answer(sale)).isReconciled).toBe(false);
    expect(plan(answer(account('B', line('1', '1', '1')))).isReconciled).toBe(true);
  });
});
