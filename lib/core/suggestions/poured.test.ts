import { describe, expect, it } from 'vitest';
import { mappedItem, smallKitchen, soldItem } from '@/testing/suggestions/small-kitchen';
import { indexKitchen, type Target } from './kitchen-index';
import { categoriesOfGroup } from './lexicon';
import { readName } from './names';
import { ofBottle, ofVolume } from './poured';
import type { DecidedItem } from './types';

function poured(
  name: string,
  id: string,
  group: string,
  { decided = [] as DecidedItem[], price = null as string | null } = {},
) {
  const index = indexKitchen({ ...smallKitchen, decided });
  const place = index.targets.findIndex((one) => one.id === id);
  const read = readName(name, index.compounds);
  const sold = {
    item: soldItem(name, group, price),
    name: read,
    categories: new Set(categoriesOfGroup(group)),
    matched: read.atoms.map(() => 0),
  };
  const target = index.targets[place] as Target;
  const of = target.unit === 'bottle' ? ofBottle : ofVolume;
  const { quantity, unit, reason } = of(sold, target, place, index);
  return `${quantity} ${unit} ${reason}`;
}

describe('of what is kept by volume', () => {
  it.each([
    ['Helles 0,5', 'helles', 'Bier', '0.5 l size_in_name'],
    ['Gin 2 cl', 'gin', 'Bar', '2 cl size_in_name'],
    ['Veltliner Flasche', 'wine', 'Wein', '0.75 l one_bottle'],
    ['Helles', 'helles', 'Bier', '0.5 l assumed_quantity'],
  ])('%s', (name, id, group, says) => expect(poured(name, id, group)).toBe(says));

  it('a glass is what this company pours', () => {
    const decided = [mappedItem('Riesling Glas', 'Wein', 'wine', '0.15', 'l')];
    expect(poured('Veltliner Glas', 'wine', 'Wein', { decided })).toBe('0.15 l usual_quantity');
  });
});

describe('of what is kept by the bottle', () => {
  it.each([
    ['Cola', 'cola', 'Softs', '1 bottle one_bottle'],
    ['Cola 0,33', 'cola', 'Softs', '1 bottle one_bottle'],
    ['Cola 0,2', 'cola', 'Softs', '1 bottle size_differs'],
    ['Fendant 1 dl', 'fendant', 'Wein', '0.133333 bottle size_in_name'],
    ['Fendant Magnum', 'fendant', 'Wein', '2 bottle size_in_name'],
  ])('%s', (name, id, group, says) => expect(poured(name, id, group)).toBe(says));

  it('an open wine that costs the guest a bottle is a bottle, else as before', () => {
    const decided = [mappedItem('Fendant offen', 'Wein', 'fendant', '0.133333', 'bottle')];
    expect(poured('Fendant', 'fendant', 'Wein', { decided, price: '6' })).toBe(
      '0.133333 bottle usual_quantity',
    );
    expect(poured('Fendant', 'fendant', 'Wein', { decided, price: '48' })).toBe('1 bottle one_bottle');
  });
});
