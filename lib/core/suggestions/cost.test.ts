import { expect, it } from 'vitest';
import { costOfSale } from './cost';

it.each([
  [
    '4 cl of a bottle by the cl',
    { unit: 'cl', cost: '0.32' },
    { quantity: '4', unit: 'cl' },
    '11',
    '1.28',
    '0.116364',
  ],
  [
    '9 g of a kilogram',
    { unit: 'kg', cost: '19.80' },
    { quantity: '9', unit: 'g' },
    '4.2',
    '0.1782',
    '0.042429',
  ],
  ['a portion', { unit: null, cost: '3.5' }, { quantity: '0.6', unit: null }, '12', '2.1', '0.175'],
  ['no price', { unit: 'l', cost: '2' }, { quantity: '0.5', unit: 'l' }, null, '1', null],
  ['a price of 0', { unit: 'l', cost: '2' }, { quantity: '0.5', unit: 'l' }, '0', '1', null],
  ['no cost', { unit: 'l', cost: null }, { quantity: '0.5', unit: 'l' }, '4', null, null],
  ['units that do not fit', { unit: 'bottle', cost: '9' }, { quantity: '0.1', unit: 'l' }, '4', null, null],
] as const)('%s', (_, target, portion, price, cost, share) => {
  expect(costOfSale(target, portion, price)).toEqual({ cost, share });
});
