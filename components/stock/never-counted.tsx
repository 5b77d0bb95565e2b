import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';

/** How many ingredients nobody ever counted or received, and what to do about it. */
export function NeverCounted({
  count,
  storageUnitId,
}: {
  count: number;
  storageUnitId?: string | undefined;
}) {
  const t = useTranslations('stock');
  if (count === 0) return null;
  const unit = storageUnitId ? `?storage_unit=${storageUnitId}` : '';
  return (
    <Notice
      tone="info"
      title={t('neverCountedTitle', { count })}
      action={<TextLink href={`/inventory/counts/new${unit}`}>{t('neverCountedLink')}</TextLink>}
    >
      {t('neverCountedText')}
    </Notice>
  );
}
