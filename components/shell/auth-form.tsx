'use client';
import Link from 'next/link';
import { signIn } from 'next-auth/react';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Control } from 'react-hook-form';
import { z } from 'zod';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { signUpAction } from '@/lib/actions/account';
import { signInInput, signUpInput } from '@/lib/contracts/people';
import { ERROR_CODES } from '@/lib/core/error-codes';
import { EntryLink } from './entry-card';
import { INVITE, KEPT_INVITATION } from './kept-invitation';
import { PasskeySignIn } from './passkey-sign-in';
import { SignUpMailed } from './sign-up-by-mail';

type Values = Record<'name' | 'email' | 'password' | 'code', string>;

const FORMS = {
  'sign-in': signInInput.extend({
    email: signUpInput.shape.email,
    password: signInInput.shape.password.min(1),
    name: z.string(),
    locale: signUpInput.shape.locale,
    invitation: signUpInput.shape.invitation,
  }),
  'sign-up': signUpInput.required({ password: true }),
};

/** `isOpen`: one may make an account here. `next`: the page of ours where it goes on afterwards. */
export function AuthForm({
  mode,
  isOpen = true,
  next,
}: {
  mode: 'sign-in' | 'sign-up';
  isOpen?: boolean;
  next: string;
}) {
  const t = useTranslations();
  const locale = useLocale() === 'de' ? 'de' : 'en';
  const [asksCode, setAsksCode] = useState(false);
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  const { control, props, run, pending, error } = useContractForm({
    contract: FORMS[mode],
    initial: { name: '', email: '', password: '', code: '' },
    toInput: (values) => ({
      ...values,
      locale,
      // Where accounts are made by invitation only, it is what lets one in.
      invitation: (next === INVITE && sessionStorage.getItem(KEPT_INVITATION)) || undefined,
    }),
  });
  /** A new account, if asked for, and the session. */
  async function enter(input: z.output<typeof signUpInput> & { code?: string | undefined }) {
    const made = mode === 'sign-up' ? await signUpAction(input) : undefined;
    if (made?.serverError || made?.validationErrors) return { ...made, data: undefined };
    if (made?.data && 'by_mail' in made.data) return { data: setMailedTo(input.email) };
    const { email, password, code } = input;
    const answer = await signIn('credentials', { email, password, ...(code && { code }), redirect: false });
    if (answer?.error) return { serverError: refusalOf(answer.error) };
    // A full load: nothing of another person's session may stay in the router's cache. The button waits until
    // the page is left.
    window.location.assign(`${next}${window.location.hash}`);
    return new Promise<never>(() => {});
  }
  /** The password was right, and something else is asked for. */
  function refused({ code }: { code: string }): boolean {
    if (code !== 'second_factor_required') return false;
    setAsksCode(true);
    return true;
  }
  if (mailedTo !== null) return <SignUpMailed to={mailedTo} />;
  return (
    <div className="rounded-xl border border-line bg-surface p-6">
      <h1 className="text-xl font-semibold">{t(`auth.${mode}`)}</h1>
      <p className="mt-1 mb-5 text-sm text-muted">{t(`auth.${mode}-text`)}</p>
      <form {...props((input) => run(() => enter(input), { refused }))} className="grid gap-4">
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
        {asksCode ? <CodeField control={control} /> : null}
        {mode === 'sign-in' ? <EntryLink href="/forgot">{t('auth.forgotten')}</EntryLink> : null}
        <FormError text={error} />
        <SubmitButton pending={pending}>{t(`auth.${mode}`)}</SubmitButton>
      </form>
      <OtherWays mode={mode} next={next} isOpen={isOpen} />
    </div>
  );
}

/** Below the form: signing in by a passkey, and the door beside this one where it is open. */
function OtherWays({ mode, next, isOpen }: { mode: keyof typeof FORMS; next: string; isOpen: boolean }) {
  const t = useTranslations('auth');
  return (
    <>
      {mode === 'sign-in' ? (
        <div className="mt-4 border-t border-line pt-4">
          <PasskeySignIn then={next} />
        </div>
      ) : null}
      {isOpen ? (
        <p className="mt-5 text-sm text-muted">
          {t(`${mode}-other`)}{' '}
          <Link
            href={`${mode === 'sign-in' ? '/sign-up' : '/sign-in'}${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}`}
            className="font-medium text-brand underline underline-offset-4"
          >
            {t(mode === 'sign-in' ? 'sign-up' : 'sign-in')}
          </Link>
        </p>
      ) : null}
    </>
  );
}

/** A wrong code is said under its field. */
const refusalOf = (error: string) => ({
  code: codeOf(error),
  ...(error === 'wrong_code' && { details: { field: 'code' } }),
});

/** What next-auth calls by a word of its own is a refusal of what was typed. */
const codeOf = (error: string) => (Object.hasOwn(ERROR_CODES, error) ? error : 'invalid_credentials');

/** It has the focus as soon as it is asked for. */
function CodeField({ control }: { control: Control<Values> }) {
  const t = useTranslations('auth');
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={field}>
      <TextField
        control={control}
        name="code"
        label={t('code')}
        hint={t('codeHint')}
        autoComplete="one-time-code"
      />
    </div>
  );
}
