import { describe, expect, it } from 'vitest';
import { ignoredItem, mappedItem, smallKitchen } from '@/testing/suggestions/small-kitchen';
import { categoriesOfItem, indexKitchen, keyOf } from './kitchen-index';
import { readName } from './names';

const index = indexKitchen(smallKitchen);
const read = (name: string) => readName(name, index.compounds);

describe('a kitchen read once', () => {
  it('has each ingredient and recipe as a target, a recipe without a unit and with its parts', () => {
    expect(index.targets).toHaveLength(smallKitchen.ingredients.length + smallKitchen.recipes.length);
    const of = (id: string) => index.targets.find((one) => one.id === id);
    expect(of('gin')).toMatchObject({ type: 'ingredient', unit: 'cl' });
    expect(of('chicken')).toMatchObject({ type: 'recipe', unit: null });
    expect(of('chicken')?.ingredients).toHaveLength(2);
  });

  it('finds the documents of a word', () => {
    const at = index.wordAt.get('casar') as number;
    const names = index.documentsByWord[at]?.map(
      (place) => index.targets[index.documents[place]?.target ?? -1]?.id,
    );
    expect(names).toEqual(['caesar', 'chicken']);
  });

  it('knows names of decided items too: of a target that is, of what is ignored, none twice', () => {
    const decided = [
      mappedItem('Chef’s special', 'Kitchen', 'caesar', '1', null),
      mappedItem('Chef’s Special', 'Kitchen', 'caesar', '1', null),
      mappedItem('Gone', 'Kitchen', 'of another kitchen', '1', null),
      ignoredItem('Voucher', 'Till'),
    ];
    const known = indexKitchen({ ...smallKitchen, decided });
    const aliases = known.documents.filter((document) => document.decided !== null);
    expect(
      aliases.map(({ target, decided: item }) => [known.targets[target]?.id ?? null, item?.name]),
    ).toEqual([
      ['caesar', 'Chef’s special'],
      [null, 'Voucher'],
    ]);
  });

  it('weighs a word that many names have less than one that few have', () => {
    const rarityOf = (name: string) => index.rarity(keyOf(read(name).atoms[0] ?? { text: '', concepts: [] }));
    expect(rarityOf('Caesar')).toBeLessThan(rarityOf('Bombay'));
  });
});

it('an item’s categories come from its group and from its name', () => {
  const { byGroup, byName } = categoriesOfItem(read('Riesling'), 'Bier');
  expect([...byGroup]).toEqual(['beer']);
  expect([...byName]).toEqual(['wine']);
  expect(categoriesOfItem(read('Xyz'), null)).toEqual({ byGroup: new Set(), byName: new Set() });
});
