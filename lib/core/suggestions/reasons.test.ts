import { describe, expect, it } from 'vitest';
import { mappedItem, smallKitchen, soldItem } from '@/testing/suggestions/small-kitchen';
import { indexKitchen } from './kitchen-index';
import { suggestFor } from './suggest';
import type { DecidedItem } from './types';

const reasonsOf = (
  name: string,
  group: string | null,
  price: string | null = null,
  decided: DecidedItem[] = [],
) =>
  suggestFor(soldItem(name, group, price), indexKitchen({ ...smallKitchen, decided })).reasons.map(
    ({ code }) => code,
  );

describe('why a target is offered (R41)', () => {
  it.each([
    ['Caesar Salad', 'Salate', 'same_name'],
    ['Flat Wh.', 'Kaffee', 'abbreviation'],
    ['Jägerschnizel', 'Küche', 'misspelt'],
    ['Oysters', 'Vorspeisen', 'other_language'],
  ])('%s: %s', (name, group, code) => {
    expect(reasonsOf(name, group)).toContain(code);
  });

  it('names the decided item it is like', () => {
    const decided = [mappedItem('Hauscocktail', 'Bar', 'gin', '4', 'cl')];
    expect(reasonsOf('Hauscocktail', 'Bar', null, decided)).toContain('like_decided_item');
  });

  it('says what speaks against it', () => {
    expect(reasonsOf('Steak 300g', 'Grill', '3')).toContain('cost_above_price');
  });

  it('"ohne" takes away', () => {
    expect(reasonsOf('ohne Röstzwiebeln', 'Optionen')).toContain('removes');
  });
});
