import { describe, expect, it } from 'vitest';
import { smallKitchen } from '@/testing/suggestions/small-kitchen';
import { indexKitchen } from './kitchen-index';
import { isSameName, matchName } from './match';
import { readName } from './names';

const index = indexKitchen(smallKitchen);
const read = (name: string) => readName(name, index.compounds);
const first = (name: string) => {
  const [match] = matchName(read(name), index, 3);
  return match && { id: index.targets[match.document.target]?.id, ...match };
};

describe('matchName', () => {
  it('has all of both names where they are one', () => {
    expect(first('Caesar Salad')).toMatchObject({ id: 'caesar', itemShare: 1, targetShare: 1, missing: 0 });
  });

  it('weighs an unknown word of the item full', () => {
    const match = first('Caesar Quinoa');
    expect(match?.itemShare).toBeLessThan(0.6);
    expect(match?.missing).toBeGreaterThan(0.7);
  });

  it('counts what comes along for less than what the thing is', () => {
    expect(first('Schweinebraten')?.targetShare).toBeGreaterThan(0.6);
    expect(first('Knödel')?.targetShare).toBeLessThan(0.4);
  });

  it('finds a thing by its initials, in whole for more', () => {
    expect(first('FW')).toMatchObject({ id: 'flat' });
  });

  it('knows a part of an expression from the whole', () => {
    expect(first('Coca')?.isOnlyPart).toBe(false);
  });

  it('finds nothing where nothing is alike', () => expect(matchName(read('Tiramisu'), index, 3)).toEqual([]));
});

it('compares names without linking words', () => {
  expect(isSameName(read('Caesar Salad mit Poulet'), read('Caesar Salad Poulet'))).toBe(true);
  expect(isSameName(read('Caesar Salad'), read('Caesar Salad Poulet'))).toBe(false);
});
