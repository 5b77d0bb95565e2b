import { expect, it } from 'vitest';
import { fold } from './fold';
import { CONCEPTS_OF } from './lexicon';
import { NO_STOCK_WORDS } from './no-stock-words';

it.each([
  ['Gutschein', 3],
  ['Trinkgeld', 3],
  ['consigne', 3],
  ['Mancia', 3],
])('%s alone says that no goods leave the house', (word, surely) => {
  expect(NO_STOCK_WORDS.get(fold(word))).toBe(surely);
});

it('no word that says so alone is the name of a drink or of food: postage is port too, and only a hint', () => {
  const both = [...NO_STOCK_WORDS].filter(([word, surely]) => surely === 3 && CONCEPTS_OF.has(word));
  expect(both.map(([word]) => word)).toEqual([]);
  expect([NO_STOCK_WORDS.get('porto'), NO_STOCK_WORDS.get('portokosten')]).toEqual([1, 3]);
});
