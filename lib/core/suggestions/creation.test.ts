import { expect, it } from 'vitest';
import { soldItem } from '@/testing/suggestions/small-kitchen';
import { Compounds } from './compounds';
import { creationFor } from './creation';
import { readName } from './names';

it.each([
  ['Kölsch 0,2', 'Bier', { type: 'ingredient', name: 'Kölsch', unit: 'l' }],
  ['Suze 4cl', 'Apéritifs', { type: 'ingredient', name: 'Suze', unit: 'l' }],
  ['Averna 2 cl', 'Spirituosen', { type: 'ingredient', name: 'Averna', unit: 'cl' }],
  ['Brunello bott.', 'Vini', { type: 'ingredient', name: 'Brunello', unit: 'bottle' }],
  ['Red Bull', 'Softdrinks', { type: 'ingredient', name: 'Red Bull', unit: 'bottle' }],
  ['Bistecca 300g', 'Carne', { type: 'ingredient', name: 'Bistecca', unit: 'kg' }],
  ['Lammhaxe', 'Hauptspeisen', { type: 'recipe', name: 'Lammhaxe', unit: null }],
])('%s', (name, group, made) => {
  expect(creationFor(soldItem(name, group), readName(name, new Compounds([])))).toEqual(made);
});

it('makes nothing of a size alone', () => {
  expect(creationFor(soldItem('0,5 l'), readName('0,5 l', new Compounds([])))).toBeNull();
});
