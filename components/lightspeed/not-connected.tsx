import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import type { Integration } from '@/lib/contracts/lightspeed';

/** Whether Lightspeed can be asked: false after a disconnect, and where it grants no access any more (R7). */
export const isConnected = ({ status }: Pick<Integration, 'status'>) => status === 'connected';

/** In place of what asks Lightspeed: why it cannot be done, and the way to connect again. */
export function NotConnected() {
  const t = useTranslations('lightspeed');
  return (
    <p className="text-sm text-muted">
      {t('notAsked')} <TextLink href="/integrations/lightspeed#connection">{t('connectAgain')}</TextLink>
    </p>
  );
}
