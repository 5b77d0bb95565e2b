import { getTranslations } from 'next-intl/server';
import { ConfirmAddress } from '@/components/shell/confirm-address';

export async function generateMetadata() {
  const t = await getTranslations('auth');
  return { title: t('confirm.title') };
}

export default function Page() {
  return <ConfirmAddress />;
}
