'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { signUpAction } from '@/lib/actions/account';
import { signUpInput } from '@/lib/contracts/people';
import { EntryCard, EntryLink } from './entry-card';

/** An account by a link in a mail: the same answer for every address (R49). */
export function SignUpByMail() {
  const t = useTranslations('auth');
  const locale = useLocale() === 'de' ? 'de' : 'en';
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { control, props, run, pending, error } = useContractForm({
    contract: signUpInput,
    initial: { name: '', email: '' },
    toInput: (values) => ({ ...values, locale }),
  });
  if (sentTo !== null) return <SignUpMailed to={sentTo} />;
  return (
    <EntryCard title={t('sign-up')} text={t('byMail')}>
      <form
        {...props((input) =>
          run(() => signUpAction(input), { done: () => null, after: () => setSentTo(input.email) }),
        )}
        className="grid gap-4"
      >
        <TextField control={control} name="name" label={t('name')} autoComplete="name" />
        <TextField
          control={control}
          name="email"
          label={t('email')}
          type="email"
          required
          autoComplete="email"
        />
        <FormError text={error} />
        <SubmitButton pending={pending}>{t('sign-up')}</SubmitButton>
      </form>
      <p className="text-sm text-muted">{t('sign-up-other')}</p>
      <EntryLink href="/sign-in">{t('sign-in')}</EntryLink>
    </EntryCard>
  );
}

export function SignUpMailed({ to }: { to: string }) {
  const t = useTranslations('auth');
  return (
    <EntryCard title={t('mailed.title')} text={t('mailed.text', { email: to })}>
      <EntryLink href="/sign-in">{t('backToSignIn')}</EntryLink>
    </EntryCard>
  );
}
