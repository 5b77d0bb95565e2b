import { compare, exact, isDecimal, multiply } from '../quantity';
import { portionOf } from './amounts';
import type { Signals } from './calibration';
import { costOfOne } from './cost';
import { stem } from './fold';
import type { KitchenIndex, Target } from './kitchen-index';
import { categoriesOfItem } from './kitchen-index';
import { type Category, DESCRIPTIONS, familyOf } from './lexicon';
import { agreement, isSameName, type Match, matchName } from './match';
import type { Name } from './names';
import type { Portion, Sold } from './portion';
import type { SoldItem } from './types';

export interface Candidate {
  place: number;
  target: Target;
  match: Match;
  portion: Portion;
  /** What orders the candidates. */
  score: number;
  signals: Signals;
}

const FROM_INGREDIENTS = 0.6;
/** Names looked at with all that speaks for them. */
const MATCHES = 16;
const EXTRA = DESCRIPTIONS.get('extra');

/** Targets that an item's name may mean, best first, with what one sold takes of each. */
export function candidatesFor(
  item: SoldItem,
  whole: Name,
  index: KitchenIndex,
): { candidates: Candidate[]; ignored: Match | undefined } {
  const name = withPortionWords(whole, index);
  const matches = matchName(name, index, MATCHES);
  const ignored = matches.find((match) => match.document.target === -1);
  const best = new Map<number, Match>();
  for (const match of matches) {
    const { target } = match.document;
    const known = best.get(target);
    if (target >= 0 && (!known || rankOf(match) > rankOf(known))) best.set(target, match);
  }
  const { byGroup, byName } = categoriesOfItem(name, item.group);
  const categories = byGroup.size > 0 ? byGroup : byName;
  const candidates = [...best].map(([place, match]) => {
    const target = index.targets[place] as Target;
    const full = withIngredients(match, name, target);
    const sold: Sold = {
      item,
      name,
      categories: new Set([...byGroup, ...byName]),
      matched: full.itemLikeness,
    };
    return candidate(sold, full, place, target, categories, index);
  });
  preferSize(candidates, name);
  candidates.sort((a, b) => b.score - a.score);
  candidates.forEach((one, at) => {
    const other = at === 0 ? candidates[1] : candidates[0];
    one.signals.lead = Math.max(-0.4, Math.min(0.3, one.score - (other?.score ?? 0)));
  });
  return { candidates, ignored };
}

/** Words that say how much in this company are no part of what the thing is: Familienpizza. */
function withPortionWords(name: Name, index: KitchenIndex): Name {
  const isPortion = (atom: Name['atoms'][number]) =>
    atom.role === 'word' &&
    (index.habits.portionsOfWord.get(stem(atom.text)) ?? []).some(({ portions }) => portions !== 1);
  if (!name.atoms.some(isPortion)) return name;
  return { ...name, atoms: name.atoms.map((atom) => (isPortion(atom) ? { ...atom, role: 'size' } : atom)) };
}

const rankOf = (match: Match) => agreement(match) - (match.document.decided ? 0.02 : 0);

/** Words of the item that are in the recipe though not in its name count for something. */
function withIngredients(match: Match, name: Name, target: Target): Match {
  if (target.ingredients.length === 0 || match.itemShare > 0.97) return match;
  const inside = target.ingredients.flatMap((one) => one.atoms);
  let gain = 0;
  let total = 0;
  name.atoms.forEach((atom, at) => {
    const value = match.itemLikeness[at] ?? 0;
    const weight = atom.role === 'word' ? 1 : 0.2;
    total += weight;
    if (value >= FROM_INGREDIENTS || atom.role !== 'word') return;
    const isInside = inside.some(
      (one) =>
        stem(one.text) === stem(atom.text) || one.concepts.some((concept) => atom.concepts.includes(concept)),
    );
    if (isInside) gain += (FROM_INGREDIENTS - value) * weight;
  });
  return total === 0
    ? match
    : { ...match, itemShare: Math.min(0.97, match.itemShare + (gain / total) * 0.8) };
}

