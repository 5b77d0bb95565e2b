import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Day } from '@/components/ui/business-day';
import { Facts } from '@/components/ui/facts';
import type { ExplainedSale } from '@/lib/contracts/explanations';
import { exact, multiply, roundHalfEven } from '@/lib/core/quantity';
import type { BaseUnit } from '@/lib/core/units';
import { ModifierSentence } from './modifier-sentence';

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
    share === null ? [] : [[t('share'), <Amount key="s" value={percentOf(share)} unit="%" />] as const],
  ].flat();
}

const percentOf = (share: string) => roundHalfEven(multiply(exact(share), exact('100')), 4);

function Said({ quantity, unit }: { quantity: string; unit: string | null }) {
  const units = useTranslations('units');
  return <Amount value={quantity} unit={unit === null ? undefined : units(unit as BaseUnit)} />;
}

/** 2 × Burger – no cheese: 2 × 20 g less cheese; for each kind of piece. */
export function UsageParts({ sale: { parts, ingredient, item, modifier } }: { sale: ExplainedSale }) {
  return (
    <ul className="grid gap-1 text-base font-medium">
      {parts.map((part) => (
        <li key={part.lines.join()}>
          <ModifierSentence
            item={item?.name ?? ''}
            parent={modifier?.parent_item_name ?? null}
            ingredient={ingredient}
            sold={part.sold_quantity}
            usagePerItem={part.usage_per_item}
          />
        </li>
      ))}
    </ul>
  );
}
