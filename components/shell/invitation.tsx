'use client';
import Link from 'next/link';
import { signOut } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useRun } from '@/components/ui/use-run';
import { acceptInvitationAction, openInvitationAction } from '@/lib/actions/invitation';
import type { OpenedInvitation } from '@/lib/contracts/invitations';
import { EntryCard } from './entry-card';
import { KEPT_INVITATION as KEPT } from './kept-invitation';

const never = () => () => {};

/**
 * The link's secret, kept for the way over signing in or up: in this tab alone, where no server sees it.
 */
const useInvitationToken = () =>
  useSyncExternalStore(
    never,
    () => {
      const opened = window.location.hash.slice(1);
      if (opened) sessionStorage.setItem(KEPT, opened);
      return opened || (sessionStorage.getItem(KEPT) ?? '');
    },
    () => null,
  );

/** What a link is an invitation to, and the way in; `me` is the address of who is signed in here. */
export function Invitation({ me }: { me: string | null }) {
  const t = useTranslations('invite');
  const token = useInvitationToken();
  const [asked, setAsked] = useState<OpenedInvitation | null>(null);
  const opening = useRun({ inPlace: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the link is known
  useEffect(() => {
    if (token === null) return;
    opening.run(() => openInvitationAction({ token: token || 'none' }), {
      done: () => null,
      after: setAsked,
    });
  }, [token]);
  if (opening.error !== null)
    return (
      <EntryCard title={t('gone')} text={t('goneText')}>
        <ButtonLink href="/">{t('open')}</ButtonLink>
      </EntryCard>
    );
  if (asked === null || token === null) return <EntryCard title={t('title')} text={t('opening')} />;
  const { company, invited_by, email } = asked;
  const title = t('invited', { company });
  const text = `${t('by', { name: invited_by })} ${t.has(`roles.${asked.role}`) ? t(`roles.${asked.role}`) : ''}`;
  if (me === null)
    return (
      <EntryCard title={title} text={text}>
        <p className="text-sm text-pretty">{t('needsAccount', { email })}</p>
        <ButtonLink href="/sign-up?next=/invite">{t('signUp')}</ButtonLink>
        <ButtonLink href="/sign-in?next=/invite" quiet>
          {t('signIn')}
        </ButtonLink>
      </EntryCard>
    );
  if (me.toLowerCase() !== email)
    return (
      <EntryCard title={title} text={text}>
        <p className="text-sm text-pretty">{t('otherAddress', { me, email })}</p>
        <Button onClick={() => signOut({ callbackUrl: '/invite' })}>{t('signOut')}</Button>
      </EntryCard>
    );
  return (
    <EntryCard title={title} text={text}>
      <Join token={token} company={company} />
    </EntryCard>
  );
}

function Join({ token, company }: { token: string; company: string }) {
  const t = useTranslations('invite');
  const { run, pending, error } = useRun({ inPlace: true });
  /** A full load: the company shown is another one now. */
  const enter = () => {
    sessionStorage.removeItem(KEPT);
    window.location.assign('/');
  };
  return (
    <>
      <FormError text={error} />
      <Button
        pending={pending}
        onClick={() => run(() => acceptInvitationAction({ token }), { done: () => null, after: enter })}
      >
        {t('join', { company })}
      </Button>
    </>
  );
}

function ButtonLink({ href, quiet, children }: { href: string; quiet?: boolean; children: ReactNode }) {
  return (
    <Link href={href} className={buttonClass({ variant: quiet ? 'secondary' : 'primary' })}>
      {children}
    </Link>
  );
}
