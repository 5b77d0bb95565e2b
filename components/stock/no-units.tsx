import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';

/** For a stock keeper whose storage units are gone. */
export function NoUnits({ title }: { title: string }) {
  const t = useTranslations('stock');
  return (
    <>
      <PageHeader title={title} />
      <EmptyState title={t('noUnitsOfYours')} text={t('noUnitsOfYoursText')} />
    </>
  );
}
