import { expect, it } from 'vitest';
import { movementOn } from './stock-moment';

it('movements of a day come after the counts at its start and before those at its end', () => {
  const movement = movementOn('unit', 'ingredient', '2026-03-12');
  expect(movement).toEqual({
    storageUnitId: 'unit',
    ingredientId: 'ingredient',
    day: '2026-03-12',
    moment: 1,
    seq: '0',
  });
  expect(0 < movement.moment && movement.moment < 2).toBe(true);
});
