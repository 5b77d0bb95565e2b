'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { useRun } from '@/components/ui/use-run';
import { createCompanyAction } from '@/lib/actions/company';

export function CreateCompanyForm() {
  const t = useTranslations('company');
  const router = useRouter();
  const { run, pending, error } = useRun({ inPlace: true });
  return (
    <form
      className="grid max-w-md gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const name = String(new FormData(event.currentTarget).get('name') ?? '');
        run(() => createCompanyAction({ name }), { after: () => router.push('/setup') });
      }}
    >
      <Field id="company-name" label={t('name')} hint={t('nameHint')}>
        <Input id="company-name" name="name" required maxLength={200} aria-describedby="company-name-hint" />
      </Field>
      {error ? (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      ) : null}
      <div>
        <SubmitButton pending={pending}>{t('create')}</SubmitButton>
      </div>
    </form>
  );
}
