import { describe, expect, it } from 'vitest';
import { mappedItem, smallKitchen, soldItem } from '@/testing/suggestions/small-kitchen';
import { portionOf } from './amounts';
import { indexKitchen } from './kitchen-index';
import { categoriesOfGroup } from './lexicon';
import { readName } from './names';
import type { DecidedItem } from './types';

function portion(
  name: string,
  id: string,
  group: string,
  decided: DecidedItem[] = [],
  price: string | null = null,
) {
  const index = indexKitchen({ ...smallKitchen, decided });
  const place = index.targets.findIndex((one) => one.id === id);
  const read = readName(name, index.compounds);
  const matched = read.atoms.map(() => 0);
  const sold = {
    item: soldItem(name, group, price),
    name: read,
    categories: new Set(categoriesOfGroup(group)),
    matched,
  };
  const { quantity, unit, certainty, reason } = portionOf(sold, index.targets[place]!, place, index);
  return { says: `${quantity} ${unit ?? 'portion'}`, isSure: certainty > 0.85, reason };
}

describe('from the name', () => {
  it.each([
    ['Helles 0,3', 'helles', 'Bier', '0.3 l'],
    ['Gin 4 cl', 'gin', 'Bar', '4 cl'],
    ['Fendant 2dl', 'fendant', 'Wein', '0.266667 bottle'],
    ['Fendant 7,5dl', 'fendant', 'Wein', '1 bottle'],
    ['Cola 33cl', 'cola', 'Softs', '1 bottle'],
    ['Veltliner Fl.', 'wine', 'Wein', '0.75 l'],
    ['Gyoza 6er', 'oyster', 'Vorspeisen', '6 piece'],
    ['Steak 300g', 'rump', 'Grill', '300 g'],
    ['Espresso doppio', 'flat', 'Kaffee', '2 portion'],
    ['Jägerschnitzel', 'jager', 'Küche', '1 portion'],
  ])('%s', (name, id, group, says) => expect(portion(name, id, group)).toMatchObject({ says, isSure: true }));
});

describe('open', () => {
  it.each([
    ['Helles', 'helles', 'Bier', 'assumed_quantity'],
    ['Rumpsteak', 'rump', 'Grill', 'assumed_quantity'],
    ['Cola 0,5', 'cola', 'Softs', 'size_differs'],
    ['Kl. Schweinebraten', 'pork', 'Braten', 'one_portion'],
    ['Veltliner Glas', 'wine', 'Wein', 'assumed_quantity'],
  ])('%s is not sure', (name, id, group, reason) => {
    expect(portion(name, id, group)).toMatchObject({ isSure: false, reason });
  });
});

describe('as the company does', () => {
  it.each([
    [
      'Veltliner Glas',
      'wine',
      'Wein',
      mappedItem('Fendant Glas', 'Wein', 'fendant', '0.133333', 'bottle'),
      '0.1 l',
    ],
    ['Gin dbl', 'gin', 'Bar', mappedItem('Rum sgl', 'Bar', 'gin', '4', 'cl'), '8 cl'],
    ['Gin', 'gin', 'Bar', mappedItem('Bombay', 'Bar', 'gin', '2', 'cl'), '2 cl'],
    [
      'Kl. Jägerschn.',
      'jager',
      'Braten',
      mappedItem('Kl. Schweinebr.', 'Braten', 'pork', '0.6', null),
      '0.6 portion',
    ],
    ['Doppelter Espresso', 'beans', 'Kaffee', mappedItem('Ristretto', 'Kaffee', 'beans', '8', 'g'), '16 g'],
    ['Austern', 'oyster', 'Fisch', mappedItem('Teller Austern', 'Fisch', 'oyster', '6', 'piece'), '6 piece'],
  ] as const)('%s', (name, id, group, decided, says) => {
    expect(portion(name, id, group, [decided])).toMatchObject({ says, isSure: true });
  });
});
