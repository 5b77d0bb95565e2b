import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Day } from '@/components/ui/business-day';
import { Facts } from '@/components/ui/facts';
import type { ExplainedSale } from '@/lib/contracts/explanations';
import { compare, type Exact, fromFraction, negate, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { asSpoken, type BaseUnit } from '@/lib/core/units';

type Modifier = NonNullable<ExplainedSale['modifier']>;

/** What was said of the item as a modifier, and what that came to under its parent (R37). */
export function ModifierFacts({ sale, modifier }: { sale: ExplainedSale; modifier: Modifier }) {
  const t = useTranslations('explanation');
  return (
    <div className="grid gap-4">
      <UsageParts sale={sale} />
      <Facts
        className="sm:grid-cols-3"
        facts={[
          [t('effect'), t(`effects.${modifier.effect}`)],
          [t('under'), modifier.parent_item_name ?? t('underNothing')],
          [t('saidFor'), t(`saidForWhom.${modifier.said_for}`)],
          ...targetFacts(modifier, t),
          [t('version'), String(modifier.version)],
          [
            t('countsFrom'),
            modifier.effective_from === null ? t('allDays') : <Day key="f" date={modifier.effective_from} />,
          ],
        ]}
      />
    </div>
  );
}

function targetFacts(
  { mapped_object_name: name, quantity, unit, replaces_ingredient_name: replaced, factor, share }: Modifier,
  t: ReturnType<typeof useTranslations<'explanation'>>,
) {
  return [
    name === null ? [] : [[t('target'), name] as const],
    replaced === null ? [] : [[t('replaces'), replaced] as const],
    quantity === null ? [] : [[t('perSale'), <Said key="q" quantity={quantity} unit={unit} />] as const],
    factor === null ? [] : [[t('factor'), <Amount key="f" value={factor} />] as const],
    share === null ? [] : [[t('share'), <Amount key="s" value={share} />] as const],
  ].flat();
}

function Said({ quantity, unit }: { quantity: string; unit: string | null }) {
  const units = useTranslations('units');
  return <Amount value={quantity} unit={unit === null ? undefined : units(unit as BaseUnit)} />;
}

/** 2 × 20 g less: for each kind of piece. */
export function UsageParts({ sale: { parts, ingredient } }: { sale: ExplainedSale }) {
  const t = useTranslations('explanation');
  const units = useTranslations('units');
  return (
    <ul className="grid gap-1 text-sm">
      {parts.map((part) => {
        const perPiece = fromFraction(part.usage_per_item);
        const isLess = compare(perPiece, ZERO) > 0;
        const { amount, unit } = asSpoken(size(perPiece), ingredient.base_unit);
        return (
          <li key={part.lines.join()}>
            <Amount value={part.sold_quantity} /> ×{' '}
            <Amount value={roundHalfEven(amount, 12)} digits={12} unit={units(unit)} /> {ingredient.name}{' '}
            {t(isLess ? 'less' : 'more')}
          </li>
        );
      })}
    </ul>
  );
}

const size = (amount: Exact): Exact => (compare(amount, ZERO) < 0 ? negate(amount) : amount);
