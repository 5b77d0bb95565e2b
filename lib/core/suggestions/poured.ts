import { bottleLitres, sizeKeys, usual } from './habits';
import type { KitchenIndex, Target } from './kitchen-index';
import type { Category } from './lexicon';
import { asBefore, decimalText, type Portion, type Sold } from './portion';
import { litresAsMeasure, type Measure } from './sizes';
import type { ReasonCode } from './types';

const LITRES_OF: Record<string, number> = {
  magnum: 1.5,
  quarter: 0.25,
  eighth: 0.125,
  'three quarters': 0.75,
};

/** Litres that the name says, or the company or the region means by its words; with how sure that is. */
function litresSaid(
  sold: Sold,
  target: Target,
  index: KitchenIndex,
): { measure: Measure | null; litres: number; certainty: number; reason: ReasonCode } | null {
  const { sizes, atoms } = sold.name;
  if (sizes.measure?.litres != null) {
    return { measure: sizes.measure, litres: sizes.measure.litres, certainty: 0.985, reason: 'size_in_name' };
  }
  const isWine = sold.categories.has('wine') || target.categories.has('wine');
  for (const key of sizeKeys(sold.name)) {
    const learnt = usual(index.habits.litresOfWord.get(key) ?? []);
    if (learnt)
      return {
        measure: null,
        litres: learnt.value,
        certainty: 0.8 + 0.17 * learnt.share,
        reason: 'usual_quantity',
      };
  }
  const of = (litres: number, certainty: number, reason: ReasonCode = 'size_in_name') => ({
    measure: null,
    litres,
    certainty,
    reason,
  });
  const single = usual(index.habits.litresOfWord.get('single') ?? []);
  if (sizes.vessel === 'double' && single) return of(single.value * 2, 0.95, 'usual_quantity');
  if (sizes.vessel === 'pint') return index.habits.saysPints ? of(0.568, 0.7) : of(0.5, 0.85);
  if (sizes.fraction === 'half') {
    const pint = usual(index.habits.litresOfWord.get('pint') ?? []);
    return pint ? of(pint.value / 2, 0.93, 'usual_quantity') : of(0.5, 0.9);
  }
  const known = LITRES_OF[sizes.vessel ?? ''] ?? LITRES_OF[sizes.fraction ?? ''];
  if (known !== undefined) return of(known, 0.92);
  if (sizes.vessel === 'glass') return of(glassLitres(sold, index, isWine), 0.45, 'assumed_quantity');
  if (sizes.vessel === 'shot') return of(0.02, 0.6, 'assumed_quantity');
  // Sauvignon 175: millilitres, in kitchens that pour so.
  const last = atoms.findLast((atom, at) => atom.role === 'number' && (sold.matched[at] ?? 0) < 0.5);
  if (last && /^(125|150|175|187|200|250|330|500|750)$/.test(last.text)) {
    const measure: Measure = {
      quantity: last.text,
      unit: 'ml',
      litres: Number(last.text) / 1000,
      grams: null,
      isBare: true,
    };
    return { measure, litres: measure.litres ?? 0, certainty: 0.95, reason: 'size_in_name' };
  }
  return null;
}

function glassLitres(sold: Sold, index: KitchenIndex, isWine: boolean): number {
  const learnt = usual(index.habits.litresOfGroup.get(sold.item.group ?? '') ?? []);
  if (learnt && learnt.share >= 0.6) return learnt.value;
  if (!isWine) return 0.3;
  return index.habits.saysPints ? 0.175 : index.habits.saysDecilitres ? 0.1 : 0.2;
}

/** Exactly as the name says it where that unit fits; else as a person would say it. */
const said = (measure: Measure | null, litres: number) =>
  measure ? { quantity: measure.quantity, unit: measure.unit } : litresAsMeasure(litres);

/** Of what is kept by volume: wine from the cask, gin by the cl. */
export function ofVolume(sold: Sold, target: Target, place: number, index: KitchenIndex): Portion {
  const { sizes } = sold.name;
  const saying = litresSaid(sold, target, index);
  if (saying && sizes.vessel !== 'bottle') {
    return { ...said(saying.measure, saying.litres), certainty: saying.certainty, reason: saying.reason };
  }
  if (sizes.vessel === 'bottle') {
    if (saying) return { ...said(saying.measure, saying.litres), certainty: 0.9, reason: saying.reason };
    const isWine = sold.categories.has('wine');
    const size = bottleLitres(target, isWine);
    const isKnown = size !== null;
    return {
      ...said(null, size?.litres ?? 0.75),
      certainty: isWine || target.categories.has('wine') ? 0.93 : isKnown ? 0.75 : 0.4,
      reason: 'one_bottle',
    };
  }
  return asIsUsual(sold, target, place, index);
}

