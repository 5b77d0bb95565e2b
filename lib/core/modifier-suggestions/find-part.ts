import { compare } from '../quantity';
import type { KitchenIndex, Target } from '../suggestions/kitchen-index';
import { type Category, CONCEPTS, CONCEPTS_OF } from '../suggestions/lexicon';
import { type Atom, readName } from '../suggestions/names';
import { likenessesOf } from '../suggestions/word-meanings';
import type { Part } from './parts';

/** A part of a parent, with its name in this kitchen. */
export interface NamedPart extends Part {
  target: Target;
}

/** Words that are said of whatever is of their kind: cheese on a pizza is mozzarella. */
const KINDS: readonly (readonly [word: string, kinds: string])[] = [
  ['cheese', 'mozzarella parmesan gorgonzola goatcheese cheddar reblochon raclette halloumi feta'],
  ['bread', 'roll toast baguette'],
  ['milk', 'oatmilk'],
  ['salad', 'rocket'],
];
const conceptsOf = (words: string) => words.split(' ').flatMap((word) => CONCEPTS_OF.get(word) ?? []);
const KIND_OF = new Map<number, ReadonlySet<number>>();
for (const [word, kinds] of KINDS) {
  for (const concept of conceptsOf(word)) KIND_OF.set(concept, new Set(conceptsOf(kinds)));
}
/** Words that mean all of a category. */
const WHOLE: ReadonlyMap<number, Category> = new Map(
  (
    [
      ['meat fleisch viande carne', 'meat'],
      ['fish', 'fish'],
      ['vegetable gemüse', 'vegetable'],
    ] as const
  ).flatMap(([words, category]) => conceptsOf(words).map((concept) => [concept, category] as const)),
);
/** A kind is meant less surely than the word itself. */
const OF_KIND = 0.75;
const LEAST = 0.6;

/** The part of a parent that words mean, the likeliest first; of alike ones the larger. */
export function findParts(words: string, parts: readonly NamedPart[], index: KitchenIndex): NamedPart[] {
  const atoms = readName(words, index.compounds).atoms.filter(({ role }) => role !== 'link');
  if (atoms.length === 0) return [];
  return parts
    .map((part) => ({ part, score: scoreOf(atoms, part.target, index) }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || compare(b.part.quantity, a.part.quantity))
    .map(({ part }) => part);
}

function scoreOf(atoms: readonly Atom[], { own }: Target, index: KitchenIndex): number {
  const likes = atoms.map((atom) => likenessesOf(atom, index));
  const best = atoms.map((atom, at) =>
    Math.max(
      ...own.words.map((place) => likes[at]?.get(place) ?? 0),
      ...own.name.atoms.map((other) => likenessOfKind(atom, other)),
    ),
  );
  const meant = best.reduce((sum, value) => sum + value, 0) / atoms.length;
  const said = own.words.filter((place) => likes.some((one) => (one.get(place) ?? 0) > 0.6)).length;
  // Tomatoes are no tomato sauce: what has more words than were said comes later.
  return meant + 0.1 * (said / Math.max(own.words.length, 1)) - 0.1;
}

const likenessOfKind = (atom: Atom, other: Atom): number =>
  atom.concepts.some((concept) => {
    const kinds = KIND_OF.get(concept);
    const category = WHOLE.get(concept);
    return other.concepts.some(
      (one) => kinds?.has(one) || (category !== undefined && CONCEPTS[one]?.category === category),
    );
  })
    ? OF_KIND
    : 0;
