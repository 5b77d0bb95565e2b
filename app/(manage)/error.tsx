'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations();
  return (
    <div role="alert" className="py-16 text-center">
      <h1 className="text-xl font-semibold">{t('common.failed')}</h1>
      <p className="mx-auto mt-2 mb-6 max-w-md text-muted">{t('errors.internal_error')}</p>
      <Button onClick={reset}>{t('common.retry')}</Button>
    </div>
  );
}
