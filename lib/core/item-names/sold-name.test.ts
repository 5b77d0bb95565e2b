import { describe, expect, it, test } from 'vitest';
import { soldAs } from './sold-name';

describe('what a line sold under a name is (R38)', () => {
  const bowl = { counts: ['Sommerbowle'], splitOff: [{ itemId: 'punch', names: ['Winterpunsch'] }] };
  test.each([
    ['Sommerbowle', 'itself'],
    ['SOMMERBOWEL', 'itself'],
    ['Winterpunsch', { itemId: 'punch' }],
    ['Winter-Punsch', { itemId: 'punch' }],
    ['Frühlingsbowle', 'held'],
    ['Sommerbowle 0,5', 'held'],
    [null, 'itself'],
  ])('%s', (name, expected) => expect(soldAs(name, bowl)).toEqual(expected));

  it('counts under any name where none is kept, but for those that are another thing', () => {
    const before = { ...bowl, counts: null };
    expect(soldAs('Frühlingsbowle', before)).toBe('itself');
    expect(soldAs('Winterpunsch', before)).toEqual({ itemId: 'punch' });
  });

  it('a name as it was written goes before a spelling of another', () => {
    const names = { counts: ['Spezi'], splitOff: [{ itemId: 'other', names: ['Spezl'] }] };
    expect(soldAs('Spezi', names)).toBe('itself');
    expect(soldAs('Spezl', names)).toEqual({ itemId: 'other' });
    const turned = { counts: ['Spezl'], splitOff: [{ itemId: 'other', names: ['Spezi'] }] };
    expect(soldAs('Spezl', turned)).toBe('itself');
    expect(soldAs('Spezl', { ...turned, counts: null })).toEqual('itself');
  });
});