function candidate(
  sold: Sold,
  match: Match,
  place: number,
  target: Target,
  categories: ReadonlySet<Category>,
  index: KitchenIndex,
): Candidate {
  const portion = asDecided(sold.name, match) ?? portionOf(sold, target, place, index);
  const { sizes } = sold.name;
  const own = target.own.name.sizes;
  let score = agreement(match) - (match.document.decided ? 0.02 : 0);
  const isOther = isOtherFamily(categories, target.categories);
  if (isOther) score -= 0.12;
  else if (isOtherDrink(categories, target.categories)) score -= 0.08;
  if (portion.reason === 'size_differs') score -= 0.12;
  if (
    portion.reason === 'one_bottle' &&
    own.measure?.litres != null &&
    own.measure.litres === sizes.measure?.litres
  )
    score += 0.07;
  if (sizes.vessel === 'bottle')
    score += target.unit === 'bottle' ? 0.06 : target.type === 'recipe' ? -0.05 : 0;
  if (sizes.portion && own.portion && sizes.portion !== own.portion) score -= 0.18;
  if ((own.vessel === 'double') !== (sizes.vessel === 'double') && target.type === 'recipe') score -= 0.06;
  const isExtra = EXTRA !== undefined && sold.name.atoms.some((atom) => atom.description === EXTRA);
  const isKitchenGood = target.unit === 'kg' || target.unit === 'g';
  if (isExtra && target.type === 'ingredient') score += 0.04;
  else if (isKitchenGood && portion.certainty < 0.5) score -= 0.14;
  if (match.isOnlyPart) score -= 0.1;
  const isDish = categories.has('dish') && target.type === 'ingredient' && !isExtra;
  if (isDish) score -= 0.08;
  const isPoured = sizes.measure !== null && categories.has('beer');
  if (isPoured && target.unit === 'bottle' && own.measure === null) score -= 0.06;
  if (isPoured && target.unit === 'l') score += 0.05;
  const isOpenWine = categories.has('wine') && (sizes.measure?.litres ?? 1) < 0.7;
  if (isOpenWine && target.unit === 'l') score += 0.03;
  if (isUsedInGroup(sold.item, place, index)) score += 0.02;
  const isDear = costsMore(sold.item, target, portion);
  if (isDear) score -= 0.07;
  return {
    place,
    target,
    match,
    portion,
    score,
    signals: {
      itemShare: match.itemShare,
      targetShare: match.targetShare,
      lead: 0,
      missing: match.missing,
      weakest: match.weakest,
      isSameName: isSameName(sold.name, match.document.name) ? 1 : 0,
      isOtherFamily: isOther ? 1 : 0,
      isDearerThanPrice: isDear ? 1 : 0,
      isOnlyPart: match.isOnlyPart ? 1 : 0,
      sizeDiffers: portion.reason === 'size_differs' ? 1 : 0,
    },
  };
}

/** The company has mapped something of this group to it. */
function isUsedInGroup({ group }: SoldItem, place: number, index: KitchenIndex): boolean {
  if (group === null) return false;
  return (index.habits.amountsOfTarget.get(place) ?? []).some((one) => one.item.group === group);
}

/** An item of the same name and size is decided already, at another location maybe: as that one. */
function asDecided(name: Name, { document }: Match): Portion | null {
  const decision = document.decided?.decision;
  if (decision?.kind !== 'mapped' || !isSameName(name, document.name)) return null;
  const { sizes } = document.name;
  const isSameSize =
    name.sizes.measure?.litres === sizes.measure?.litres &&
    name.sizes.measure?.grams === sizes.measure?.grams &&
    (['fraction', 'vessel', 'portion', 'count'] as const).every((key) => name.sizes[key] === sizes[key]);
  if (!isSameSize) return null;
  return { quantity: decision.quantity, unit: decision.unit, certainty: 0.985, reason: 'usual_quantity' };
}

/** "gross" means the larger of two bottles that bear one name, "klein" the smaller. */
function preferSize(candidates: Candidate[], name: Name): void {
  const { portion, measure } = name.sizes;
  if (portion === null || measure !== null) return;
  const sized = candidates.filter((one) => one.target.own.name.sizes.measure?.litres != null);
  const litres = sized.map((one) => one.target.own.name.sizes.measure?.litres ?? 0);
  const wanted = portion === 'large' ? Math.max(...litres) : Math.min(...litres);
  if (new Set(litres).size < 2) return;
  for (const one of sized) if (one.target.own.name.sizes.measure?.litres === wanted) one.score += 0.05;
}

function isOtherFamily(sold: ReadonlySet<Category>, kept: ReadonlySet<Category>): boolean {
  if (sold.size === 0 || kept.size === 0) return false;
  const families = new Set([...sold].map(familyOf));
  return ![...kept].some((category) => families.has(familyOf(category)));
}

/** A beer in the wine group: unlikely, not impossible. */
function isOtherDrink(sold: ReadonlySet<Category>, kept: ReadonlySet<Category>): boolean {
  const strict: Category[] = ['beer', 'wine', 'spirit'];
  const mine = strict.filter((category) => sold.has(category));
  const theirs = strict.filter((category) => kept.has(category));
  return mine.length > 0 && theirs.length > 0 && !mine.some((category) => theirs.includes(category));
}

function costsMore(item: SoldItem, target: Target, portion: Portion): boolean {
  if (item.price === null || !isDecimal(item.price) || portion.certainty < 0.2) return false;
  const cost = costOfOne(target, portion);
  const price = exact(item.price);
  return cost !== null && price.n > 0n && compare(cost, multiply(price, exact('0.9'))) > 0;
}
