import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import type { CostSource } from '@/lib/core/costing';

/** What one base unit costs; where that is unknown a word, not a 0 (R23). */
export function UnitCost({ value, source }: { value: string; source: CostSource }) {
  const t = useTranslations('stock');
  if (source === 'unknown') return <span className="text-warn">{t('costUnknown')}</span>;
  return <Amount value={value} digits={4} minDigits={2} />;
}
