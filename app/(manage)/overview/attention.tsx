import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { OpenDays } from '@/components/transfers/open-days';
import { ResumeButton } from '@/components/transfers/resume-button';
import { Day } from '@/components/ui/business-day';
import { buttonClass } from '@/components/ui/button';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import type { Integration } from '@/lib/contracts/lightspeed';
import type { LocationRuns, Runs } from '@/lib/contracts/nights';
import { isSettled, type Setup } from '@/lib/contracts/setup';

/** Days named one by one; the others are counted. */
const SHOWN = 6;

/** What a manager should look at, most urgent first; or that there is nothing. */
export function Attention({
  integration,
  setup,
  runs,
  held,
}: {
  integration: Integration | null;
  setup: Setup;
  runs: Runs;
  /** Names that lines are held under. */
  held: number;
}) {
  const t = useTranslations('overview');
  const active = runs.data.filter((one) => one.is_activated);
  const isBroken = integration?.status === 'needs_reauthorization';
  const isFailing = integration?.is_failing ?? false;
  const isCalm =
    !isBroken && !isFailing && held === 0 && setup.steps.every(isSettled) && !active.some(needsAttention);
  return (
    <section aria-labelledby="attention" className="grid gap-3">
      <h2 id="attention" className="font-semibold">
        {t('attention')}
      </h2>
      {isBroken || isFailing ? (
        <Notice
          tone={isBroken ? 'bad' : 'warn'}
          title={t(isBroken ? 'broken' : 'failing')}
          action={<Go href="/integrations/lightspeed">{t(isBroken ? 'repair' : 'look')}</Go>}
        >
          {t(isBroken ? 'brokenText' : 'failingText')}
        </Notice>
      ) : null}
      <LocationNotices active={active} />
      <IncompleteDays active={active} />
      {held > 0 ? (
        <Notice
          tone="warn"
          title={t('held', { count: held })}
          action={<Go href="/integrations/lightspeed/items?segment=held">{t('look')}</Go>}
        >
          {t('heldText')}
        </Notice>
      ) : null}
      <NextStep setup={setup} />
      {isCalm ? (
        <p className="flex items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-sm">
          <CircleCheck aria-hidden className="size-4 text-good" />
          {t('calm')}
        </p>
      ) : null}
    </section>
  );
}

const hasFailedMigration = (one: LocationRuns) => one.migration?.status === 'failed';
const isPaused = (one: LocationRuns) => one.is_linked && one.auto_transfer_paused;
const needsAttention = (one: LocationRuns) =>
  !one.is_linked ||
  isPaused(one) ||
  hasFailedMigration(one) ||
  one.open_days.length > 0 ||
  one.days.some((day) => day.state === 'incomplete');

function Go({ href, children }: { href: string; children: string }) {
  return (
    <Link className={buttonClass({ size: 'sm' })} href={href}>
      {children}
    </Link>
  );
}
const pageOf = (one: LocationRuns) => `/integrations/lightspeed/locations/${one.location_id}`;

function LocationNotices({ active }: { active: readonly LocationRuns[] }) {
  const t = useTranslations('overview');
  return (
    <>
      {active.filter(hasFailedMigration).map((one) => (
        <Notice
          key={one.location_id}
          tone="bad"
          title={t('migrationFailed', { location: one.location_name })}
          action={<Go href={pageOf(one)}>{t('look')}</Go>}
        >
          {t('migrationFailedText')}
        </Notice>
      ))}
      {active
        .filter((one) => !one.is_linked)
        .map((one) => (
          <Notice
            key={one.location_id}
            tone="warn"
            title={t('unlinked', { location: one.location_name })}
            action={<Go href={pageOf(one)}>{t('link')}</Go>}
          >
            {t('unlinkedText')}
          </Notice>
        ))}
      {active.filter(isPaused).map(({ location_id: id, location_name: location, paused_since: since }) => (
        <Notice
          key={id}
          tone="warn"
          title={t('paused', { location })}
          action={<ResumeButton locationId={id} variant="primary" />}
        >
          {since ? t.rich('pausedText', { time: () => <Moment iso={since} /> }) : t('pausedTextNoTime')}
        </Notice>
      ))}
      {active.map((one) => (
        <OpenDays key={one.location_id} runs={one} location={one.location_name} />
      ))}
    </>
  );
}

function IncompleteDays({ active }: { active: readonly LocationRuns[] }) {
  const t = useTranslations('overview');
  const incomplete = active.flatMap((one) =>
    one.days
      .filter((day) => day.state === 'incomplete')
      .map((day) => ({ ...day, location: one.location_name })),
  );
  if (incomplete.length === 0) return null;
  return (
    <Notice tone="warn" title={t('incomplete', { count: incomplete.length })}>
      <p>{t('incompleteText')}</p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {incomplete.slice(0, SHOWN).map((day) => (
          <li key={`${day.location}-${day.date}`}>
            <TextLink href={`/integrations/lightspeed/transfers/${day.log_id}`}>
              <Day date={day.date} weekday />
            </TextLink>{' '}
            {day.location}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function NextStep({ setup }: { setup: Setup }) {
  const t = useTranslations('overview');
  const steps = useTranslations('setup.steps');
  const next = setup.steps.find((step) => !isSettled(step));
  if (!next) return null;
  const done = setup.steps.filter(isSettled).length;
  return (
    <Notice tone="info" title={t('setup')} action={<Go href="/setup">{t('continue')}</Go>}>
      {t('setupText', { done, total: setup.steps.length })} {t('setupNext')} {steps(`${next.key}.title`)}.
    </Notice>
  );
}
