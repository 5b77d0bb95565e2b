import { extraWords, usual } from './habits';
import type { KitchenIndex, Target } from './kitchen-index';
import { asBefore, decimalText, type Portion, type Sold } from './portion';
import { ofBottle, ofVolume } from './poured';
import type { ReasonCode } from './types';

/** What one sold item takes of a target: from its name, else as the company does it, else as it is usual. */
export function portionOf(sold: Sold, target: Target, place: number, index: KitchenIndex): Portion {
  if (target.type === 'recipe') return ofRecipe(sold, target, place, index);
  switch (target.unit) {
    case 'l':
    case 'cl':
    case 'ml':
      return ofVolume(sold, target, place, index);
    case 'bottle':
      return ofBottle(sold, target, place, index);
    case 'piece':
      return ofPieces(sold, target, place, index);
    default:
      return ofMass(sold, target, place, index);
  }
}

function ofRecipe(sold: Sold, target: Target, place: number, index: KitchenIndex): Portion {
  const { sizes } = sold.name;
  const portions = (quantity: number, certainty: number, reason: ReasonCode = 'one_portion'): Portion => ({
    quantity: decimalText(quantity),
    unit: null,
    certainty,
    reason,
  });
  const { portionsOfWord } = index.habits;
  const words = portionsOfWord.size > 0 ? extraWords(sold.name, target) : [];
  const rules = words.flatMap((word) => portionsOfWord.get(word) ?? []);
  const near = rules.filter((rule) => rule.group === sold.item.group);
  const rule = usual((near.length > 0 ? near : rules).map((one) => one.portions));
  const own = target.own.name.sizes;
  if (rule && rule.value !== 1) return portions(rule.value, 0.75 + 0.22 * rule.share, 'stated_portion');
  if (sizes.vessel === 'double' && own.vessel !== 'double') return portions(2, 0.9, 'stated_portion');
  const isSized = own.portion !== null || own.fraction !== null;
  if ((sizes.portion !== null || sizes.fraction !== null) && !isSized) {
    const same = sold.name.sizes.portion === 'large' ? 0.5 : 0.4;
    return portions(1, same, 'one_portion');
  }
  if (sizes.count !== null && sizes.count > 1 && own.count !== sizes.count) {
    return portions(1, sizes.isCountMarked ? 0.5 : 0.75);
  }
  const litres = sizes.measure?.litres ?? null;
  if (litres !== null) {
    if (own.measure?.litres === litres) return portions(1, 0.98);
    const known = index.habits.amountsOfTarget.get(place) ?? [];
    const sized = known.filter((one) => one.name.sizes.measure?.litres != null);
    if (sized.some((one) => one.name.sizes.measure?.litres === litres)) return portions(1, 0.97);
    if (sized.length > 0 || litres >= 1) return portions(1, 0.35, 'size_differs');
    return portions(1, 0.88);
  }
  return portions(1, 0.985);
}

function ofPieces(sold: Sold, target: Target, place: number, index: KitchenIndex): Portion {
  const { sizes, atoms } = sold.name;
  const pieces = (quantity: string, certainty: number, reason: ReasonCode): Portion => ({
    quantity,
    unit: 'piece',
    certainty,
    reason,
  });
  const own = target.own.name.sizes;
  const isOwnNumber =
    sizes.count !== null &&
    !sizes.isCountMarked &&
    atoms.some((atom, at) => atom.text === String(sizes.count) && (sold.matched[at] ?? 0) > 0.9);
  if (sizes.count !== null && !isOwnNumber && sizes.count !== own.count) {
    if (sizes.fraction === 'half' && sizes.count === 12) return pieces('6', 0.93, 'size_in_name');
    return pieces(String(sizes.count), sizes.isCountMarked ? 0.97 : 0.92, 'size_in_name');
  }
  if (sizes.fraction === 'half' && own.fraction !== 'half') return pieces('0.5', 0.5, 'size_in_name');
  const before = asBefore(sold, place, index);
  if (before) return pieces(before.quantity, 0.93, before.quantity === '1' ? 'one_piece' : 'usual_quantity');
  const isOften = (index.habits.amountsOfTarget.get(place) ?? []).some((one) => Number(one.quantity) !== 1);
  return pieces('1', isOften ? 0.5 : 0.95, 'one_piece');
}

function ofMass(sold: Sold, target: Target, place: number, index: KitchenIndex): Portion {
  const { sizes } = sold.name;
  if (sizes.measure?.grams != null) {
    return {
      quantity: sizes.measure.quantity,
      unit: sizes.measure.unit,
      certainty: 0.98,
      reason: 'size_in_name',
    };
  }
  const factor = sizes.vessel === 'double' ? 2 : 1;
  const plain = factor === 1 ? sold : { ...sold, name: { ...sold.name, sizes: { ...sizes, vessel: null } } };
  const before = asBefore(plain, place, index);
  if (before) {
    return {
      quantity: decimalText(Number(before.quantity) * factor),
      unit: before.unit,
      certainty: factor === 1 ? 0.93 : 0.88,
      reason: 'usual_quantity',
    };
  }
  const isCoffee = target.categories.has('coffee');
  return {
    quantity: decimalText((isCoffee ? 8 : 100) * factor),
    unit: 'g',
    certainty: isCoffee ? 0.35 : 0.04,
    reason: 'assumed_quantity',
  };
}
