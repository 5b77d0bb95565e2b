'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useRun } from '@/components/ui/use-run';
import { confirmAddressAction } from '@/lib/actions/account';
import { EntryCard, EntryLink } from './entry-card';
import { useLinkToken } from './use-link-token';

/** By a click, not by opening: programs that look at mail open its links (R46). */
export function ConfirmAddress() {
  const t = useTranslations('auth');
  const token = useLinkToken();
  const [email, setEmail] = useState<string | null>(null);
  const { run, pending, error } = useRun({ inPlace: true });
  if (email !== null)
    return (
      <EntryCard title={t('confirm.doneTitle')} text={t('confirm.doneText', { email })}>
        <EntryLink href="/">{t('confirm.open')}</EntryLink>
      </EntryCard>
    );
  return (
    <EntryCard title={t('confirm.title')} text={t('confirm.text')}>
      <FormError text={error} />
      <Button
        disabled={pending}
        onClick={() =>
          run(() => confirmAddressAction({ token: token || 'none' }), {
            done: () => null,
            after: (done) => setEmail(done.email),
          })
        }
      >
        {t('confirm.confirm')}
      </Button>
    </EntryCard>
  );
}
