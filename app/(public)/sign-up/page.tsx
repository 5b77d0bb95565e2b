import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthForm } from '@/components/shell/auth-form';
import { INVITE } from '@/components/shell/kept-invitation';
import { SignUpByMail } from '@/components/shell/sign-up-by-mail';
import { SignUpClosed } from '@/components/shell/sign-up-closed';
import { currentActor } from '@/lib/auth/current-actor';
import { ownPath } from '@/lib/auth/own-path';
import { signUpMode } from '@/lib/auth/sign-up-mode';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';

export async function generateMetadata() {
  const t = await getTranslations('auth');
  return { title: t('sign-up') };
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
  if (!isOpen) return <SignUpClosed mode={mode} />;
  // Whoever comes by an invitation has shown whose the address is.
  const isByMail = serviceContext(ANONYMOUS).mail.kind === 'smtp' && next !== INVITE;
  return isByMail ? <SignUpByMail /> : <AuthForm mode="sign-up" next={next} />;
}
