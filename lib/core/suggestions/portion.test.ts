import { describe, expect, it } from 'vitest';
import { mappedItem, smallKitchen, soldItem } from '@/testing/suggestions/small-kitchen';
import { indexKitchen } from './kitchen-index';
import { readName } from './names';
import { asBefore, decimalText } from './portion';
import type { DecidedItem } from './types';

function earlier(name: string, decided: DecidedItem[]) {
  const index = indexKitchen({ ...smallKitchen, decided });
  const sold = {
    item: soldItem(name, 'Wein'),
    name: readName(name, index.compounds),
    categories: new Set<never>(),
    matched: [],
  };
  const found = asBefore(
    sold,
    index.targets.findIndex(({ id }) => id === 'wine'),
    index,
  );
  return found && `${found.quantity} ${found.unit}`;
}
const glass = (name: string, quantity = '0.1') => mappedItem(name, 'Wein', 'wine', quantity, 'l');

describe('as another item of the same target takes it', () => {
  it('is what all of them take', () => {
    expect(earlier('Veltliner rot', [glass('Veltliner weiss'), glass('Veltliner')])).toBe('0.1 l');
  });
  it('is nothing where they differ, or where there is none', () => {
    expect(earlier('Veltliner rot', [glass('Veltliner weiss'), glass('Veltliner', '0.2')])).toBeNull();
    expect(earlier('Veltliner rot', [])).toBeNull();
  });
  it('is nothing where the names tell two sizes apart', () => {
    expect(earlier('Veltliner Flasche', [glass('Veltliner Glas')])).toBeNull();
    expect(earlier('Veltliner Glas', [glass('Veltliner Glas')])).toBe('0.1 l');
  });
});

it('a quantity has at most six decimals and no zeros behind them', () => {
  expect([0.1 + 0.2, 4, 1 / 3].map(decimalText)).toEqual(['0.3', '4', '0.333333']);
});
