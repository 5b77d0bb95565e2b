import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';

/** Below these full days a cook looks twice, and below the second orders today. */
const SOON = 7;
const NOW = 2;

export function DaysLeft({ days }: { days: number | null }) {
  const t = useTranslations('stock');
  if (days === null) return <span className="text-muted">–</span>;
  const tone = days < NOW ? 'bad' : days < SOON ? 'warn' : 'neutral';
  return <Badge tone={tone}>{days > 365 ? t('overAYear') : t('days', { count: days })}</Badge>;
}
