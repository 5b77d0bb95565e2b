import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';

/** In place of the form where not everybody may make an account. */
export function SignUpClosed({ mode }: { mode: 'invited' | 'closed' }) {
  const t = useTranslations('auth');
  return (
    <div className="rounded-xl border border-line bg-surface p-6">
      <h1 className="text-xl font-semibold">{t(`${mode}.title`)}</h1>
      <p className="mt-2 mb-5 text-muted">{t(`${mode}.text`)}</p>
      <p className="text-sm text-muted">
        {t('sign-up-other')} <TextLink href="/sign-in">{t('sign-in')}</TextLink>
      </p>
    </div>
  );
}