function asIsUsual(sold: Sold, target: Target, place: number, index: KitchenIndex): Portion {
  const before = asBefore(sold, place, index);
  if (before)
    return { quantity: before.quantity, unit: before.unit, certainty: 0.9, reason: 'usual_quantity' };
  const group = usual(index.habits.litresOfGroup.get(sold.item.group ?? '') ?? []);
  if (group && group.share >= 0.6) {
    return {
      ...litresAsMeasure(group.value),
      certainty: 0.62 + 0.25 * group.share,
      reason: 'usual_quantity',
    };
  }
  const is = (category: Category) => sold.categories.has(category) || target.categories.has(category);
  const litres = is('spirit')
    ? 0.02
    : is('beer')
      ? 0.5
      : is('wine')
        ? index.habits.saysDecilitres
          ? 0.1
          : 0.2
        : 0.3;
  return { ...litresAsMeasure(litres), certainty: 0.25, reason: 'assumed_quantity' };
}

/** Of what is kept by the bottle: the bottle, or the part of it that is poured. */
export function ofBottle(sold: Sold, target: Target, place: number, index: KitchenIndex): Portion {
  const { sizes } = sold.name;
  const bottles = (quantity: number, certainty: number, reason: ReasonCode): Portion => ({
    quantity: decimalText(quantity),
    unit: 'bottle',
    certainty,
    reason,
  });
  const isWine = sold.categories.has('wine') || target.categories.has('wine');
  const isSpirit = sold.categories.has('spirit') || target.categories.has('spirit');
  const size = bottleLitres(target, sold.categories.has('wine'));
  const saying = sizes.vessel === 'bottle' && sizes.measure === null ? null : litresSaid(sold, target, index);
  if (saying) {
    if (size === null) {
      const isWhole = saying.litres >= 0.2 && !isWine && !isSpirit;
      if (isWhole) return bottles(1, 0.85, 'one_bottle');
      return bottles(saying.litres / (isSpirit ? 0.7 : 0.75), 0.7, saying.reason);
    }
    const ratio = saying.litres / size.litres;
    if (ratio > 0.94 && ratio < 1.06) return bottles(1, 0.985, 'one_bottle');
    if (ratio >= 2 && Number.isInteger(ratio)) return bottles(ratio, 0.7, saying.reason);
    // Beer and water by the small bottle are sold whole: another size is another thing.
    if (ratio > 1 || (size.litres < 0.5 && !isSpirit)) return bottles(1, 0.3, 'size_differs');
    return bottles(ratio, (size.isStated ? 1 : 0.96) * saying.certainty, saying.reason);
  }
  if (sizes.count !== null && sizes.count > 1 && sizes.isCountMarked)
    return bottles(sizes.count, 0.85, 'size_in_name');
  const before = asBefore(sold, place, index);
  if (sizes.vessel !== 'bottle' && before && Number(before.quantity) < 1 && size && size.litres >= 0.5) {
    const isDear = isWholeBottleByPrice(sold, target);
    if (!isDear)
      return { quantity: before.quantity, unit: before.unit, certainty: 0.8, reason: 'usual_quantity' };
  }
  if (sizes.vessel !== 'bottle' && isSpirit && size) {
    const group = usual(index.habits.litresOfGroup.get(sold.item.group ?? '') ?? []);
    const litres = group?.value ?? 0.04;
    if (!isWholeBottleByPrice(sold, target))
      return bottles(litres / size.litres, group ? 0.8 : 0.35, group ? 'usual_quantity' : 'assumed_quantity');
  }
  const isOpen = sizes.vessel !== 'bottle' && isWine;
  return bottles(
    1,
    sizes.vessel === 'bottle' ? 0.985 : isOpen ? (isWholeBottleByPrice(sold, target) ? 0.93 : 0.5) : 0.97,
    'one_bottle',
  );
}

/** A whole bottle costs the guest more than twice what it costs the house; a glass seldom does. */
function isWholeBottleByPrice({ item }: Sold, target: Target): boolean {
  if (item.price === null || target.cost === null) return false;
  return Number(item.price) > 1.8 * Number(target.cost);
}
