'use client';
import { useTranslations } from 'next-intl';
import { MIGRATION_TONES } from '@/components/transfers/migration-panel';
import { useMigration } from '@/components/transfers/use-migration';
import { Badge } from '@/components/ui/badge';
import { Moment } from '@/components/ui/moment';
import { TextLink } from '@/components/ui/text-link';
import { useErrorText } from '@/components/ui/use-error-text';
import type { Migration } from '@/lib/contracts/transfers';

/** How far the 90 days of a location are read, while they are (R31). */
export function MigrationProgress({
  locationId,
  name,
  initial,
}: {
  locationId: string;
  name: string;
  initial: Migration;
}) {
  const t = useTranslations('lightspeed.migration');
  const setup = useTranslations('setup.run');
  const errorText = useErrorText();
  const { migration = initial, working } = useMigration(locationId, initial, 'end');
  if (!migration) return null;
  const days = t('daysOf', { done: migration.days_done, total: migration.days_total });
  return (
    <div className="grid gap-1.5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <TextLink href={`/integrations/lightspeed/locations/${locationId}`}>{name}</TextLink>
        <span role="status">
          <Badge tone={MIGRATION_TONES[migration.status]}>{t(`status.${migration.status}`)}</Badge>
        </span>
        <span className="text-muted tabular-nums">{setup('days', { days })}</span>
        {working && migration.estimated_end_at ? (
          <span className="text-muted">
            {t('estimated')} <Moment iso={migration.estimated_end_at} />
          </span>
        ) : null}
      </p>
      <progress
        aria-label={`${t('title')}: ${name}`}
        value={migration.days_done}
        max={migration.days_total}
        className="h-2 w-full accent-brand"
      />
      {migration.error ? <p className="text-sm text-bad">{errorText(migration.error.code)}</p> : null}
    </div>
  );
}
