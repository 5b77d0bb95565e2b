import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Integration } from '@/lib/contracts/lightspeed';

export function IntegrationHealth({ integration }: { integration: Integration | null }) {
  const t = useTranslations('lightspeed.health');
  if (!integration) return <Badge>{t('none')}</Badge>;
  if (integration.status === 'needs_reauthorization') return <Badge tone="bad">{t('reauthorize')}</Badge>;
  const failing =
    integration.last_error_at !== null &&
    (integration.last_success_at === null || integration.last_error_at > integration.last_success_at);
  return failing ? <Badge tone="warn">{t('failing')}</Badge> : <Badge tone="good">{t('good')}</Badge>;
}
