import { expect, it } from 'vitest';
import { fold } from './fold';
import { CONCEPTS_OF, categoriesOfGroup, EXPRESSIONS, familyOf, LINKS, wordsIn } from './lexicon';
import { RELATED } from './related';

const meaning = (word: string) => CONCEPTS_OF.get(fold(word))?.[0];

it.each([
  ['Poulet', 'Hähnchen', 'chicken', 'pollo'],
  ['Lachs', 'saumon', 'salmon', 'salmone'],
  ['Zwiebel', 'oignon', 'onions', 'cipolla'],
  ['Käse', 'fromage', 'cheese', 'formaggio'],
  ['Gipfeli', 'croissant', 'cornetto', 'Hörnchen'],
  ['Brezn', 'pretzel', 'Laugenbreze', 'Breze'],
])('knows %s, %s, %s and %s as one', (...words) => {
  const [first, ...others] = words.map(meaning);
  expect(first).toBeDefined();
  for (const other of others) expect(other).toBe(first);
});

it('parts elided articles and joins a lone apostrophe', () => {
  expect(wordsIn("jus d'orange")).toEqual(['jus', 'd', 'orange']);
  expect(wordsIn("gordon's")).toEqual(['gordons']);
  expect(wordsIn("penne all'arrabbiata")).toEqual(['penne', 'all', 'arrabbiata']);
});

it('knows what groups sell', () => {
  expect(categoriesOfGroup('Bières')).toContain('beer');
  expect(categoriesOfGroup('Vini bottiglia')).toContain('wine');
  expect(categoriesOfGroup('Digestifs')).toContain('spirit');
  expect(categoriesOfGroup('Hauptspeisen')).toContain('dish');
  expect(categoriesOfGroup('Diverses')).toEqual([]);
  expect(categoriesOfGroup(null)).toEqual([]);
});

it('tells drinks from food', () => {
  expect([familyOf('beer'), familyOf('tea'), familyOf('meat'), familyOf('dish')]).toEqual([
    'drink',
    'drink',
    'food',
    'food',
  ]);
});

it('means something by every word but linking ones, and relates both ways', () => {
  for (const word of CONCEPTS_OF.keys()) expect(word).toMatch(/^[\p{L}\d]+$/u);
  for (const list of EXPRESSIONS.values())
    for (const { words } of list) expect(words.length).toBeGreaterThan(1);
  expect(LINKS.has('mit')).toBe(true);
  for (const [from, list] of RELATED) {
    for (const { concept } of list)
      expect(RELATED.get(concept)?.some((one) => one.concept === from)).toBe(true);
  }
});
