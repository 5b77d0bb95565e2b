import type { KitchenIndex } from './kitchen-index';
import { CONCEPTS_OF } from './lexicon';
import type { Atom } from './names';
import { RELATED } from './related';
import { formOf, likeness, mistyped, type WordForm } from './word-likeness';

/** Another word for the same thing counts a little less than the word itself. */
export const SAME_MEANING = 0.95;
const LEAST = 0.42;
const OTHER_WORD = 0.65;
/** Words of items whose likeness is kept, at most. */
const KEPT_WORDS = 20_000;

/** Lexicon words by their first letter, to find what an abbreviation may mean. */
const LEXICON = new Map<string, [word: WordForm, concepts: readonly number[]][]>();
for (const [word, concepts] of CONCEPTS_OF) {
  const key = word.charAt(0);
  LEXICON.set(key, [...(LEXICON.get(key) ?? []), [formOf(word), concepts]]);
}

/** Likeness of an item's atom to each word of the kitchen that it may mean: place → 0 to 1. */
export function likenessesOf(atom: Atom, index: KitchenIndex): ReadonlyMap<number, number> {
  const key = atom.isCut ? `${atom.text}.` : atom.text;
  const known = index.likenesses.get(key);
  if (known) return known;
  const found = new Map<number, number>();
  const keep = (place: number, value: number) => {
    if (value >= LEAST && value > (found.get(place) ?? 0)) found.set(place, value);
  };
  // Brötchen is no misspelt Brot: both are words of their own.
  const trust = (place: number) => {
    const other = index.words[place]?.concepts ?? [];
    const areKnown = atom.concepts.length > 0 && other.length > 0 && !atom.isCut;
    return areKnown && !atom.concepts.some((one) => other.includes(one)) ? OTHER_WORD : 1;
  };
  const exact = index.wordAt.get(atom.text);
  if (exact !== undefined) keep(exact, 1);
  const written = { ...formOf(atom.text), isCut: atom.isCut };
  const isFlat = atom.role === 'number' || atom.role === 'link';
  if (!isFlat) {
    for (const place of index.wordsByLetter.get(atom.text.charAt(0)) ?? []) {
      keep(place, likeness(written, index.words[place] as WordForm) * trust(place));
    }
    if (atom.text.length >= 6) {
      for (const [letter, places] of index.wordsByLetter) {
        if (letter === atom.text.charAt(0)) continue;
        for (const place of places) {
          const value = mistyped(written, index.words[place] as WordForm);
          if (value > 0) keep(place, value * trust(place));
        }
      }
    }
  }
  const mean = (concept: number, value: number) => {
    for (const place of index.wordsByConcept.get(concept) ?? []) keep(place, value * SAME_MEANING);
    for (const near of RELATED.get(concept) ?? []) {
      for (const place of index.wordsByConcept.get(near.concept) ?? []) keep(place, value * near.nearness);
    }
  };
  for (const concept of atom.concepts) mean(concept, 1);
  // What is known as a word of its own is not an abbreviation of another.
  if (!isFlat && atom.concepts.length === 0 && atom.text.length >= 2 && atom.role === 'word') {
    const isKitchenWord = exact !== undefined && !atom.isCut;
    for (const [word, concepts] of isKitchenWord ? [] : (LEXICON.get(atom.text.charAt(0)) ?? [])) {
      const value = likeness(written, word);
      if (value >= 0.5) for (const concept of concepts) mean(concept, value * 0.97);
    }
  }
  if (atom.description !== null) {
    for (const place of index.wordsByDescription.get(atom.description) ?? []) keep(place, 0.97);
  }
  if (index.likenesses.size >= KEPT_WORDS) index.likenesses.clear();
  index.likenesses.set(key, found);
  return found;
}
