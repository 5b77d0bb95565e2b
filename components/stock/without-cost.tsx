import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';

/** How many ingredients count as 0 because their cost is unknown, and what to do about it (R23). */
export function WithoutCost({ count }: { count: number }) {
  const t = useTranslations('stock');
  if (count === 0) return null;
  return (
    <Notice
      tone="warn"
      title={t('withoutCost', { count })}
      action={<TextLink href="/inventory/ingredients">{t('withoutCostLink')}</TextLink>}
    >
      {t('withoutCostText')}
    </Notice>
  );
}
