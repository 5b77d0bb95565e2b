import { CONCEPTS_OF, PART_WORDS } from './lexicon';

const LINKS_BETWEEN = ['', 's', 'n', 'en', 'es', 'e', 'er'];
const SHORTEST = 6;
const LONG = 5;
/** Words whose parts are kept, at most. */
const KEPT = 20_000;

/**
 * Parts compounds into words that are known, from the word lists or the kitchen: schweinebraten → schweine
 * braten. The last may be cut (jägerschni), and one may be unknown beside a long known one. Folded words.
 */
export class Compounds {
  private readonly words: Set<string>;
  private readonly starts = new Set<string>();
  private readonly known = new Map<string, readonly string[]>();

  constructor(own: Iterable<string>) {
    this.words = new Set(PART_WORDS);
    for (const word of own) if (word.length >= 4) this.words.add(word);
    for (const word of this.words) {
      for (let length = 3; length < word.length; length++) this.starts.add(word.slice(0, length));
    }
  }

  /** Takes words in that turned out to be parts: Blatt of Blattsalat. */
  learn(words: Iterable<string>): void {
    for (const word of words) if (word.length >= 4) this.take(word);
    this.known.clear();
  }

  private take(word: string): void {
    this.words.add(word);
    for (let length = 3; length < word.length; length++) this.starts.add(word.slice(0, length));
  }

  /** The parts of a word; the word alone where it is not made of known ones. */
  parts(word: string, isCut: boolean): readonly string[] {
    if (word.length < SHORTEST || /\d/.test(word)) return [word];
    const key = isCut ? `${word}.` : word;
    const found = this.known.get(key) ?? this.search(word, isCut) ?? this.withUnknown(word) ?? [word];
    if (this.known.size >= KEPT) this.known.clear();
    this.known.set(key, found);
    return found;
  }

  /** Fewest parts first, then the longest first part. A known word itself is parted too. */
  private search(word: string, isCut: boolean): string[] | null {
    let best: string[] | null = null;
    // A word known as a whole is not an abbreviation.
    const mayEnd = isCut || !CONCEPTS_OF.has(word);
    const walk = (from: number, parts: string[]) => {
      if (best && parts.length >= best.length) return;
      if (from === word.length) {
        if (parts.length > 1) best = [...parts];
        return;
      }
      if (parts.length >= 4) return;
      for (let to = word.length; to >= from + 2; to--) {
        const part = word.slice(from, to);
        const isLast = to === word.length;
        const isEnd = isLast && parts.length > 0 && mayEnd;
        if (
          part.length === word.length ||
          !(isEnd ? this.isEnd(part, isCut && from >= LONG) : this.isPart(part))
        ) {
          continue;
        }
        for (const link of isLast ? [''] : LINKS_BETWEEN) {
          if (word.startsWith(link, to) && to + link.length < word.length + (isLast ? 1 : 0)) {
            walk(to + link.length, [...parts, part]);
          }
        }
      }
    };
    walk(0, []);
    return best;
  }

  private isPart(part: string): boolean {
    return part.length >= 3 && this.words.has(part);
  }

  /** The last part may be cut; to two letters only behind a long first part. */
  private isEnd(part: string, mayBeShort: boolean): boolean {
    return this.isPart(part) || (part.length >= 3 ? this.starts.has(part) : mayBeShort);
  }

  private withUnknown(word: string): string[] | null {
    if (CONCEPTS_OF.has(word)) return null;
    for (let length = word.length - 3; length >= 4; length--) {
      const head = word.slice(word.length - length);
      if (this.words.has(head)) return [word.slice(0, word.length - length), head];
    }
    for (let length = word.length - 3; length >= 5; length--) {
      const first = word.slice(0, length);
      if (this.words.has(first)) return [first, word.slice(length)];
    }
    return null;
  }
}
