'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { Card } from '@/components/ui/card';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { useErrorText } from '@/components/ui/use-error-text';
import type { LocationRuns, Runs } from '@/lib/contracts/nights';
import { isFinal } from '@/lib/core/migration-progress';
import { DayStrip } from './day-strip';
import { LeftAlone } from './left-alone';
import { OpenDays } from './open-days';

/** Reads by polling a GET route, quickly while something moves. */
export function RunsBoard({ companyId, initial }: { companyId: string; initial: Runs }) {
  const t = useTranslations('runs');
  const { data, refetch, isError } = useQuery({
    queryKey: ['runs', companyId],
    initialData: initial,
    queryFn: async (): Promise<Runs> => {
      const response = await fetch(`/api/v1/runs?company_id=${companyId}`);
      if (!response.ok) throw new Error(String(response.status));
      return (await response.json()) as Runs;
    },
    refetchInterval: (query) => (query.state.data?.data.some((runs) => runs.is_at_work) ? 2000 : 60_000),
  });
  const locations = data.data;
  const count = (test: (runs: LocationRuns) => boolean) => locations.filter(test).length;
  const running = count(
    (runs) => runs.migration?.status === 'running' || runs.next_night?.status === 'running',
  );
  const waiting = count(
    (runs) => runs.migration?.status === 'pending' || runs.next_night?.status === 'pending',
  );
  const open = locations.reduce((sum, runs) => sum + runs.open_days.length, 0);
  return (
    <div className="grid gap-6">
      {isError ? <Notice tone="warn">{t('offline')}</Notice> : null}
      <dl className="grid grid-cols-3 divide-x divide-line rounded-xl border border-line bg-surface">
        <Figure label={t('running')} value={running} />
        <Figure label={t('waiting')} value={waiting} />
        <Figure label={t('open')} value={open} tone={open > 0 ? 'text-bad' : undefined} />
      </dl>
      {locations.map((runs) => (
        <Card
          key={runs.location_id}
          title={
            <span className="flex flex-wrap items-center gap-3">
              <TextLink href={`/integrations/lightspeed/locations/${runs.location_id}`}>
                {runs.location_name}
              </TextLink>
              {runs.is_activated ? null : <Badge>{t('inactive')}</Badge>}
              <LeftAlone runs={runs} />
            </span>
          }
          description={<NextNight runs={runs} />}
        >
          <div className="grid grid-cols-1 gap-5">
            <MigrationLine runs={runs} />
            <OpenDays runs={runs} onStarted={() => refetch()} />
            {runs.is_activated ? (
              <DayStrip
                locationId={runs.location_id}
                label={t('strip', { location: runs.location_name })}
                days={runs.days}
              />
            ) : (
              <p className="text-sm text-muted">{t('inactiveText')}</p>
            )}
          </div>
        </Card>
      ))}
    </div>
  );
}

function Figure({ label, value, tone }: { label: string; value: number; tone?: string | undefined }) {
  return (
    <div className="px-4 py-3 sm:px-5">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className={`text-2xl font-semibold tabular-nums ${tone ?? ''}`}>{value}</dd>
    </div>
  );
}

/** In words when the location's next night comes, or why none does. */
export function NextNight({ runs }: { runs: LocationRuns }): ReactNode {
  const t = useTranslations('runs');
  const { next_night: night } = runs;
  if (!night) {
    return t(!runs.is_activated ? 'nextInactive' : !runs.is_linked ? 'nextUnlinked' : 'nextPaused');
  }
  return t.rich(`next.${night.waits_for ?? night.status}`, {
    day: () => <Day date={night.date} weekday />,
    time: () => <Moment iso={night.due_at} />,
  });
}

function MigrationLine({ runs }: { runs: LocationRuns }) {
  const t = useTranslations();
  const errorText = useErrorText();
  const { migration } = runs;
  if (!migration) return null;
  if (!isFinal(migration.status)) {
    const text = t('runs.migrating', { done: migration.days_done, total: migration.days_total });
    return (
      <div className="grid gap-2">
        <p className="text-sm">{text}</p>
        <progress
          aria-label={text}
          value={migration.days_done}
          max={migration.days_total}
          className="h-2 w-full"
        />
      </div>
    );
  }
  if (migration.status !== 'failed') return null;
  return (
    <Notice tone="bad" title={t('runs.migrationFailed')}>
      {errorText(migration.error?.code ?? 'internal_error')}{' '}
      <TextLink href={`/integrations/lightspeed/locations/${runs.location_id}`}>
        {t('runs.toMigration')}
      </TextLink>
    </Notice>
  );
}
