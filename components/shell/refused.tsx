import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';

/** In place of a page whose services the reader's role may not call (R2). */
export function Refused() {
  const t = useTranslations();
  return (
    <div role="alert" className="grid max-w-md justify-items-start gap-6 py-12">
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{t('common.refused')}</h1>
        <p className="mt-1 text-muted">{t('errors.forbidden')}</p>
      </div>
      <Link href="/" className={buttonClass({ variant: 'secondary' })}>
        {t('common.home')}
      </Link>
    </div>
  );
}
