import { now, type Steps } from '../steps';
import type { BaseUnit } from '../units';
import { Compounds } from './compounds';
import { fold, stem } from './fold';
import { type Habits, learnHabits } from './habits';
import { type Category, CONCEPTS, CONCEPTS_OF, categoriesOfGroup, wordsIn } from './lexicon';
import { type Atom, type Name, readName } from './names';
import { NO_STOCK_WORDS } from './no-stock-words';
import type { DecidedItem, Kitchen, TargetType } from './types';
import { formOf, type WordForm } from './word-likeness';

/** Something an item can be mapped to. */
export interface Target {
  type: TargetType;
  id: string;
  name: string;
  /** Null for a recipe. */
  unit: BaseUnit | null;
  cost: string | null;
  own: Document;
  ingredients: readonly Name[];
  categories: ReadonlySet<Category>;
}

/** A name that stands for a target: its own, or that of an item mapped to it. */
export interface Document {
  /** Place in `targets`; -1: ignored items. */
  target: number;
  name: Name;
  /** What each atom weighs: rare ones most. */
  weights: readonly number[];
  total: number;
  /** The decided item whose name it is. */
  decided: DecidedItem | null;
  /** Place of each atom's word in `words`. */
  words: readonly number[];
  /** First letters of its words, for STP and G&T, and the atoms they are of. */
  initials: string;
  initialAtoms: readonly number[];
}

export interface KitchenIndex {
  targets: readonly Target[];
  documents: readonly Document[];
  /** Every word of any document. */
  words: readonly KitchenWord[];
  wordAt: ReadonlyMap<string, number>;
  /** Places in `words` by first letter. */
  wordsByLetter: ReadonlyMap<string, readonly number[]>;
  wordsByConcept: ReadonlyMap<number, readonly number[]>;
  wordsByDescription: ReadonlyMap<number, readonly number[]>;
  documentsByWord: readonly (readonly number[])[];
  documentsBySpan: ReadonlyMap<string, readonly number[]>;
  compounds: Compounds;
  habits: Habits;
  rarity: (key: string) => number;
  /** Likeness of item words to kitchen words, kept between items. */
  likenesses: Map<string, ReadonlyMap<number, number>>;
}

interface KitchenWord extends WordForm {
  concepts: readonly number[];
  description: number | null;
  weight: number;
}

/** Names read between which others get a turn. */
const AT_ONCE = 20;
/** So many names of mapped items are kept for a target; more teach nothing new. */
const ALIASES = 12;
const ROLE_WEIGHT: Record<Atom['role'], number> = {
  word: 1,
  describing: 0.35,
  size: 0.3,
  link: 0.02,
  number: 0.5,
};
const BESIDE_WEIGHT = 0.6;

/** The key under which an atom is counted: what it means where that is known, else its stem. */
export const keyOf = (atom: { text: string; concepts: readonly number[] }) =>
  atom.concepts[0] === undefined ? stem(atom.text) : `c${atom.concepts[0]}`;

export function weightOf(atom: Atom, rarity: number): number {
  return rarity * ROLE_WEIGHT[atom.role] * (atom.isBeside && atom.role === 'word' ? BESIDE_WEIGHT : 1);
}

/** Reads a kitchen once, so that each item is then answered fast. */
export const indexKitchen = (kitchen: Kitchen): KitchenIndex => now(indexingKitchen(kitchen));

/** The same in steps, so that a large kitchen keeps nobody else waiting. */
export function* indexingKitchen(kitchen: Kitchen): Steps<KitchenIndex> {
  const things = [
    ...kitchen.ingredients.map((one) => ({
      ...one,
      type: 'ingredient' as const,
      unit: one.baseUnit,
      parts: [] as string[],
    })),
    ...kitchen.recipes.map((one) => ({
      ...one,
      type: 'recipe' as const,
      unit: null,
      parts: [...one.ingredients],
    })),
  ];
  const compounds = new Compounds([
    ...things.flatMap((thing) => wordsIn(fold(thing.name))),
    ...NO_STOCK_WORDS.keys(),
  ]);
  const names: Name[] = [];
  for (const thing of things) {
    if (names.length % AT_ONCE === 0) yield;
    names.push(readName(thing.name, compounds));
  }
  compounds.learn(names.flatMap(({ atoms }) => atoms.map((atom) => atom.text)));
  const rarity = rarityIn(names);
  const words = new WordTable(rarity);
  const documents: Document[] = [];
  const add = (name: Name, target: number, decided: DecidedItem | null): Document => {
    const weights = name.atoms.map((atom) => weightOf(atom, rarity(keyOf(atom))));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const initialAtoms = name.atoms.flatMap((atom, at) => (atom.role === 'link' ? [] : [at]));
    const document = {
      target,
      name,
      weights,
      total,
      decided,
      words: name.atoms.map((atom) => words.add(atom)),
      initials: initialAtoms.map((at) => name.atoms[at]?.text.charAt(0)).join(''),
      initialAtoms,
    };
    documents.push(document);
    return document;
  };
  const targets: Target[] = [];
  const parts = new Map<string, Name>();
  for (const [place, thing] of things.entries()) {
    if (place % AT_ONCE === 0) yield;
    const name = names[place] as Name;
    const ingredients = thing.parts.map((part) => {
      const read = parts.get(part) ?? readName(part, compounds);
      parts.set(part, read);
      return read;
    });
    targets.push({ ...thing, own: add(name, place, null), ingredients, categories: categoriesIn(name) });
  }
  const placeOf = new Map(targets.map((target, place) => [`${target.type}:${target.id}`, place]));
  const decidedNames = yield* addAliases(kitchen.decided, placeOf, compounds, add);
  return {
    targets,
    documents,
    compounds,
    rarity,
    ...words.tables(documents),
    habits: learnHabits(kitchen.decided, decidedNames, targets, placeOf),
    likenesses: new Map(),
  };
}

