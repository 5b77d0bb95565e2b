import { useTranslations } from 'next-intl';

export function ErrorBanner({ code, children }: { code: string; children?: React.ReactNode }) {
  const t = useTranslations();
  const key = `errors.${code}` as never;
  return (
    <div role="alert" className="mb-6 rounded-xl bg-bad-soft p-4 text-bad">
      <p>{t.has(key) ? t(key) : t('errors.internal_error')}</p>
      {children}
    </div>
  );
}
