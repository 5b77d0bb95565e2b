import type { DecidedItem, Kitchen, SoldItem } from '@/lib/core/suggestions/types';

export const soldItem = (
  name: string,
  group: string | null = null,
  price: string | null = null,
): SoldItem => ({
  sku: null,
  name,
  group,
  price,
  itemType: 'ITEM',
});

/** An item that the company has mapped; portions of a recipe where `unit` is null. */
export const mappedItem = (
  name: string,
  group: string,
  id: string,
  quantity: string,
  unit: 'l' | 'cl' | 'bottle' | 'g' | 'piece' | null,
): DecidedItem => ({
  ...soldItem(name, group),
  decision: {
    kind: 'mapped',
    type: unit === null ? 'recipe' : 'ingredient',
    id,
    quantity,
    unit,
    isSubtraction: false,
  },
});
export const ignoredItem = (name: string, group: string): DecidedItem => ({
  ...soldItem(name, group),
  decision: { kind: 'ignored' },
});

/** A few targets of every kind, for cases in tests; its ids are what they are called in short. */
export const smallKitchen: Kitchen = {
  ingredients: [
    { id: 'helles', name: 'Helles Fass', baseUnit: 'l', cost: '2' },
    { id: 'wine', name: 'Grüner Veltliner', baseUnit: 'l', cost: '6' },
    { id: 'fendant', name: 'Fendant 75 cl', baseUnit: 'bottle', cost: '9' },
    { id: 'cola', name: 'Coca-Cola 33 cl', baseUnit: 'bottle', cost: '0.9' },
    { id: 'gin', name: 'Bombay Gin', baseUnit: 'cl', cost: '0.35' },
    { id: 'beans', name: 'Kaffeebohnen', baseUnit: 'kg', cost: '18' },
    { id: 'oyster', name: 'Austern', baseUnit: 'piece', cost: '0.8' },
    { id: 'rump', name: 'Rumpsteak', baseUnit: 'kg', cost: '24' },
    { id: 'onion', name: 'Röstzwiebeln', baseUnit: 'kg', cost: '4' },
  ],
  recipes: [
    { id: 'jager', name: 'Jägerschnitzel mit Spätzle', ingredients: ['Schwein', 'Champignons'], cost: null },
    { id: 'pork', name: 'Schweinebraten mit Knödel', ingredients: ['Schwein'], cost: null },
    { id: 'caesar', name: 'Caesar Salad', ingredients: ['Salat'], cost: null },
    { id: 'chicken', name: 'Caesar Salad mit Poulet', ingredients: ['Salat', 'Poulet'], cost: null },
    { id: 'flat', name: 'Flat White', ingredients: ['Kaffeebohnen', 'Milch'], cost: null },
    { id: 'weiss', name: 'Weißwurstfrühstück', ingredients: ['Weißwurst'], cost: null },
  ],
  decided: [],
};
