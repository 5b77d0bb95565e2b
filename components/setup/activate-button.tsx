'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { useRun } from '@/components/ui/use-run';
import { activateLocationAction } from '@/lib/actions/location';

/** Activates one of several locations and starts its 90 days (R29). */
export function ActivateButton({ locationId, name }: { locationId: string; name: string }) {
  const t = useTranslations('lightspeed');
  const { run, pending } = useRun();
  if (!useCanManage()) return null;
  return (
    <Button
      size="sm"
      pending={pending}
      aria-label={`${t('activate')}: ${name}`}
      onClick={() => run(() => activateLocationAction({ id: locationId }), { done: t('activatedNow') })}
    >
      {t('activate')}
    </Button>
  );
}
