import { describe, expect, it } from 'vitest';
import { takenAs } from './taken-as';

describe('an ingredient made from an item of the till', () => {
  it.each(['piece', 'bottle'] as const)('by the %s, under its own name', (by) => {
    expect(takenAs('Cola 0,3 l', by)).toEqual({ name: 'Cola 0,3 l', baseUnit: by, quantity: '1', unit: by });
  });

  it('by volume: in litres, without the size in its name', () => {
    expect(takenAs('Cola 3 dl', 'volume')).toMatchObject({ name: 'Cola', baseUnit: 'l' });
    const { quantity, unit } = takenAs('Cola 0,5 l', 'volume');
    expect([quantity, unit]).toEqual(['0.5', 'l']);
  });

  it('by volume where the name says none: the quantity is a person’s to say', () => {
    expect(takenAs('Hauswein', 'volume')).toEqual({
      name: 'Hauswein',
      baseUnit: 'l',
      quantity: null,
      unit: 'l',
    });
  });
});
