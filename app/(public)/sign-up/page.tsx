import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthForm } from '@/components/shell/auth-form';
import { SignUpClosed } from '@/components/shell/sign-up-closed';
import { currentActor } from '@/lib/auth/current-actor';
import { signUpMode } from '@/lib/auth/sign-up-mode';

export async function generateMetadata() {
  const t = await getTranslations('auth');
  return { title: t('sign-up') };
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = (await searchParams).next === 'invite' ? 'invite' : undefined;
  if ((await currentActor()).kind === 'user') redirect(next ? '/invite' : '/');
  const mode = signUpMode();
  const isOpen = mode === 'open' || (mode === 'invited' && next !== undefined);
  return isOpen ? <AuthForm mode="sign-up" next={next} /> : <SignUpClosed mode={mode} />;
}
