import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Wordmark } from '@/components/shell/wordmark';
import { buttonClass } from '@/components/ui/button';

export default async function NotFound() {
  const t = await getTranslations('common');
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-6 px-6 py-10">
      <Wordmark />
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{t('notFound')}</h1>
        <p className="mt-1 text-muted">{t('notFoundText')}</p>
      </div>
      <Link href="/" className={buttonClass()}>
        {t('home')}
      </Link>
    </main>
  );
}
