import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/components/ui/button';

export default async function NotFound() {
  const t = await getTranslations();
  return (
    <div className="grid max-w-md justify-items-start gap-6 py-12">
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{t('common.notFound')}</h1>
        <p className="mt-1 text-muted">{t('errors.not_found')}</p>
      </div>
      <Link href="/" className={buttonClass()}>
        {t('common.home')}
      </Link>
    </div>
  );
}
