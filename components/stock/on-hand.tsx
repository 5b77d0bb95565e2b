import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import type { Stock } from '@/lib/contracts/stock';

type Row = Pick<Stock, 'quantity' | 'base_unit' | 'never_counted'>;

/** Below zero is red; what was never counted may well be there. */
export function toneOnHand(row: Row): string | undefined {
  if (row.never_counted) return 'text-muted';
  return row.quantity.startsWith('-') ? 'text-bad' : undefined;
}

/** What is on hand, as far as anybody knows. */
export function OnHand({ row, digits }: { row: Row; digits?: number }) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  if (row.never_counted) return <span className="font-normal">{t('neverCounted')}</span>;
  return (
    <Amount value={row.quantity} {...(digits !== undefined && { digits })} unit={units(row.base_unit)} />
  );
}