function* addAliases(
  decided: readonly DecidedItem[],
  placeOf: ReadonlyMap<string, number>,
  compounds: Compounds,
  add: (name: Name, target: number, decided: DecidedItem) => void,
): Steps<Map<DecidedItem, Name>> {
  const names = new Map<DecidedItem, Name>();
  const kept = new Map<number, Set<string>>();
  for (const [at, item] of decided.entries()) {
    if (at % AT_ONCE === 0) yield;
    const { decision } = item;
    const place = decision.kind === 'ignored' ? -1 : placeOf.get(`${decision.type}:${decision.id}`);
    if (place === undefined) continue;
    const of = kept.get(place) ?? new Set<string>();
    kept.set(place, of);
    const name = readName(item.name, compounds);
    names.set(item, name);
    const key = name.atoms
      .map((atom) => stem(atom.text))
      .sort()
      .join(' ');
    if (of.has(key) || of.size >= (place === -1 ? ALIASES * 10 : ALIASES)) continue;
    of.add(key);
    add(name, place, item);
  }
  return names;
}

/** 1 for what stands in one name, less the more names have it. */
function rarityIn(names: readonly Name[]): (key: string) => number {
  const counts = new Map<string, number>();
  for (const name of names) {
    for (const key of new Set(name.atoms.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const scale = Math.log(names.length + 2);
  return (key) => Math.max(0.2, 1 - Math.log(counts.get(key) ?? 1) / scale);
}

function categoriesIn(name: Name): Set<Category> {
  const concepts = [
    ...name.atoms.flatMap((atom) => (atom.isBeside ? [] : atom.concepts)),
    ...name.spans.flatMap(({ concept }) => concept ?? []),
  ];
  return new Set(concepts.flatMap((concept) => CONCEPTS[concept]?.category ?? []));
}

export const categoriesOfItem = (name: Name, group: string | null) => ({
  byGroup: new Set(categoriesOfGroup(group)),
  byName: categoriesIn(name),
});

class WordTable {
  private readonly words: KitchenWord[] = [];
  private readonly at = new Map<string, number>();
  constructor(private readonly rarity: (key: string) => number) {}

  add(atom: Atom): number {
    const known = this.at.get(atom.text);
    if (known !== undefined) return known;
    const place = this.words.length;
    this.at.set(atom.text, place);
    const concepts = [...new Set([...atom.concepts, ...(CONCEPTS_OF.get(atom.text) ?? [])])];
    const weight = weightOf({ ...atom, isBeside: false }, this.rarity(keyOf(atom)));
    this.words.push({ ...formOf(atom.text), concepts, description: atom.description, weight });
    return place;
  }

  tables(documents: readonly Document[]) {
    const wordsByLetter = new Map<string, number[]>();
    const wordsByConcept = new Map<number, number[]>();
    const wordsByDescription = new Map<number, number[]>();
    const put = <K>(map: Map<K, number[]>, key: K, value: number) => {
      const list = map.get(key);
      if (!list) map.set(key, [value]);
      else if (list.at(-1) !== value) list.push(value);
    };
    this.words.forEach((word, place) => {
      put(wordsByLetter, word.text.charAt(0), place);
      for (const concept of word.concepts) put(wordsByConcept, concept, place);
      if (word.description !== null) put(wordsByDescription, word.description, place);
    });
    const documentsByWord: number[][] = this.words.map(() => []);
    const documentsBySpan = new Map<string, number[]>();
    documents.forEach((document, place) => {
      for (const word of new Set(document.words)) documentsByWord[word]?.push(place);
      for (const { key } of document.name.spans) put(documentsBySpan, key, place);
    });
    return {
      words: this.words,
      wordAt: this.at,
      wordsByLetter,
      wordsByConcept,
      wordsByDescription,
      documentsByWord,
      documentsBySpan,
    };
  }
}
