import { stem } from './fold';
import type { Document, KitchenIndex } from './kitchen-index';
import { keyOf, weightOf } from './kitchen-index';
import type { Atom, Name } from './names';
import { GENERAL, RELATED } from './related';
import { likenessesOf, SAME_MEANING } from './word-meanings';

/** How well an item's name and a document agree. */
export interface Match {
  document: Document;
  /** Share of the item's words, by weight, that the document has; and the other way round. */
  itemShare: number;
  targetShare: number;
  /** Likeness of each atom of the item to the document, and the other way round. */
  itemLikeness: readonly number[];
  targetLikeness: readonly number[];
  /** The weightiest word of the item without a counterpart. */
  missing: number;
  /** The least likely pair that counts. */
  weakest: number;
  /** The item is one part of what the document is: espresso and Espresso Martini. */
  isOnlyPart: boolean;
}

/** Documents looked at closely. */
const CANDIDATES = 32;
const UNMATCHED: Record<Atom['role'], number> = {
  word: 1,
  describing: 0.3,
  size: 0.12,
  link: 0,
  number: 0.35,
};

/** Documents that share anything with the name, best first. */
export function matchName(name: Name, index: KitchenIndex, limit: number): Match[] {
  const likenesses = name.atoms.map((atom) => likenessesOf(atom, index));
  const candidates = new Map<number, number>();
  likenesses.forEach((places) => {
    for (const [place, value] of places) {
      const gain = value * (index.words[place]?.weight ?? 0);
      for (const document of index.documentsByWord[place] ?? []) {
        candidates.set(document, (candidates.get(document) ?? 0) + gain);
      }
    }
  });
  for (const { key, concept, from, to } of name.spans) {
    for (const word of concept === null ? [] : (index.wordsByConcept.get(concept) ?? [])) {
      for (const document of index.documentsByWord[word] ?? []) {
        candidates.set(document, (candidates.get(document) ?? 0) + (to - from) * 0.5);
      }
    }
    for (const document of index.documentsBySpan.get(key) ?? []) {
      candidates.set(document, (candidates.get(document) ?? 0) + (to - from));
    }
  }
  for (const document of byInitials(name, index))
    candidates.set(document, (candidates.get(document) ?? 0) + 1);
  const weights = name.atoms.map((atom, at) => itemWeight(atom, likenesses[at], index));
  return [...candidates]
    .sort((a, b) => b[1] - a[1])
    .slice(0, CANDIDATES)
    .map(([place]) => align(name, weights, likenesses, index.documents[place] as Document))
    .sort((a, b) => agreement(b) - agreement(a))
    .slice(0, limit);
}

/** One figure to put matches in order. */
export const agreement = (match: Match) => 0.64 * match.itemShare + 0.36 * match.targetShare;

function itemWeight(
  atom: Atom,
  places: ReadonlyMap<number, number> | undefined,
  index: KitchenIndex,
): number {
  const known = [...(places ?? [])]
    .filter(([, value]) => value >= 0.6)
    .map(([place]) => index.words[place]?.weight ?? 0);
  if (known.length > 0 && atom.role === 'word') return Math.max(...known) * (atom.isBeside ? 0.8 : 1);
  return weightOf(atom, index.rarity(keyOf(atom)));
}

function align(
  name: Name,
  weights: readonly number[],
  likenesses: readonly ReadonlyMap<number, number>[],
  document: Document,
): Match {
  const item = name.atoms.map(() => 0);
  const target = document.name.atoms.map(() => 0);
  const raise = (list: number[], from: number, to: number, value: number) => {
    for (let at = from; at < to; at++) list[at] = Math.max(list[at] ?? 0, value);
  };
  for (const one of name.spans) {
    for (const other of document.name.spans) {
      if (one.concept !== null || one.key !== other.key) continue;
      raise(item, one.from, one.to, 0.99);
      raise(target, other.from, other.to, 0.99);
    }
  }
  alignConcepts(name, document, raise, item, target);
  const pairs: [value: number, i: number, j: number][] = [];
  name.atoms.forEach((_, i) => {
    document.words.forEach((word, j) => {
      const value = likenesses[i]?.get(word);
      if (value !== undefined) pairs.push([value, i, j]);
    });
  });
  pairs.sort((a, b) => b[0] - a[0]);
  const used = new Set<number>();
  const taken = new Set<number>();
  for (const [value, i, j] of pairs) {
    if (taken.has(i) || used.has(j)) continue;
    taken.add(i);
    used.add(j);
    item[i] = Math.max(item[i] ?? 0, value);
    target[j] = Math.max(target[j] ?? 0, value);
  }
  alignInitials(name, document, item, target);
  return shares(name, weights, document, item, target);
}

