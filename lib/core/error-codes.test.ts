import { expect, it } from 'vitest';
import { ERROR_CODES, isErrorCode } from './error-codes';

it('only failures of a server or of the moment are worth trying again (R34)', () => {
  for (const [code, { status, retryable }] of Object.entries(ERROR_CODES)) {
    expect([code, status >= 400 && status < 600]).toEqual([code, true]);
    if (retryable) expect([code, [409, 429].includes(status) || status >= 500]).toEqual([code, true]);
  }
});

it('knows its codes and no other word', () => {
  expect(isErrorCode('period_locked')).toBe(true);
  for (const word of ['toString', '__proto__', 'PERIOD_LOCKED', '']) expect(isErrorCode(word)).toBe(false);
});
