'use client';
import { useTranslations } from 'next-intl';
import { useCanManage } from '@/components/ui/can-manage';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { useRun } from '@/components/ui/use-run';
import { createAuthorizeUrlAction } from '@/lib/actions/integration';

/** The name is asked before leaving for Lightspeed: the code that comes back lives only a minute. */
export function ConnectForm({ companyId }: { companyId: string }) {
  const t = useTranslations('lightspeed');
  const { run, pending, error } = useRun({ inPlace: true });
  if (!useCanManage()) return <p className="text-muted">{t('viewerCannotConnect')}</p>;
  return (
    <form
      className="grid max-w-md gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const name = String(new FormData(event.currentTarget).get('name') ?? '');
        run(
          () =>
            createAuthorizeUrlAction({
              company_id: companyId,
              purpose: 'connect',
              name,
              return_to: '/integrations/lightspeed',
            }),
          {
            after: (data) => {
              if (data) window.location.assign(data.url);
            },
          },
        );
      }}
    >
      <Field id="integration-name" label={t('name')} hint={t('nameHint')}>
        <Input
          id="integration-name"
          name="name"
          required
          maxLength={200}
          defaultValue="Lightspeed"
          aria-describedby="integration-name-hint"
        />
      </Field>
      {error ? (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      ) : null}
      <div>
        <SubmitButton pending={pending}>{t('connect')}</SubmitButton>
      </div>
    </form>
  );
}
