import { useLocale, useTranslations } from 'next-intl';
import { compare, fromFraction, negate, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { asSpoken, type BaseUnit } from '@/lib/core/units';
import { showFigure } from '@/lib/i18n/figures';

/** "2 × Burger – no cheese: 2 × 20 g less cheese": what pieces of a modifier change under their parent. */
export function ModifierSentence({
  item,
  parent,
  ingredient,
  sold,
  usagePerItem,
}: {
  item: string;
  /** Null: sold by itself, or under what is not known. */
  parent: string | null;
  ingredient: { name: string; base_unit: BaseUnit };
  sold: string;
  /** Exact signed change of stock for one piece, `n/d`. */
  usagePerItem: string;
}) {
  const t = useTranslations('explanation');
  const units = useTranslations('units');
  const locale = useLocale();
  const perPiece = fromFraction(usagePerItem);
  const isTaken = compare(perPiece, ZERO) < 0;
  const { amount, unit } = asSpoken(isTaken ? negate(perPiece) : perPiece, ingredient.base_unit);
  return t(`${parent === null ? 'saidAlone' : 'saidUnder'}.${isTaken ? 'more' : 'less'}`, {
    sold: showFigure(sold, locale, { digits: 3 }),
    parent: parent ?? '',
    item,
    ingredient: ingredient.name,
    amount: `${showFigure(roundHalfEven(amount, 3), locale)} ${units(unit)}`,
  });
}
