'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { createCompanyAction } from '@/lib/actions/company';
import { createCompanyInput } from '@/lib/contracts/people';

export function CreateCompanyForm() {
  const t = useTranslations('company');
  const router = useRouter();
  const { control, props, run, pending, error } = useContractForm({
    contract: createCompanyInput,
    initial: { name: '' },
    toInput: (values) => values,
  });
  return (
    <form
      {...props((input) => run(() => createCompanyAction(input), { after: () => router.push('/setup') }))}
      className="grid max-w-md gap-4"
    >
      <TextField control={control} name="name" label={t('name')} hint={t('nameHint')} required />
      <FormError text={error} />
      <div>
        <SubmitButton pending={pending}>{t('create')}</SubmitButton>
      </div>
    </form>
  );
}
