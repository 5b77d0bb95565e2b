import { getTranslations } from 'next-intl/server';
import { EntryCard, EntryLink } from '@/components/shell/entry-card';
import { ForgotForm } from '@/components/shell/forgot-form';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';

export async function generateMetadata() {
  const t = await getTranslations('auth');
  return { title: t('forgot.title') };
}

export default async function Page() {
  if (serviceContext(ANONYMOUS).mail.kind !== 'off') return <ForgotForm />;
  const t = await getTranslations('auth');
  return (
    <EntryCard title={t('forgot.title')} text={t('forgot.mailOff')}>
      <EntryLink href="/sign-in">{t('backToSignIn')}</EntryLink>
    </EntryCard>
  );
}
