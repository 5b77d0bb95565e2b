import { expect, it } from 'vitest';
import { soldItem } from '@/testing/suggestions/small-kitchen';
import { Compounds } from './compounds';
import { creationFor } from './creation';
import { readName } from './names';

it.each([
  [
    'Kölsch 0,2',
    'Bier',
    { type: 'ingredient', name: 'Kölsch', unit: 'l', takes: { quantity: '0.2', unit: 'l' } },
  ],
  [
    'Suze 4cl',
    'Apéritifs',
    { type: 'ingredient', name: 'Suze', unit: 'l', takes: { quantity: '4', unit: 'cl' } },
  ],
  [
    'Averna 2 cl',
    'Spirituosen',
    { type: 'ingredient', name: 'Averna', unit: 'cl', takes: { quantity: '2', unit: 'cl' } },
  ],
  [
    'Brunello bott.',
    'Vini',
    { type: 'ingredient', name: 'Brunello', unit: 'bottle', takes: { quantity: '1', unit: 'bottle' } },
  ],
  [
    'Red Bull',
    'Softdrinks',
    { type: 'ingredient', name: 'Red Bull', unit: 'bottle', takes: { quantity: '1', unit: 'bottle' } },
  ],
  [
    'Bistecca 300g',
    'Carne',
    { type: 'ingredient', name: 'Bistecca', unit: 'kg', takes: { quantity: '300', unit: 'g' } },
  ],
  ['Chianti', 'Vini', { type: 'ingredient', name: 'Chianti', unit: 'l', takes: null }],
  [
    'Lammhaxe',
    'Hauptspeisen',
    { type: 'recipe', name: 'Lammhaxe', unit: null, takes: { quantity: '1', unit: null } },
  ],
])('%s', (name, group, made) => {
  expect(creationFor(soldItem(name, group), readName(name, new Compounds([])))).toEqual(made);
});

it('makes nothing of a size alone', () => {
  expect(creationFor(soldItem('0,5 l'), readName('0,5 l', new Compounds([])))).toBeNull();
});
