import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthForm } from '@/components/shell/auth-form';
import { INVITE } from '@/components/shell/kept-invitation';
import { currentActor } from '@/lib/auth/current-actor';
import { ownPath } from '@/lib/auth/own-path';
import { signUpMode } from '@/lib/auth/sign-up-mode';

export async function generateMetadata() {
  const t = await getTranslations('auth');
  return { title: t('sign-in') };
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = ownPath((await searchParams).next) ?? '/';
  if ((await currentActor()).kind === 'user') redirect(next);
  const mode = signUpMode();
  const isOpen = mode === 'open' || (mode === 'invited' && next === INVITE);
  return <AuthForm mode="sign-in" isOpen={isOpen} next={next} />;
}
