import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Notice } from './notice';

/** The sentence for an error code, which says what to do (R34); `reference` is the id its log line has. */
export function ErrorBanner({
  code,
  reference,
  action,
  children,
}: {
  code: string;
  reference?: string | undefined;
  action?: ReactNode;
  children?: ReactNode;
}) {
  const t = useTranslations();
  const key = `errors.${code}` as never;
  return (
    <Notice tone="bad" role="alert" className="mb-6" action={action}>
      <p>{t.has(key) ? t(key) : t('errors.internal_error')}</p>
      {reference ? (
        <p className="mt-1 text-sm">
          {t('common.reference')} <code>{reference}</code>
        </p>
      ) : null}
      {children}
    </Notice>
  );
}
