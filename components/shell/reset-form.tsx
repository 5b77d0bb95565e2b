'use client';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { resetPasswordAction } from '@/lib/actions/account';
import { resetPasswordInput } from '@/lib/contracts/accounts';
import { EntryCard, EntryLink } from './entry-card';
import { useLinkToken } from './use-link-token';

/** A new password by the link of a mail (R46); `welcome`: the first one of an account (R49). */
export function ResetForm({ kind = 'reset' }: { kind?: 'reset' | 'welcome' }) {
  const t = useTranslations('auth');
  const token = useLinkToken();
  const [isDone, setDone] = useState(false);
  const { control, props, run, pending, error } = useContractForm({
    contract: resetPasswordInput,
    initial: { password: '' },
    toInput: (values) => ({ ...values, token: token || 'none' }),
  });
  /** The first time it leads straight in. */
  async function open(email: string, password: string) {
    if (kind === 'reset') return setDone(true);
    await signIn('credentials', { email, password, redirect: false });
    window.location.assign('/');
  }
  if (isDone)
    return (
      <EntryCard title={t('reset.doneTitle')} text={t('reset.doneText')}>
        <EntryLink href="/sign-in">{t('sign-in')}</EntryLink>
      </EntryCard>
    );
  return (
    <EntryCard title={t(`${kind}.title`)} text={t(`${kind}.text`)}>
      <form
        {...props((input) =>
          run(() => resetPasswordAction(input), {
            done: () => null,
            after: ({ email }) => void open(email, input.password),
          }),
        )}
        className="grid gap-4"
      >
        <TextField
          control={control}
          name="password"
          label={t(`${kind}.password`)}
          hint={t('passwordHint')}
          type="password"
          required
          minLength={10}
          autoComplete="new-password"
        />
        <FormError text={error} />
        <SubmitButton pending={pending}>{t(`${kind}.save`)}</SubmitButton>
      </form>
      <EntryLink href={kind === 'reset' ? '/forgot' : '/sign-up'}>{t(`${kind}.again`)}</EntryLink>
    </EntryCard>
  );
}
