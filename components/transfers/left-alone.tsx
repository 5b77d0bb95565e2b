import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Moment } from '@/components/ui/moment';
import type { LocationRuns } from '@/lib/contracts/nights';

/** Why no night of an active location is transferred: nothing when they are. */
export function LeftAlone({ runs }: { runs: LocationRuns }) {
  const t = useTranslations('runs');
  if (!runs.is_activated) return null;
  const { paused_since: since } = runs;
  return (
    <>
      {runs.auto_transfer_paused ? (
        <Badge tone="warn">
          {since ? t.rich('pausedSince', { time: () => <Moment iso={since} /> }) : t('paused')}
        </Badge>
      ) : null}
      {runs.is_linked ? null : <Badge tone="warn">{t('unlinked')}</Badge>}
    </>
  );
}
