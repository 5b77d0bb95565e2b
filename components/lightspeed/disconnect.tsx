'use client';
import { useTranslations } from 'next-intl';
import { useCanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { useRun } from '@/components/ui/use-run';
import { disconnectIntegrationAction } from '@/lib/actions/integration';

/** Ends the connection; everything but the tokens stays. */
export function Disconnect({ id }: { id: string }) {
  const t = useTranslations('lightspeed.disconnect');
  const { run, pending } = useRun();
  if (!useCanManage()) return null;
  return (
    <Card
      title={t('title')}
      description={t('text')}
      actions={
        <ConfirmButton
          label={t('button')}
          title={t('confirmTitle')}
          text={t('confirmText')}
          variant="secondary"
          disabled={pending}
          onConfirm={() => run(() => disconnectIntegrationAction({ id }), { done: t('done') })}
        />
      }
    />
  );
}
