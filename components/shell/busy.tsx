'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** In place of a page whose report found no free place. */
export function Busy() {
  const t = useTranslations();
  return (
    <div role="alert" className="grid max-w-md justify-items-start gap-6 py-12">
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{t('common.busy')}</h1>
        <p className="mt-1 text-muted">{t('errors.reports_busy')}</p>
      </div>
      <Button variant="secondary" onClick={() => window.location.reload()}>
        {t('common.retry')}
      </Button>
    </div>
  );
}
