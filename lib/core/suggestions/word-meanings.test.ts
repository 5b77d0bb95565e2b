import { describe, expect, it } from 'vitest';
import { smallKitchen } from '@/testing/suggestions/small-kitchen';
import { indexKitchen } from './kitchen-index';
import { readName } from './names';
import { likenessesOf, SAME_MEANING } from './word-meanings';

const index = indexKitchen(smallKitchen);
function likeness(written: string, word: string): number {
  const atom = readName(written, index.compounds).atoms[0];
  const place = index.wordAt.get(word);
  if (!atom || place === undefined) throw new Error(`${written} or ${word} is no word here`);
  return likenessesOf(atom, index).get(place) ?? 0;
}

describe('what a word may mean in this kitchen', () => {
  it('is itself before anything else', () => expect(likeness('Bombay', 'bombay')).toBe(1));
  it('is the same thing in another language, for a little less', () => {
    expect(likeness('Oysters', 'austern')).toBe(SAME_MEANING);
  });
  it('is what it is made from, for less', () => {
    expect(likeness('Espresso', 'kaffee')).toBeGreaterThan(0.5);
    expect(likeness('Espresso', 'kaffee')).toBeLessThan(SAME_MEANING);
  });
  it('may be misspelt in its first letter where it is long', () => {
    expect(likeness('Pombay', 'bombay')).toBeGreaterThan(0.4);
  });
  it('is nothing else where both are known words', () => expect(likeness('Gans', 'gin')).toBe(0));
  it('is worked out once', () => {
    const atom = readName('Bombay', index.compounds).atoms[0];
    if (!atom) throw new Error('no atom');
    expect(likenessesOf(atom, index)).toBe(likenessesOf(atom, index));
  });
});
