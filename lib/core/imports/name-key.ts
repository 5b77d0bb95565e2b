import { nameText } from '../name-text';
import { reasonKey } from '../reason-key';

/** What makes two names the same (R42): compared without case, accents or outer blanks. */
export const nameKey = (name: string): string => reasonKey(nameText(name));

/** The same for headings and words: what stands in brackets, blanks and punctuation do not count. */
export const headingKey = (text: string): string =>
  nameKey(text.replace(/\([^)]*\)|\[[^\]]*\]/g, '')).replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Things found by name, the closer likeness first: letter by letter, then without case, then folded. Two that
 * are equally close are `ambiguous`.
 */
export class NameIndex<T extends { name: string }> {
  private readonly levels = LIKENESS.map(() => new Map<string, T | 'ambiguous'>());

  constructor(things: Iterable<T> = []) {
    for (const thing of things) this.add(thing);
  }

  add(thing: T): void {
    for (const [level, keyOf] of LIKENESS.entries()) {
      const found = this.levels[level];
      const key = keyOf(thing.name);
      found?.set(key, found.has(key) ? 'ambiguous' : thing);
    }
  }

  find(name: string): T | 'ambiguous' | undefined {
    for (const [level, keyOf] of LIKENESS.entries()) {
      const found = this.levels[level]?.get(keyOf(name));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
const LIKENESS: readonly ((name: string) => string)[] = [
  (name) => name.normalize('NFC').trim(),
  (name) => nameText(name).toLowerCase(),
  nameKey,
];
