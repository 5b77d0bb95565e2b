import { isDiminutive, stem, typos } from './fold';

/** A folded word with what comparing it needs, worked out once. */
export interface WordForm {
  text: string;
  stem: string;
  /** Its consonants in their order. */
  bones: string;
  /** One bit for each letter that occurs. */
  letters: number;
  isSmall: boolean;
}

/** A word as a till has it. `isCut`: a dot says that it is an abbreviation. */
interface WrittenWord extends WordForm {
  isCut: boolean;
}

export function formOf(text: string): WordForm {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << ((text.charCodeAt(at) - 97) & 31);
  return {
    text,
    stem: stem(text),
    bones: text.replace(/[aeiouy]/g, ''),
    letters,
    isSmall: isDiminutive(text),
  };
}

/** How surely `written` means the word `full`: 0 to 1. */
export function likeness(written: WrittenWord, full: WordForm): number {
  const { text, isCut } = written;
  if (text === full.text) return 1;
  if (text.length >= 3 && written.stem === full.stem) {
    return written.isSmall === full.isSmall ? 0.97 : 0.85;
  }
  if (isDigit(text) || isDigit(full.text)) return 0;
  if (text.charCodeAt(0) !== full.text.charCodeAt(0)) return mistyped(written, full);
  const typed = asTypo(written, full, true);
  return Math.max(asPrefix(text, full.text, isCut), typed, asSkeleton(written, full, isCut));
}

/** The same for words with another first letter: a typing error, if anything. */
export const mistyped = (written: WordForm, full: WordForm): number =>
  isDigit(full.text) ? 0 : asTypo(written, full, false);

const isDigit = (text: string) => text.charCodeAt(0) < 58;

/** Jägerschn. for Jägerschnitzel; the more is written, the surer. */
function asPrefix(text: string, full: string, isCut: boolean): number {
  const { length } = text;
  if (length >= full.length) return 0;
  if (!full.startsWith(text)) {
    // Cut and misspelt: Cappucc. for Capuccino.
    if (length < 5 || !isCut) return 0;
    const off = Math.min(typos(text, full.slice(0, length), 1), typos(text, full.slice(0, length + 1), 1));
    return off === 1 ? 0.66 : 0;
  }
  if (length === 1) return isCut ? 0.62 : 0.3;
  const floor = isCut ? 0.74 : length === 2 ? 0.5 : 0.66;
  const ceiling = isCut ? 0.95 : 0.9;
  return floor + (ceiling - floor) * Math.min(1, length / Math.min(full.length, 7));
}

/** One letter wrong in four, two in seven, three in eleven; another first letter only in longer words. */
function asTypo(written: WordForm, full: WordForm, isSameStart: boolean): number {
  const [a, b] = [written.text.length, full.text.length];
  const size = Math.max(a, b);
  const allowed = size >= 11 ? 3 : size >= 7 ? 2 : size >= 4 ? 1 : 0;
  const shortest = Math.min(a, b);
  if (allowed === 0 || shortest < 3 || size - shortest > allowed || (!isSameStart && size < 6)) return 0;
  // A wrong letter changes two bits at most.
  if (bitsIn(written.letters ^ full.letters) > 2 * allowed) return 0;
  const off = typos(written.text, full.text, allowed);
  if (off > allowed) return 0;
  const sure = 1 - (off * 0.95) / size;
  return Math.max(0, sure - (size <= 4 ? 0.1 : 0) - (isSameStart ? 0 : 0.12) - (off > 1 ? 0.03 : 0));
}

function bitsIn(mask: number): number {
  let rest = mask;
  let bits = 0;
  for (; rest !== 0; bits++) rest &= rest - 1;
  return bits;
}

/**
 * WHT for white, chkn for chicken: the consonants in their order, from the first letter, which is the same.
 */
function asSkeleton(written: WordForm, { text: full, bones }: WordForm, isCut: boolean): number {
  const { text } = written;
  if (text.length < 2 || text.length > full.length * 0.75) return 0;
  if (text.length === 2 && !isCut) return 0;
  const hasVowels = written.bones.length < text.length;
  const isLastToo = text.at(-1) === full.at(-1);
  if (hasVowels && !isCut && text.length < 4 && !isLastToo) return 0;
  let at = 0;
  for (let place = 0; place < full.length; place++) if (full[place] === text[at]) at += 1;
  if (at < text.length) return 0;
  if (!hasVowels && written.bones === bones) return 0.82;
  return (hasVowels ? 0.4 : 0.52) + (isLastToo ? 0.12 : 0) + 0.2 * (text.length / full.length);
}
