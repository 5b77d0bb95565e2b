import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/components/ui/button';

export default async function NotFound() {
  const t = await getTranslations();
  return (
    <div className="px-4 py-24 text-center">
      <h1 className="text-xl font-semibold">{t('common.notFound')}</h1>
      <p className="mx-auto mt-2 mb-6 max-w-md text-muted">{t('errors.not_found')}</p>
      <Link href="/" className={buttonClass()}>
        {t('common.home')}
      </Link>
    </div>
  );
}
