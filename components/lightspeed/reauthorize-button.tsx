'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { useRun } from '@/components/ui/use-run';
import { createAuthorizeUrlAction } from '@/lib/actions/integration';

export function ReauthorizeButton({ companyId, urgent }: { companyId: string; urgent: boolean }) {
  const t = useTranslations('lightspeed');
  const { run, pending } = useRun();
  if (!useCanManage()) return null;
  return (
    <Button
      variant={urgent ? 'primary' : 'secondary'}
      pending={pending}
      onClick={() =>
        run(
          () =>
            createAuthorizeUrlAction({
              company_id: companyId,
              purpose: 'reauthorize',
              return_to: '/integrations/lightspeed',
            }),
          {
            after: (data) => {
              if (data) window.location.assign(data.url);
            },
          },
        )
      }
    >
      {t('reauthorize')}
    </Button>
  );
}
