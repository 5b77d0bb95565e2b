import { useTranslations } from 'next-intl';
import { ActivateButton } from '@/components/setup/activate-button';
import { StepLink } from '@/components/setup/step-link';
import { NextNight } from '@/components/transfers/runs-board';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { LinkTabs } from '@/components/ui/link-tabs';
import { TextLink } from '@/components/ui/text-link';
import type { LocationRuns } from '@/lib/contracts/nights';
import type { OpeningCount, SalesDay } from '@/lib/contracts/setup';
import { type ChapterLinks, LIGHTSPEED } from './chapter';

const ROW = 'flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0';

/** Each location: active, or what it takes to become so (R29). */
export function Activation({ runs, to }: { runs: readonly LocationRuns[]; to: ChapterLinks }) {
  const t = useTranslations('setup.run');
  const lightspeed = useTranslations('lightspeed');
  return (
    <ul id="activate" className="scroll-mt-20 divide-y divide-line">
      {runs.map((one) => (
        <li key={one.location_id} className={ROW}>
          <span className="min-w-0 flex-1 basis-40">
            <TextLink href={`${LIGHTSPEED}/locations/${one.location_id}`}>{one.location_name}</TextLink>
          </span>
          {one.is_activated ? (
            <Badge tone="good">{lightspeed('active')}</Badge>
          ) : one.is_linked ? (
            <ActivateButton locationId={one.location_id} name={one.location_name} />
          ) : (
            <span className="text-sm text-muted">{t.rich('needsUnit', { connect: to.connect })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Which location the day by hand is of. */
export function ChooseLocation({ days, shown }: { days: readonly SalesDay[]; shown: string }) {
  const t = useTranslations('setup.run');
  return (
    <LinkTabs
      label={t('ofLocation')}
      tabs={days.map((one) => ({
        href: `/setup?chapter=run&location=${one.location_id}`,
        label: one.location_name,
        current: one.location_id === shown,
      }))}
    />
  );
}

/** Each storage unit: placed before the 90 days, or as of today, as the manager chooses. */
export function OpeningCounts({
  companyId,
  counts,
  to,
}: {
  companyId: string;
  counts: readonly OpeningCount[];
  to: ChapterLinks;
}) {
  const t = useTranslations('setup.run');
  if (counts.length === 0)
    return <p className="text-sm text-muted">{t.rich('needsUnits', { bring: to.bring_in })}</p>;
  return (
    <>
      <p className="mb-3 max-w-prose text-sm text-pretty text-muted">{t('openingText')}</p>
      <ul className="divide-y divide-line">
        {counts.map((unit) => {
          const sheet = `/inventory/counts/new?storage_unit=${unit.storage_unit_id}`;
          return (
            <li key={unit.storage_unit_id} className={ROW}>
              <div className="min-w-0 flex-1 basis-48">
                <p className="font-medium">{unit.storage_unit_name}</p>
                <p className="text-sm text-muted">
                  {unit.never_counted === 0 && unit.last_counted === null
                    ? t('notYet')
                    : t('neverCounted', { count: unit.never_counted })}
                  {unit.last_counted ? (
                    <>
                      {' · '}
                      {t('lastCounted')} <Day date={unit.last_counted} />
                    </>
                  ) : null}
                </p>
              </div>
              <div className="flex flex-wrap gap-2">
                <StepLink
                  companyId={companyId}
                  step="opening_count"
                  href={`${sheet}&date=${unit.opening_day}&at=end`}
                  highlighted={false}
                  label={t('before')}
                  of={unit.storage_unit_name}
                />
                <StepLink
                  companyId={companyId}
                  step="opening_count"
                  href={sheet}
                  highlighted={false}
                  label={t('today')}
                  of={unit.storage_unit_name}
                />
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** When each active location's next day comes by itself, or why none does. */
export function AutoTransfer({ runs }: { runs: readonly LocationRuns[] }) {
  const active = runs.filter((one) => one.is_activated);
  if (active.length === 0) return null;
  return (
    <ul className="divide-y divide-line text-sm">
      {active.map((one) => (
        <li key={one.location_id} className={ROW}>
          <span className="font-medium">{one.location_name}</span>
          <span className="text-muted">
            <NextNight runs={one} />
          </span>
        </li>
      ))}
    </ul>
  );
}
