import { stem, typos } from '../suggestions/fold';
import { CONCEPTS_OF, CONCEPTS_OF_STEM, PART_WORDS } from '../suggestions/lexicon';
import { type SpokenName, type SpokenWord, spokenName } from './spoken-name';

/**
 * Whether two names are spellings of one (R38): with other case, accents, punctuation and order of words,
 * with words cut short, and with one typing error in five letters. Another size, number or word, a word more,
 * and "ohne" for "mit" make it another thing.
 */
export function isSpelling(name: string, other: string): boolean {
  if (name === other) return true;
  const [one, two] = [spokenName(name), spokenName(other)];
  if (one.words.length === 0 || two.words.length === 0) return name.trim() === other.trim();
  if (one.sizes !== two.sizes) return false;
  return isJoined(one, two) || sameWords(one.words, two.words);
}

/** Apfel-Schorle is Apfelschorle. */
function isJoined(one: SpokenName, two: SpokenName): boolean {
  const [a, b] = [one, two].map(({ words }) => words.map(({ text }) => text).join(''));
  const isNegative = ({ words }: SpokenName) => words.some(({ isWithout }) => isWithout);
  return a === b && !isNegative(one) && !isNegative(two);
}

/** More words than a name has: then only the same ones are the same. */
const MAX_WORDS = 24;

/** Each word has one of the other name's for itself, and none is left over. */
function sameWords(words: readonly SpokenWord[], others: readonly SpokenWord[]): boolean {
  if (words.length !== others.length || words.length > MAX_WORDS) return false;
  const takenBy = new Map<SpokenWord, SpokenWord>();
  const find = (word: SpokenWord, tried: Set<SpokenWord>): boolean =>
    others.some((other) => {
      if (tried.has(other) || !sameWord(word, other)) return false;
      tried.add(other);
      const holder = takenBy.get(other);
      if (holder && !find(holder, tried)) return false;
      takenBy.set(other, word);
      return true;
    });
  return words.every((word) => find(word, new Set()));
}

function sameWord(a: SpokenWord, b: SpokenWord): boolean {
  if (a.isWithout !== b.isWithout) return false;
  if (a.text === b.text) return true;
  if (a.size !== null || b.size !== null) return a.size === b.size;
  if (/\d/.test(a.text + b.text)) return false;
  if (areOthers(a.text, b.text)) return false;
  const isOneStem =
    Math.min(a.text.length, b.text.length) >= 4 && a.stem === b.stem && a.isSmall === b.isSmall;
  return isOneStem || isShortFor(a, b) || isShortFor(b, a) || isMistyped(a.text, b.text);
}

const meaningsOf = (word: string): readonly number[] =>
  CONCEPTS_OF.get(word) ?? (word.length >= 4 ? (CONCEPTS_OF_STEM.get(stem(word)) ?? []) : []);

/** Kirsch is no mistyped Hirsch: each is known as a word of its own. */
function areOthers(a: string, b: string): boolean {
  const [mine, yours] = [meaningsOf(a), meaningsOf(b)];
  return mine.length > 0 && yours.length > 0 && !mine.some((one) => yours.includes(one));
}

const isPart = (word: string) => isKnown(word) || PART_WORDS.has(word);
const isKnown = (word: string) => meaningsOf(word).length > 0;

/**
 * Jägerschn. and Jägerschnitzel, wht and white. Without a dot a word that stands for itself is none (Apfel,
 * Apfelsaft), nor is one that ends where a syllable does (Winter, Winterpunsch).
 */
function isShortFor(short: SpokenWord, full: SpokenWord): boolean {
  const { text, isCut } = short;
  if (text.length >= full.text.length || text.charAt(0) !== full.text.charAt(0)) return false;
  if (isCut) return full.text.startsWith(text) || (text.length >= 3 && isWithin(text, full.text));
  if (isKnown(text)) return false;
  if (text.length >= 3 && text === full.bones) return true;
  const tail = full.text.slice(text.length);
  return text.length >= 4 && full.text.startsWith(text) && /^[aeiou]/.test(tail) && !isPart(tail);
}

/** Whether its letters are in the word in their order, from the first consonant to the last. */
function isWithin(letters: string, word: string): boolean {
  let at = 0;
  for (const letter of word) if (letter === letters[at]) at += 1;
  return at === letters.length;
}

/** One letter in five wrong, left out, put in or swapped. */
function isMistyped(a: string, b: string): boolean {
  const allowed = Math.floor(Math.min(a.length, b.length) / 5);
  return allowed > 0 && typos(a, b, allowed) <= allowed;
}
