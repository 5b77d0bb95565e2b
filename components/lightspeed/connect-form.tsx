'use client';
import { useTranslations } from 'next-intl';
import { useCanManage } from '@/components/ui/can-manage';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { createAuthorizeUrlAction } from '@/lib/actions/integration';
import { authorizeUrlInput } from '@/lib/contracts/lightspeed';

/** The name is asked before leaving for Lightspeed: the code that comes back lives only a minute. */
export function ConnectForm({
  companyId,
  returnTo = '/integrations/lightspeed',
}: {
  companyId: string;
  returnTo?: string;
}) {
  const t = useTranslations('lightspeed');
  const { control, props, run, pending, error } = useContractForm({
    contract: authorizeUrlInput,
    initial: { name: 'Lightspeed' },
    toInput: ({ name }) => ({
      company_id: companyId,
      purpose: 'connect',
      name,
      return_to: returnTo,
    }),
  });
  if (!useCanManage()) return <p className="text-muted">{t('viewerCannotConnect')}</p>;
  return (
    <form
      {...props((input) =>
        run(() => createAuthorizeUrlAction(input), {
          after: (data) => {
            if (data) window.location.assign(data.url);
          },
        }),
      )}
      className="grid max-w-md gap-4"
    >
      <TextField control={control} name="name" label={t('name')} hint={t('nameHint')} required />
      <FormError text={error} />
      <div>
        <SubmitButton pending={pending}>{t('connect')}</SubmitButton>
      </div>
    </form>
  );
}
