import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Notice } from './notice';
import { useErrorText } from './use-error-text';

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
  const t = useTranslations('common');
  const errorText = useErrorText();
  return (
    <Notice tone="bad" role="alert" className="mb-6" action={action}>
      <p>{errorText(code)}</p>
      {reference ? (
        <p className="mt-1 text-sm">
          {t('reference')} <code>{reference}</code>
        </p>
      ) : null}
      {children}
    </Notice>
  );
}
