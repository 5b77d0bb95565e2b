import { describe, expect, it } from 'vitest';
import { planLine } from '@/testing/fixtures/plan-line';
import { accountsBehind, reversalsAmong } from './cancelled-accounts';

describe('accounts behind a cancelled one (R15)', () => {
  it('are those that name it, by its number or, where it is of another day, by what is cancelled', () => {
    const lines = [
      planLine('cola', '1', { accountId: 'ref-1', accountNumber: '1' }),
      planLine('cola', '-1', { accountId: 'ref-2', accountNumber: '2', previousAccountId: '1' }),
      planLine('cola', '-1', { accountId: 'ref-3', accountNumber: '3', previousAccountId: '9' }),
      planLine('cola', '1', { accountId: 'ref-4', accountNumber: '4', previousAccountId: '2' }),
    ];
    expect([...accountsBehind(lines, new Set(['ref-1', '9']))]).toEqual(['ref-2', 'ref-3']);
    expect(accountsBehind(lines, new Set()).size).toBe(0);
  });

  it('reverse it when they are refunds, voids or cancels, or sum to less than nothing', () => {
    const of = (accountId: string, quantity: string, more = {}) =>
      planLine('cola', quantity, { accountId, ...more });
    const lines = [
      of('refund', '2', { accountType: 'REFUND' }),
      of('void', '2', { accountType: 'VOID' }),
      of('cancel', '2', { accountType: 'CANCEL' }),
      of('negative', '1'),
      of('negative', '-3'),
      of('negative', '9', { problem: 'line_malformed' }),
      of('anew', '3', { accountType: 'RECALL' }),
      of('even', '1'),
      of('even', '-1'),
      of('stranger', '-1'),
    ];
    const behind = new Set(['refund', 'void', 'cancel', 'negative', 'anew', 'even']);
    const found = (sums: [string, string][] = []) => [...reversalsAmong(behind, lines, new Map(sums))];
    expect(found()).toEqual(['refund', 'void', 'cancel', 'negative']);
    // Not all lines of an account are here, and its sum says otherwise.
    expect(found([['negative', '4']])).toEqual(['refund', 'void', 'cancel']);
    expect(found([['anew', '-1']])).toEqual(['refund', 'void', 'cancel', 'negative', 'anew']);
  });
});
