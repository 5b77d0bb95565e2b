import { expect, it } from 'vitest';
import { ignoredItem, mappedItem, smallKitchen } from '@/testing/suggestions/small-kitchen';
import { bottleLitres, usual } from './habits';
import { indexKitchen } from './kitchen-index';

const { habits, targets } = indexKitchen({
  ...smallKitchen,
  decided: [
    mappedItem('Fendant Glas', 'Wein', 'fendant', '0.133333', 'bottle'),
    mappedItem('Veltliner Glas', 'Wein', 'wine', '0.1', 'l'),
    mappedItem('Gin sgl', 'Bar', 'gin', '4', 'cl'),
    mappedItem('Kl. Schweinebraten', 'Braten', 'pork', '0.6', null),
    mappedItem('Weg', 'Wein', 'of another kitchen', '1', 'l'),
    ignoredItem('Gutschein', 'Kasse'),
    ignoredItem('Differenz', 'Kasse'),
  ],
});
const target = (id: string) => targets.find((one) => one.id === id)!;

it('learns the litres of a glass, from bottles too, and of a single', () => {
  expect(habits.litresOfWord.get('glass')).toEqual([0.1, 0.1]);
  expect(habits.litresOfWord.get('single')).toEqual([0.04]);
  expect(habits.litresOfGroup.get('Wein')).toEqual([0.1, 0.1]);
});

it('learns what "Kl." means for recipes', () => {
  expect(habits.portionsOfWord.get('=small')).toEqual([{ portions: 0.6, group: 'Braten' }]);
});

it('counts what is ignored in a group', () => {
  expect(habits.ignoredInGroup.get('Kasse')).toEqual({ ignored: 2, mapped: 0 });
  expect(habits.ignoredInGroup.get('Bar')).toEqual({ ignored: 0, mapped: 1 });
});

it('knows what a bottle holds, stated or of its kind', () => {
  expect(bottleLitres(target('fendant'), false)).toEqual({ litres: 0.75, isStated: true });
  expect(bottleLitres(target('gin'), false)).toEqual({ litres: 0.7, isStated: false });
  expect(bottleLitres(target('oyster'), false)).toBeNull();
});

it('takes the value that most have', () => {
  expect(usual([0.1, 0.2, 0.1])).toEqual({ value: 0.1, share: 2 / 3 });
  expect(usual([])).toBeNull();
});
