'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { requestResetAction } from '@/lib/actions/account';
import { requestResetInput } from '@/lib/contracts/accounts';
import { EntryCard, EntryLink } from './entry-card';

/** The same answer for every address (R46). */
export function ForgotForm() {
  const t = useTranslations('auth');
  const locale = useLocale() === 'de' ? 'de' : 'en';
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { control, props, run, pending, error } = useContractForm({
    contract: requestResetInput,
    initial: { email: '' },
    toInput: (values) => ({ ...values, locale }),
  });
  if (sentTo !== null)
    return (
      <EntryCard title={t('forgot.sentTitle')} text={t('forgot.sentText', { email: sentTo })}>
        <EntryLink href="/sign-in">{t('backToSignIn')}</EntryLink>
      </EntryCard>
    );
  return (
    <EntryCard title={t('forgot.title')} text={t('forgot.text')}>
      <form
        {...props((input) =>
          run(() => requestResetAction(input), { done: () => null, after: () => setSentTo(input.email) }),
        )}
        className="grid gap-4"
      >
        <TextField
          control={control}
          name="email"
          label={t('email')}
          type="email"
          required
          autoComplete="email"
        />
        <FormError text={error} />
        <SubmitButton pending={pending}>{t('forgot.send')}</SubmitButton>
      </form>
      <EntryLink href="/sign-in">{t('backToSignIn')}</EntryLink>
    </EntryCard>
  );
}
