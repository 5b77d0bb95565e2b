import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Integration } from '@/lib/contracts/lightspeed';

export function IntegrationHealth({ integration }: { integration: Integration | null }) {
  const t = useTranslations('lightspeed.health');
  if (!integration) return <Badge>{t('none')}</Badge>;
  if (integration.disconnected_at) return <Badge>{t('disconnected')}</Badge>;
  if (integration.status === 'needs_reauthorization') return <Badge tone="bad">{t('reauthorize')}</Badge>;
  return integration.is_failing ? (
    <Badge tone="warn">{t('failing')}</Badge>
  ) : (
    <Badge tone="good">{t('good')}</Badge>
  );
}
