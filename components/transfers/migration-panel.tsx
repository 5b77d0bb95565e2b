'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Amount } from '@/components/ui/amount';
import { Badge, type Tone } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { ErrorBanner } from '@/components/ui/error-banner';
import { Facts } from '@/components/ui/facts';
import { Moment } from '@/components/ui/moment';
import { useRun } from '@/components/ui/use-run';
import { cancelMigrationAction, startMigrationAction } from '@/lib/actions/migration';
import type { Migration } from '@/lib/contracts/transfers';
import { useMigration } from './use-migration';
import { useUnitQuestion } from './use-unit-question';

/** Of each state of a migration. */
export const MIGRATION_TONES: Record<Migration['status'], Tone> = {
  pending: 'neutral',
  running: 'brand',
  completed: 'good',
  cancelled: 'warn',
  failed: 'bad',
};
export function MigrationPanel({
  locationId,
  initial,
  canStart,
}: {
  locationId: string;
  initial: Migration | null;
  canStart: boolean;
}) {
  const t = useTranslations('lightspeed.migration');
  const { migration, refetch, isError, working } = useMigration(locationId, initial, 'days');
  if (!migration) return <p className="text-muted">{t('none')}</p>;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('days'), t('daysOf', { done: migration.days_done, total: migration.days_total })],
    ...(working ? [[t('currentDay'), <Day key="d" date={migration.current_day} />] as const] : []),
    [t('entries'), <Amount key="e" value={String(migration.entries_written)} />],
    [t('unmapped'), <Amount key="u" value={String(migration.unmapped_items)} />],
    [t('started'), <Moment key="s" iso={migration.started_at} />],
    working
      ? [t('estimated'), <Moment key="x" iso={migration.estimated_end_at} />]
      : [t('finished'), <Moment key="f" iso={migration.finished_at} />],
  ];
  return (
    <div>
      <div className="mb-2 flex items-center justify-between gap-3">
        <span role="status">
          <Badge tone={MIGRATION_TONES[migration.status]}>{t(`status.${migration.status}`)}</Badge>
        </span>
        {isError ? <span className="text-sm text-warn">{t('offline')}</span> : null}
      </div>
      <progress
        aria-label={t('title')}
        value={migration.days_done}
        max={migration.days_total}
        className="h-2 w-full accent-brand"
      />
      <Facts className="my-5" facts={facts} />
      {migration.error ? (
        <ErrorBanner code={migration.error.code}>
          {migration.error.day ? (
            <p className="text-sm">
              <Day date={migration.error.day} />
            </p>
          ) : null}
        </ErrorBanner>
      ) : null}
      <Controls locationId={locationId} isAtWork={working} canStart={canStart} onDone={refetch} />
    </div>
  );
}

/** Cancels what is at work, or runs it again. */
function Controls({
  locationId,
  isAtWork,
  canStart,
  onDone,
}: {
  locationId: string;
  isAtWork: boolean;
  canStart: boolean;
  onDone: () => unknown;
}) {
  const t = useTranslations('lightspeed.migration');
  const { run, pending } = useRun();
  const unit = useUnitQuestion(locationId);
  return (
    <>
      {isAtWork ? (
        <ConfirmButton
          label={t('cancel')}
          title={t('cancelTitle')}
          text={t('cancelText')}
          disabled={pending}
          onConfirm={() =>
            run(() => cancelMigrationAction({ id: locationId }), {
              done: t('cancelled'),
              after: () => void onDone(),
            })
          }
        />
      ) : canStart ? (
        <ConfirmButton
          variant="secondary"
          label={t('rerun')}
          title={t('rerunTitle')}
          text={t('rerunText')}
          disabled={pending}
          onConfirm={() =>
            unit.ask(null, (choice) =>
              run(() => startMigrationAction({ id: locationId, storage_unit: choice }), {
                done: t('startedNow'),
                after: () => void onDone(),
              }),
            )
          }
        />
      ) : null}
      {unit.dialog}
      {unit.failed ? (
        <p role="alert" className="mt-2 text-sm text-bad">
          {unit.failed}
        </p>
      ) : null}
    </>
  );
}
