import { getTranslations } from 'next-intl/server';
import { ResetForm } from '@/components/shell/reset-form';

export async function generateMetadata() {
  const t = await getTranslations('auth');
  return { title: t('welcome.title') };
}

export default function Page() {
  return <ResetForm kind="welcome" />;
}
