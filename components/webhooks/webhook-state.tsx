import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Webhook } from '@/lib/contracts/webhooks';

export function WebhookState({ of: { is_on, off_reason } }: { of: Webhook }) {
  const t = useTranslations('webhooks');
  if (is_on) return <Badge tone="good">{t('on')}</Badge>;
  if (off_reason === null) return <Badge>{t('off')}</Badge>;
  return <Badge tone="bad">{t(off_reason === 'gone' ? 'gone' : 'failing')}</Badge>;
}
