import { CONFIDENT, calibrated, IGNORE_STEPS, LEAST_TO_MAP, likelihood, MAP_STEPS } from './calibration';
import { type Candidate, candidatesFor } from './candidates';
import { creationFor } from './creation';
import type { KitchenIndex } from './kitchen-index';
import { categoriesOfGroup, DESCRIPTIONS } from './lexicon';
import { type Name, readName } from './names';
import { noStockEvidence } from './no-stock';
import { WITHOUT } from './no-stock-words';
import { reasonsFor } from './reasons';
import type { ItemSuggestions, Reason, SoldItem, Suggestion } from './types';

const SHOWN = 5;

/** The figures behind an answer, for calibrating. */
export interface Raw {
  map: number;
  ignore: number;
  candidates: readonly Candidate[];
}

/**
 * What a sold item could be mapped to, best first, or that it is no stock, or that nothing fits (R41). Looks
 * at nothing but the item and the kitchen's index.
 */
export function suggestFor(item: SoldItem, index: KitchenIndex): ItemSuggestions {
  return answerFor(item, index).answer;
}

/** The answer with the figures behind it. */
export function answerFor(item: SoldItem, index: KitchenIndex): { answer: ItemSuggestions; raw: Raw } {
  const { name, isWithout } = leaveOut(pouring(readName(item.name, index.compounds), item));
  const { candidates: all, ignored } = candidatesFor(item, name, index);
  const candidates = isWithout ? all.filter(isRemovable) : all;
  const [best] = candidates;
  const { evidence, reasons } = noStockEvidence(
    item,
    name,
    index,
    best?.match,
    ignored,
    isWithout && (best?.score ?? 0) < 0.7,
  );
  const raw = {
    map: best ? likelihood(best.signals) * best.portion.certainty : 0,
    ignore: 1 / (1 + Math.exp(-evidence)),
    candidates,
  };
  const suggestions = candidates.slice(0, SHOWN).map((one) => toSuggestion(one, isWithout));
  const answer = decide(
    item,
    name,
    suggestions,
    best,
    reasons,
    calibrated(raw.ignore, IGNORE_STEPS),
    isWithout,
  );
  return { answer, raw };
}

/** "sans oignon" takes away onions, or a portion of onions, never an onion soup. */
const isRemovable = ({ target, match }: Candidate) =>
  target.type === 'ingredient' ||
  match.document.name.atoms.every(
    (atom, at) => atom.role !== 'word' || (match.targetLikeness[at] ?? 0) > 0.6,
  );

/** A size and nothing else in a group of beers is beer from the tap: Grosses 5dl, Herrgöttli. */
function pouring(name: Name, item: SoldItem): Name {
  const isNamed = name.atoms.some((atom) => atom.role === 'word');
  if (isNamed || name.atoms.length === 0 || !categoriesOfGroup(item.group).includes('beer')) return name;
  const draught = DESCRIPTIONS.get('fass') ?? null;
  if (name.atoms.some((atom) => atom.description === draught)) return name;
  const atom = { text: 'fass', isCut: false, isBeside: false, concepts: [], description: draught };
  return { ...name, atoms: [...name.atoms, { ...atom, role: 'describing' as const }] };
}

/** "ohne Zwiebeln": what follows is added back, and "ohne" is no part of its name. */
function leaveOut(name: Name): { name: Name; isWithout: boolean } {
  const [first] = name.atoms;
  const isWithout = first !== undefined && name.atoms.length > 1 && WITHOUT.has(first.text);
  if (!isWithout) return { name, isWithout };
  return { name: { ...name, atoms: [{ ...first, role: 'link' }, ...name.atoms.slice(1)] }, isWithout };
}

function toSuggestion(one: Candidate, isSubtraction: boolean): Suggestion {
  const { target, portion } = one;
  return {
    type: target.type,
    id: target.id,
    name: target.name,
    quantity: portion.quantity,
    unit: portion.unit,
    isSubtraction,
    target: { unit: target.unit, cost: target.cost },
    confidence: calibrated(likelihood(one.signals) * portion.certainty, MAP_STEPS),
  };
}

function decide(
  item: SoldItem,
  name: Name,
  suggestions: Suggestion[],
  best: Candidate | undefined,
  noStock: Reason[],
  ignore: number,
  isWithout: boolean,
): ItemSuggestions {
  const map = suggestions[0]?.confidence ?? 0;
  const create = creationFor(item, name);
  if (ignore >= 0.5 && ignore >= map) {
    return {
      verdict: 'ignore',
      confidence: ignore,
      isConfident: ignore >= CONFIDENT,
      reasons: noStock,
      suggestions,
      create: null,
    };
  }
  const reasons = best ? reasonsFor(best, isWithout, suggestions) : [];
  // The target may be sure though the quantity is not.
  const isTarget = best !== undefined && likelihood(best.signals) >= LEAST_TO_MAP;
  if (isTarget) {
    return { verdict: 'map', confidence: map, isConfident: map >= CONFIDENT, reasons, suggestions, create };
  }
  return {
    verdict: 'unknown',
    confidence: Math.max(0, 1 - map - ignore),
    isConfident: false,
    reasons: [{ code: 'nothing_fits', params: {} }],
    suggestions,
    create,
  };
}
