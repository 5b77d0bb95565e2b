'use client';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/ui/action-button';
import { toggleAutoTransferAction } from '@/lib/actions/location';

/** The nightly transfer of a paused location goes on again. */
export function ResumeButton({
  locationId,
  variant = 'secondary',
}: {
  locationId: string;
  variant?: 'primary' | 'secondary';
}) {
  const t = useTranslations('runs');
  return (
    <ActionButton
      size="sm"
      variant={variant}
      done={t('resumed')}
      action={() => toggleAutoTransferAction({ id: locationId, auto_transfer_paused: false })}
    >
      {t('resume')}
    </ActionButton>
  );
}