/** A compound or expression on one side, one word on the other: apfelsaft and jus de pomme. */
function alignConcepts(
  name: Name,
  document: Document,
  raise: (list: number[], from: number, to: number, value: number) => void,
  item: number[],
  target: number[],
): void {
  const inSpans = (spans: Name['spans'], atoms: readonly Atom[], to: number[], other: number[]) => {
    for (const { concept, from, to: end } of spans) {
      if (concept === null) continue;
      const near = nearnessTo(concept);
      for (let at = 0; at < atoms.length; at++) {
        let value = 0;
        for (const one of atoms[at]?.concepts ?? []) value = Math.max(value, near.get(one) ?? 0);
        if (value === 0) continue;
        raise(to, from, end, value);
        raise(other, at, at + 1, value);
      }
    }
  };
  inSpans(name.spans, document.name.atoms, item, target);
  inSpans(document.name.spans, name.atoms, target, item);
  for (const one of name.spans) {
    const near = one.concept === null ? undefined : nearnessTo(one.concept);
    for (const other of near ? document.name.spans : []) {
      const value = other.concept === null ? undefined : near?.get(other.concept);
      if (value === undefined) continue;
      raise(item, one.from, one.to, value);
      raise(target, other.from, other.to, value);
    }
  }
}

const NEARNESS = new Map<number, ReadonlyMap<number, number>>();
/** What a concept may stand for, itself first, and how near that is. */
function nearnessTo(concept: number): ReadonlyMap<number, number> {
  const known = NEARNESS.get(concept);
  if (known) return known;
  const near = new Map((RELATED.get(concept) ?? []).map((one) => [one.concept, one.nearness]));
  near.set(concept, SAME_MEANING);
  NEARNESS.set(concept, near);
  return near;
}

function* byInitials(name: Name, index: KitchenIndex): Generator<number> {
  if (name.initials.length === 0) return;
  for (const [place, document] of index.documents.entries()) {
    if (name.initials.some(({ text }) => document.initials.includes(text))) yield place;
  }
}

function alignInitials(name: Name, document: Document, item: number[], target: number[]): void {
  const { initials, initialAtoms } = document;
  for (const { text, atom } of name.initials) {
    const at = initials.indexOf(text);
    if (at === -1 || (item[atom] ?? 0) > 0.6) continue;
    const isWhole = initials.length === text.length;
    const value = (isWhole ? 0.72 : 0.56) + 0.06 * (text.length - 2);
    item[atom] = Math.max(item[atom] ?? 0, value);
    for (const place of initialAtoms.slice(at, at + text.length))
      target[place] = Math.max(target[place] ?? 0, value);
  }
}

function shares(
  name: Name,
  weights: readonly number[],
  document: Document,
  item: readonly number[],
  target: readonly number[],
): Match {
  let have = 0;
  let of = 0;
  let missing = 0;
  let weakest = 1;
  name.atoms.forEach((atom, at) => {
    const value = item[at] ?? 0;
    const weight = value > 0.4 ? (weights[at] ?? 0) : unmatchedWeight(atom, weights[at] ?? 0);
    have += weight * value;
    of += weight;
    if (value <= 0.4) missing = Math.max(missing, weight);
    else if (atom.role === 'word') weakest = Math.min(weakest, value);
  });
  let covered = 0;
  let total = 0;
  document.name.atoms.forEach((atom, at) => {
    const value = target[at] ?? 0;
    const isGeneral = value < 0.4 && atom.concepts.some((concept) => GENERAL.has(concept));
    const weight = (document.weights[at] ?? 0) * (isGeneral ? 0.5 : 1);
    covered += value * weight;
    total += weight;
  });
  return {
    document,
    itemShare: of === 0 ? 0 : have / of,
    targetShare: total === 0 ? 0 : covered / total,
    itemLikeness: item,
    targetLikeness: target,
    missing,
    weakest,
    isOnlyPart: isOnlyPart(name, document, target),
  };
}

function unmatchedWeight(atom: Atom, weight: number): number {
  if (atom.role !== 'word') return UNMATCHED[atom.role] * Math.max(weight, 0.3);
  if (atom.concepts.some((concept) => GENERAL.has(concept))) return 0.3;
  if (atom.text.length <= 2) return 0.35;
  return Math.max(weight, 0.75);
}

function isOnlyPart(name: Name, document: Document, target: readonly number[]): boolean {
  if (name.atoms.some((atom) => atom.role === 'word' && atom.concepts.length === 0)) return false;
  return document.name.spans.some(({ key, concept, from, to }) => {
    if (concept === null || to - from < 2) return false;
    if (name.spans.some((span) => span.key === key)) return false;
    const inside = target.slice(from, to);
    return inside.some((value) => value > 0.6) && inside.some((value) => value < 0.4);
  });
}

/** Whether two names consist of the same words. */
export const isSameName = (one: Name, other: Name) => {
  const words = (name: Name) =>
    name.atoms
      .filter((a) => a.role !== 'link')
      .map((a) => stem(a.text))
      .join(' ');
  return words(one) === words(other);
};
