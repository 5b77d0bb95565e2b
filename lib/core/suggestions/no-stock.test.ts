import { expect, it } from 'vitest';
import { ignoredItem, smallKitchen, soldItem } from '@/testing/suggestions/small-kitchen';
import { indexKitchen } from './kitchen-index';
import { matchName } from './match';
import { readName } from './names';
import { noStockEvidence } from './no-stock';

const index = indexKitchen({
  ...smallKitchen,
  decided: ['A', 'B', 'C'].map((name) => ignoredItem(name, 'Kasse')),
});
function evidence(name: string, group: string | null = null, price: string | null = '5') {
  const read = readName(name, index.compounds);
  const best = matchName(read, index, 5).find((match) => match.document.target >= 0);
  return noStockEvidence(soldItem(name, group, price), read, index, best, undefined, false).evidence;
}

it('is for no stock by a word, whatever the group', () => {
  for (const name of ['Wertgutschein', 'Tip', 'Consigne', 'Acconto', 'Table Deposit'])
    expect(evidence(name)).toBeGreaterThan(0);
});

it('is against it where the name is that of goods', () => {
  for (const name of ['Caesar Salad', 'Helles 0,5', 'Flat White'])
    expect(evidence(name, 'Diverses')).toBeLessThan(-2);
});

it('grows with a price of nothing or less, a percentage, and a group of notes or one that is ignored', () => {
  const plain = evidence('Xyz');
  expect(evidence('Xyz', null, '0')).toBeGreaterThan(plain);
  expect(evidence('Xyz', null, '-2')).toBeGreaterThan(evidence('Xyz', null, '0'));
  expect(evidence('Xyz 10%')).toBeGreaterThan(plain);
  expect(evidence('Xyz', 'Hinweise')).toBeGreaterThan(plain);
  expect(evidence('Xyz', 'Kasse')).toBeGreaterThan(plain);
});
