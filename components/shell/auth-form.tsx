'use client';
import Link from 'next/link';
import { signIn } from 'next-auth/react';
import { useLocale, useTranslations } from 'next-intl';
import { z } from 'zod';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { signUpAction } from '@/lib/actions/account';
import { signInInput, signUpInput } from '@/lib/contracts/people';
import { ERROR_CODES } from '@/lib/core/error-codes';
import { EntryLink } from './entry-card';
import { KEPT_INVITATION } from './kept-invitation';

const FORMS = {
  'sign-in': signInInput.extend({
    email: signUpInput.shape.email,
    password: signInInput.shape.password.min(1),
    name: z.string(),
    locale: signUpInput.shape.locale,
    invitation: signUpInput.shape.invitation,
  }),
  'sign-up': signUpInput,
};

/** `isOpen`: one may make an account here. `next`: where it goes on afterwards, if not at the start. */
export function AuthForm({
  mode,
  isOpen = true,
  next,
}: {
  mode: 'sign-in' | 'sign-up';
  isOpen?: boolean;
  next?: 'invite' | undefined;
}) {
  const t = useTranslations();
  const locale = useLocale() === 'de' ? 'de' : 'en';
  const { control, props, run, pending, error } = useContractForm({
    contract: FORMS[mode],
    initial: { name: '', email: '', password: '' },
    toInput: (values) => ({
      ...values,
      locale,
      // Where accounts are made by invitation only, it is what lets one in.
      invitation: (next && sessionStorage.getItem(KEPT_INVITATION)) || undefined,
    }),
  });
  /** A new account, if asked for, and the session. */
  async function enter(input: z.output<typeof signUpInput>) {
    const made = mode === 'sign-up' ? await signUpAction(input) : undefined;
    if (made?.serverError || made?.validationErrors) return { ...made, data: undefined };
    const { email, password } = input;
    const answer = await signIn('credentials', { email, password, redirect: false });
    if (answer?.error) return { serverError: { code: codeOf(answer.error) } };
    // A full load: nothing of another person's session may stay in the router's cache. The button waits until
    // the page is left.
    window.location.assign(next ? `/${next}` : '/');
    return new Promise<never>(() => {});
  }
  return (
    <div className="rounded-xl border border-line bg-surface p-6">
      <h1 className="text-xl font-semibold">{t(`auth.${mode}`)}</h1>
      <p className="mt-1 mb-5 text-sm text-muted">{t(`auth.${mode}-text`)}</p>
      <form {...props((input) => run(() => enter(input)))} className="grid gap-4">
        {mode === 'sign-up' ? (
          <TextField control={control} name="name" label={t('auth.name')} autoComplete="name" />
        ) : null}
        <TextField
          control={control}
          name="email"
          label={t('auth.email')}
          type="email"
          required
          autoComplete="email"
        />
        <TextField
          control={control}
          name="password"
          label={t('auth.password')}
          hint={mode === 'sign-up' ? t('auth.passwordHint') : undefined}
          type="password"
          required
          minLength={mode === 'sign-up' ? 10 : undefined}
          autoComplete={mode === 'sign-up' ? 'new-password' : 'current-password'}
        />
        {mode === 'sign-in' ? <EntryLink href="/forgot">{t('auth.forgotten')}</EntryLink> : null}
        <FormError text={error} />
        <SubmitButton pending={pending}>{t(`auth.${mode}`)}</SubmitButton>
      </form>
      {isOpen ? (
        <p className="mt-5 text-sm text-muted">
          {t(`auth.${mode}-other`)}{' '}
          <Link
            href={`${mode === 'sign-in' ? '/sign-up' : '/sign-in'}${next ? `?next=${next}` : ''}`}
            className="font-medium text-brand underline underline-offset-4"
          >
            {t(mode === 'sign-in' ? 'auth.sign-up' : 'auth.sign-in')}
          </Link>
        </p>
      ) : null}
    </div>
  );
}

/** What next-auth calls by a word of its own is a refusal of what was typed. */
const codeOf = (error: string) => (Object.hasOwn(ERROR_CODES, error) ? error : 'invalid_credentials');
