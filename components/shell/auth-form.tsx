'use client';
import Link from 'next/link';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { signUpAction } from '@/lib/actions/account';

export function AuthForm({ mode }: { mode: 'sign-in' | 'sign-up' }) {
  const t = useTranslations();
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const sentence = (code: string) => {
    const key = `errors.${code}` as never;
    return t.has(key) ? t(key) : t('errors.invalid_credentials');
  };
  async function submit(form: FormData) {
    const email = String(form.get('email') ?? '');
    const password = String(form.get('password') ?? '');
    if (mode === 'sign-up') {
      const made = await signUpAction({ email, password, name: String(form.get('name') ?? '') });
      const code = made?.serverError?.code ?? (made?.validationErrors ? 'validation_failed' : null);
      if (code) return setError(sentence(code));
    }
    const answer = await signIn('credentials', { email, password, redirect: false });
    if (answer?.error) return setError(sentence(answer.error));
    // A full load: nothing of another person's session may stay in the router's cache.
    window.location.assign('/');
  }
  return (
    <div className="rounded-xl border border-line bg-surface p-6">
      <h1 className="text-xl font-semibold">{t(`auth.${mode}`)}</h1>
      <p className="mt-1 mb-5 text-sm text-muted">{t(`auth.${mode}-text`)}</p>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          setError(null);
          setPending(true);
          submit(form)
            .catch(() => setError(t('errors.service_unavailable')))
            .finally(() => setPending(false));
        }}
      >
        {mode === 'sign-up' ? (
          <Field id="name" label={t('auth.name')}>
            <Input id="name" name="name" autoComplete="name" />
          </Field>
        ) : null}
        <Field id="email" label={t('auth.email')}>
          <Input id="email" name="email" type="email" required autoComplete="email" />
        </Field>
        <Field
          id="password"
          label={t('auth.password')}
          hint={mode === 'sign-up' ? t('auth.passwordHint') : undefined}
        >
          <Input
            id="password"
            name="password"
            type="password"
            required
            minLength={mode === 'sign-up' ? 10 : undefined}
            autoComplete={mode === 'sign-up' ? 'new-password' : 'current-password'}
            aria-describedby={mode === 'sign-up' ? 'password-hint' : undefined}
          />
        </Field>
        {error ? (
          <p role="alert" className="rounded-lg bg-bad-soft p-3 text-sm text-bad">
            {error}
          </p>
        ) : null}
        <SubmitButton pending={pending}>{t(`auth.${mode}`)}</SubmitButton>
      </form>
      <p className="mt-5 text-sm text-muted">
        {t(`auth.${mode}-other`)}{' '}
        <Link
          href={mode === 'sign-in' ? '/sign-up' : '/sign-in'}
          className="font-medium text-brand underline underline-offset-4"
        >
          {t(mode === 'sign-in' ? 'auth.sign-up' : 'auth.sign-in')}
        </Link>
      </p>
    </div>
  );
}
