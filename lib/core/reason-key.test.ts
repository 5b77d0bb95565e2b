import { expect, it } from 'vitest';
import { reasonKey } from './reason-key';

it.each([
  ['Spilled', ' spilled '],
  ['Café', 'cafe'],
  ['Verschüttet', 'VERSCHUTTET'],
  ['Maß', 'MASS'],
  ['λόγος', 'ΛΟΓΟΣ'],
])('%s and %s are one reason (R16)', (one, other) => {
  expect(reasonKey(one)).toBe(reasonKey(other));
});

it('words stay apart', () => {
  expect(reasonKey('spilled')).not.toBe(reasonKey('spill'));
  expect(reasonKey('guest left')).not.toBe(reasonKey('guestleft'));
});
