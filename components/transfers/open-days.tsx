'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/business-day';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { Notice } from '@/components/ui/notice';
import { useErrorText } from '@/components/ui/use-error-text';
import { useRun } from '@/components/ui/use-run';
import { runMissedNightsAction } from '@/lib/actions/location';
import { runTransferAction } from '@/lib/actions/transfer';
import type { LocationRuns } from '@/lib/contracts/nights';

/** Days shown one by one; more than these are rather done together. */
const SHOWN = 7;

/**
 * Business days that are not in the ledger and that nothing will bring there by itself: why, and the way to
 * do it now.
 */
export function OpenDays({
  runs,
  location,
  onStarted,
}: {
  runs: LocationRuns;
  /** Its name, where the page does not say it already. */
  location?: string;
  onStarted?: () => void;
}) {
  const t = useTranslations();
  const allowed = useCanManage();
  const { run, pending } = useRun();
  const days = runs.open_days;
  if (days.length === 0) return null;
  const nights = runs.missed_nights.length;
  const isFailed = days.some((day) => day.reason === 'failed');
  const canRun = allowed && runs.is_linked;
  return (
    <Notice
      tone={isFailed ? 'bad' : 'warn'}
      title={
        location
          ? t('runs.openTitleAt', { location, count: days.length })
          : t('runs.openTitle', { count: days.length })
      }
      action={
        canRun && nights > 1 ? (
          <Button
            size="sm"
            pending={pending}
            onClick={() =>
              run(() => runMissedNightsAction({ id: runs.location_id }), {
                done: t('runs.requested', { count: nights }),
                after: onStarted,
              })
            }
          >
            {t('runs.runAll', { count: nights })}
          </Button>
        ) : null
      }
    >
      <p>
        {t(
          runs.is_linked
            ? runs.auto_transfer_paused
              ? 'runs.openPaused'
              : 'runs.openText'
            : 'runs.openUnlinked',
        )}
      </p>
      <ul className="mt-2 divide-y divide-line text-ink">
        {days.slice(0, SHOWN).map((day) => (
          <OpenDayRow key={day.date} runs={runs} day={day} canRun={canRun} onStarted={onStarted} />
        ))}
      </ul>
      {days.length > SHOWN ? <p className="mt-1">{t('runs.more', { count: days.length - SHOWN })}</p> : null}
    </Notice>
  );
}

function OpenDayRow({
  runs,
  day,
  canRun,
  onStarted,
}: {
  runs: LocationRuns;
  day: LocationRuns['open_days'][number];
  canRun: boolean;
  onStarted: (() => void) | undefined;
}) {
  const t = useTranslations();
  const errorText = useErrorText();
  const { run, pending } = useRun();
  // A run that failed is a result, not a refusal (R28); here its code is what there is to say.
  const transferDay = async (date: string) => {
    const answer = await runTransferAction({ id: runs.location_id, date, force_refresh: true });
    const error = answer?.data?.error;
    return error ? { serverError: { code: error.code } } : answer;
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
      <span className="min-w-0 flex-1 basis-52">
        <span className="font-medium">
          <Day date={day.date} weekday />
        </span>{' '}
        <span className="text-muted">
          {t(`runs.reasons.${day.reason}`)}
          {day.error_code ? <> – {errorText(day.error_code)}</> : null}
        </span>
      </span>
      <span className="flex items-center gap-2">
        {day.log_id ? (
          <Link
            className="rounded-sm underline underline-offset-4"
            href={`/integrations/lightspeed/transfers/${day.log_id}`}
          >
            {t('runs.log')}
          </Link>
        ) : null}
        {canRun ? (
          <Button
            size="sm"
            variant="secondary"
            pending={pending}
            aria-label={`${t('runs.repeat')}: ${day.date}`}
            onClick={() =>
              run<unknown>(
                async () =>
                  day.is_nightly
                    ? runMissedNightsAction({ id: runs.location_id, dates: [day.date] })
                    : transferDay(day.date),
                {
                  done: t(day.is_nightly ? 'runs.requested' : 'runs.repeated', { count: 1 }),
                  after: onStarted,
                },
              )
            }
          >
            {t('runs.repeat')}
          </Button>
        ) : null}
      </span>
    </li>
  );
}
