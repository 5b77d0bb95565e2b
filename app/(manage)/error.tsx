'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button, buttonClass } from '@/components/ui/button';

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  /** Reads the page again. */
  retry: () => void;
}) {
  const t = useTranslations();
  return (
    <div role="alert" className="grid max-w-md justify-items-start gap-6 py-12">
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{t('common.failed')}</h1>
        <p className="mt-1 text-muted">{t('errors.internal_error')}</p>
        {error.digest ? (
          <p className="mt-3 text-sm text-muted">
            {t('common.reference')} <code>{error.digest}</code>
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={retry}>{t('common.retry')}</Button>
        <Link href="/" className={buttonClass({ variant: 'secondary' })}>
          {t('common.home')}
        </Link>
      </div>
    </div>
  );
}
