import { nameText } from '../name-text';
import { LINKS, wordsIn } from '../suggestions/lexicon';
import { readSizes, SIZE_WORDS } from '../suggestions/sizes';
import { formOf, type WordForm } from '../suggestions/word-likeness';

/** A word of a name, folded. */
export interface SpokenWord extends WordForm {
  /** A dot says that letters are left out. */
  isCut: boolean;
  /** What comes behind "ohne", "without": the same word without it is the opposite. */
  isWithout: boolean;
  /** What a word of size says; null of any other. */
  size: string | null;
}
/** A name as it is compared: words in any order, and sizes apart. */
export interface SpokenName {
  words: readonly SpokenWord[];
  /** Measures, fractions and counts; 0,2 and 2 dl are one. */
  sizes: string;
}

const WITHOUT = new Set('ohne without sans senza sin kein keine keinen no non minus weglassen'.split(' '));
/** "w/o", "o." before a word. */
const SHORT_WITHOUT = /(?<![\p{L}\d])(?:w\/o|o\.|oh\.|s\/)\s*(?=\p{L})/giu;

export function spokenName(name: string): SpokenName {
  const { rest, sizes } = readSizes(nameText(name).replace(SHORT_WITHOUT, 'ohne '));
  const cut = new Set([...rest.matchAll(/(\p{L}{2,})\./gu)].map(([, word]) => word));
  const tokens = wordsIn(rest);
  const words: SpokenWord[] = [];
  let isWithout = false;
  for (const [at, text] of tokens.entries()) {
    const isLast = at === tokens.length - 1;
    // "Wasser ohne": at the end it is what the thing is. So is a letter there: Pizza L.
    if (!isLast && WITHOUT.has(text)) {
      isWithout = true;
      continue;
    }
    if (!isLast && LINKS.has(text)) continue;
    const said = SIZE_WORDS.get(text);
    words.push({
      ...formOf(text),
      isCut: cut.has(text),
      isWithout,
      size: said ? JSON.stringify(said) : null,
    });
    isWithout = false;
  }
  const { measure, fraction, count, isCountMarked } = sizes;
  const amount = measure?.litres ?? measure?.grams ?? null;
  const dimension = measure?.litres === null ? 'g' : 'l';
  return {
    words,
    sizes: JSON.stringify([amount && `${amount} ${dimension}`, fraction, isCountMarked ? count : null]),
  };
}
