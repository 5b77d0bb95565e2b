import { useLocale, useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import type { ListedIngredient } from '@/lib/contracts/ingredients';
import { minimumAsSpoken } from '@/lib/core/minimum-stock';
import { showFigure } from '@/lib/i18n/figures';

/** The minimum, and what is there of it where that is less (R54), as a cook says amounts. */
export function MinimumCell({ ingredient }: { ingredient: ListedIngredient }) {
  const t = useTranslations('inventory');
  const units = useTranslations('units');
  const locale = useLocale();
  const { minimum_quantity, on_hand, is_below_minimum, base_unit } = ingredient;
  if (minimum_quantity === null) return <span className="text-muted">–</span>;
  const minimum = minimumAsSpoken(minimum_quantity, base_unit);
  const here = minimumAsSpoken(on_hand ?? '0', base_unit);
  const amount = `${showFigure(here.amount, locale, { digits: 3 })} ${units(here.unit)}`;
  return (
    <>
      <Amount value={minimum.amount} unit={units(minimum.unit)} digits={3} />
      {is_below_minimum ? (
        <div className="text-sm font-normal text-warn">{t('onHandNow', { amount })}</div>
      ) : null}
    </>
  );
}
