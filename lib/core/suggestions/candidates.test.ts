import { describe, expect, it } from 'vitest';
import { ignoredItem, mappedItem, smallKitchen, soldItem } from '@/testing/suggestions/small-kitchen';
import { candidatesFor } from './candidates';
import { indexKitchen } from './kitchen-index';
import { readName } from './names';
import type { DecidedItem, Kitchen } from './types';

function candidates(
  name: string,
  group: string | null = null,
  { price = null as string | null, decided = [] as DecidedItem[], kitchen = {} as Partial<Kitchen> } = {},
) {
  const index = indexKitchen({ ...smallKitchen, ...kitchen, decided });
  return candidatesFor(soldItem(name, group, price), readName(name, index.compounds), index);
}
const ids = (...given: Parameters<typeof candidates>) =>
  candidates(...given).candidates.map(({ target }) => target.id);

describe('targets that a name may mean', () => {
  it('come best first, each once, with its lead over the next', () => {
    const decided = [mappedItem('Caesar klein', 'Salate', 'caesar', '0.5', null)];
    const { candidates: found } = candidates('Caesar Salad', 'Salate', { decided });
    const order = found.map(({ target }) => target.id);
    expect(order.slice(0, 2)).toEqual(['caesar', 'chicken']);
    expect(new Set(order).size).toBe(order.length);
    expect(found[0]?.signals.lead).toBeGreaterThan(0);
    expect(found[1]?.signals.lead).toBeLessThan(0);
  });

  it('count what is in a recipe though not in its name', () => {
    expect(ids('Salat mit Poulet')[0]).toBe('chicken');
  });

  it('of another family stand behind', () => {
    const kitchen = {
      ingredients: [
        { id: 'drink', name: 'Orange', baseUnit: 'l' as const, cost: null },
        ...smallKitchen.ingredients,
      ],
    };
    const signals = candidates('Austern', 'Bier', { kitchen }).candidates[0]?.signals;
    expect(candidates('Austern', 'Vorspeisen').candidates[0]?.signals.isOtherFamily).toBe(0);
    expect(signals?.targetShare).toBeGreaterThan(0.9);
  });

  it('"gross" is the larger of two bottles of one name, "klein" the smaller', () => {
    const water = (id: string, name: string) => ({ id, name, baseUnit: 'bottle' as const, cost: null });
    const kitchen = { ingredients: [water('s', 'Valser 33 cl'), water('l', 'Valser 75 cl')] };
    expect(ids('Valser gross', 'Mineral', { kitchen })[0]).toBe('l');
    expect(ids('Valser klein', 'Mineral', { kitchen })[0]).toBe('s');
  });

  it('an item of the same name and size, decided already, says how much', () => {
    const decided = [mappedItem('Gin Hausmarke', 'Bar', 'gin', '3', 'cl')];
    const [best] = candidates('Gin Hausmarke', 'Bar', { decided }).candidates;
    expect(best).toMatchObject({ target: { id: 'gin' }, portion: { quantity: '3', unit: 'cl' } });
  });

  it('that cost more than the guest pays say so', () => {
    expect(candidates('Steak 300g', 'Grill', { price: '3' }).candidates[0]?.signals.isDearerThanPrice).toBe(
      1,
    );
    expect(candidates('Steak 300g', 'Grill', { price: '38' }).candidates[0]?.signals.isDearerThanPrice).toBe(
      0,
    );
  });
});

it('what the company ignores under such a name is no target', () => {
  const { candidates: found, ignored } = candidates('Gutschein 50', null, {
    decided: [ignoredItem('Gutschein 20', 'Kasse')],
  });
  expect(found.every(({ place }) => place >= 0)).toBe(true);
  expect(ignored?.document.decided?.name).toBe('Gutschein 20');
});
