import { fold, stem } from './fold';
import { type Family, GROUP_NAMES } from './group-names';
import { DESCRIBING, DISHES, LINKING } from './words-dishes';
import { DRINKS } from './words-drinks';
import { FOOD } from './words-food';

export type Category = keyof typeof DRINKS | keyof typeof FOOD | keyof typeof DISHES;

/** A thing that has words in several languages. */
interface Concept {
  id: number;
  category: Category;
}

const DRINK_CATEGORIES = new Set<string>(Object.keys(DRINKS));
/** Drinks, food or neither: a beer never stands for a soup. */
export const familyOf = (category: Category): Family => (DRINK_CATEGORIES.has(category) ? 'drink' : 'food');

/** The words of a folded text: letters and digits. A lone apostrophe joins, an elided article parts. */
export const wordsIn = (folded: string): string[] =>
  folded
    .replace(/\b(l|d|all|dell|nell|sull|dall|qu)['’](?=\p{L})/gu, '$1 ')
    .replace(/['’`]/g, '')
    .match(/[\p{L}\d]+/gu) ?? [];

const rowsOf = (text: string) => text.split('\n').filter((row) => row.trim() !== '');
const entriesOf = (row: string) => row.trim().split(/\s+/);

export const CONCEPTS: Concept[] = [];
/** Folded word → the things it may mean. */
export const CONCEPTS_OF = new Map<string, number[]>();
/** Stem → the things its words may mean. */
export const CONCEPTS_OF_STEM = new Map<string, number[]>();
/** First word of an expression → its words and what it means. */
export const EXPRESSIONS = new Map<string, { words: string[]; concept: number }[]>();

function add(map: Map<string, number[]>, key: string, concept: number): void {
  const known = map.get(key);
  if (!known) map.set(key, [concept]);
  else if (!known.includes(concept)) known.push(concept);
}

function learn(category: Category, row: string): void {
  const id = CONCEPTS.length;
  CONCEPTS.push({ id, category });
  for (const entry of entriesOf(row)) {
    const words = wordsIn(fold(entry.replaceAll('_', ' ')));
    const [first] = words;
    if (first === undefined) continue;
    if (words.length === 1) {
      add(CONCEPTS_OF, first, id);
      if (first.length >= 4) add(CONCEPTS_OF_STEM, stem(first), id);
    } else {
      const key = stem(first);
      EXPRESSIONS.set(key, [...(EXPRESSIONS.get(key) ?? []), { words: words.map(stem), concept: id }]);
    }
  }
}

for (const source of [DRINKS, FOOD, DISHES]) {
  for (const [category, text] of Object.entries(source)) {
    for (const row of rowsOf(text)) learn(category as Category, row);
  }
}
for (const list of EXPRESSIONS.values()) list.sort((a, b) => b.words.length - a.words.length);

const listOf = (text: string) =>
  rowsOf(text).flatMap((row) => entriesOf(row).flatMap((w) => wordsIn(fold(w.replaceAll('_', ' ')))));
/** Words that seldom tell two targets apart, with a number for those that mean the same. */
export const DESCRIPTIONS = new Map<string, number>();
rowsOf(DESCRIBING).forEach((row, index) => {
  for (const entry of entriesOf(row)) {
    const words = wordsIn(fold(entry.replaceAll('_', ' ')));
    const [first] = words;
    if (first !== undefined && words.length === 1) DESCRIPTIONS.set(first, index);
  }
});
export const LINKS = new Set(listOf(LINKING));

/** Group names as tills have them → what is sold under them. */
const GROUPS = new Map<string, Category[]>();
for (const [categories, words] of GROUP_NAMES) {
  for (const word of entriesOf(words)) GROUPS.set(stem(fold(word)), categories.split(' ') as Category[]);
}

/** What an accounting group sells, as far as its name says so. */
export function categoriesOfGroup(group: string | null): Category[] {
  if (group === null) return [];
  return wordsIn(fold(group)).flatMap((word) => GROUPS.get(stem(word)) ?? []);
}

const SHORT_PARTS = new Set(['tee', 'eis', 'reh', 'ofen', 'rot', 'nuss', 'obst', 'pie']);
/** Words that compounds are made of; most of three letters are abbreviations. */
export const PART_WORDS: ReadonlySet<string> = new Set(
  [...CONCEPTS_OF.keys()].filter((word) => word.length >= 4 || SHORT_PARTS.has(word)),
);
