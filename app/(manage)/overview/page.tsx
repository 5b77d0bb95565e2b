import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { IntegrationHealth } from '@/components/lightspeed/integration-health';
import { LeftAlone } from '@/components/transfers/left-alone';
import { OpenDays } from '@/components/transfers/open-days';
import { ResumeButton } from '@/components/transfers/resume-button';
import { NextNight } from '@/components/transfers/runs-board';
import { Amount } from '@/components/ui/amount';
import { Badge, type Tone } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { LocationRuns } from '@/lib/contracts/nights';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { countItems } from '@/lib/services/item/count-items';
import { listUnmappedSales } from '@/lib/services/item/list-unmapped-sales';
import { getRuns } from '@/lib/services/runs/get-runs';
import { getSetup } from '@/lib/services/setup/get-setup';

export const generateMetadata = pageTitle('overview.title');

const ITEMS = '/integrations/lightspeed/items';
const TONES: Record<LocationRuns['days'][number]['state'], Tone> = {
  transferred: 'good',
  no_data: 'neutral',
  incomplete: 'warn',
  failed: 'bad',
  waiting: 'brand',
  missing: 'bad',
};
const BEST_SELLERS = 8;
const SALES_DAYS = 30;

export default async function OverviewPage() {
  const { ctx, company } = await pageContext();
  const t = await getTranslations('overview');
  const r = await getTranslations('runs');
  const steps = await getTranslations('setup.steps');
  const [integration, setup, runs] = await Promise.all([
    getIntegration(ctx, { company_id: company.id }),
    getSetup(ctx, { company_id: company.id }),
    getRuns(ctx, { company_id: company.id }),
  ]);
  const [counts, unmapped] = integration
    ? await Promise.all([
        countItems(ctx, { id: integration.id }),
        listUnmappedSales(ctx, { id: integration.id, days: SALES_DAYS, limit: BEST_SELLERS }),
      ])
    : [null, null];
  const done = setup.steps.filter((step) => step.done).length;
  const next = setup.steps.find((step) => !step.done);
  const active = runs.data.filter((one) => one.is_activated);
  const open = active.filter((one) => one.open_days.length > 0);
  const incomplete = active.flatMap((one) =>
    one.days
      .filter((day) => day.state === 'incomplete')
      .map((day) => ({ ...day, location: one.location_name })),
  );
  const unlinked = active.filter((one) => !one.is_linked);
  const paused = active.filter((one) => one.is_linked && one.auto_transfer_paused);
  const failedMigrations = active.filter((one) => one.migration?.status === 'failed');
  const isBroken = integration?.status === 'needs_reauthorization';
  const isFailing = integration?.is_failing ?? false;
  const isCalm =
    next === undefined &&
    !isBroken &&
    !isFailing &&
    open.length + incomplete.length + failedMigrations.length + paused.length + unlinked.length === 0;
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="grid gap-6">
        <section aria-labelledby="attention" className="grid gap-3">
          <h2 id="attention" className="font-semibold">
            {t('attention')}
          </h2>
          {isBroken || isFailing ? (
            <Notice
              tone={isBroken ? 'bad' : 'warn'}
              title={t(isBroken ? 'broken' : 'failing')}
              action={
                <Link className={buttonClass({ size: 'sm' })} href="/integrations/lightspeed">
                  {t(isBroken ? 'repair' : 'look')}
                </Link>
              }
            >
              {t(isBroken ? 'brokenText' : 'failingText')}
            </Notice>
          ) : null}
          {failedMigrations.map((one) => (
            <Notice
              key={one.location_id}
              tone="bad"
              title={t('migrationFailed', { location: one.location_name })}
              action={
                <Link
                  className={buttonClass({ size: 'sm' })}
                  href={`/integrations/lightspeed/locations/${one.location_id}`}
                >
                  {t('look')}
                </Link>
              }
            >
              {t('migrationFailedText')}
            </Notice>
          ))}
          {unlinked.map((one) => (
            <Notice
              key={one.location_id}
              tone="warn"
              title={t('unlinked', { location: one.location_name })}
              action={
                <Link
                  className={buttonClass({ size: 'sm' })}
                  href={`/integrations/lightspeed/locations/${one.location_id}`}
                >
                  {t('link')}
                </Link>
              }
            >
              {t('unlinkedText')}
            </Notice>
          ))}
          {paused.map(({ location_id: id, location_name: location, paused_since: since }) => (
            <Notice
              key={id}
              tone="warn"
              title={t('paused', { location })}
              action={<ResumeButton locationId={id} variant="primary" />}
            >
              {since ? t.rich('pausedText', { time: () => <Moment iso={since} /> }) : t('pausedTextNoTime')}
            </Notice>
          ))}
          {open.map((one) => (
            <OpenDays key={one.location_id} runs={one} location={one.location_name} />
          ))}
          {incomplete.length > 0 ? (
            <Notice tone="warn" title={t('incomplete', { count: incomplete.length })}>
              <p>{t('incompleteText')}</p>
              <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
                {incomplete.slice(0, 6).map((day) => (
                  <li key={`${day.location}-${day.date}`}>
                    <TextLink href={`/integrations/lightspeed/transfers/${day.log_id}`}>
                      <Day date={day.date} weekday />
                    </TextLink>{' '}
                    {day.location}
                  </li>
                ))}
              </ul>
            </Notice>
          ) : null}
          {next ? (
            <Notice
              tone="info"
              title={t('setup')}
              action={
                <Link className={buttonClass({ size: 'sm' })} href="/setup">
                  {t('continue')}
                </Link>
              }
            >
              {t('setupText', { done, total: setup.steps.length })} {t('setupNext')}{' '}
              {steps(`${next.key}.title`)}.
            </Notice>
          ) : null}
          {isCalm ? (
            <p className="flex items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-sm">
              <CircleCheck aria-hidden className="size-4 text-good" />
              {t('calm')}
            </p>
          ) : null}
        </section>
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <Card
            title={t('locations')}
            actions={
              <Link className={buttonClass({ variant: 'secondary', size: 'sm' })} href="/runs">
                {t('toRuns')}
              </Link>
            }
          >
            {runs.data.length === 0 ? <p className="text-muted">{t('none')}</p> : null}
            <ul className="divide-y divide-line">
              {runs.data.map((one) => {
                const last = one.days[0];
                return (
                  <li key={one.location_id} className="py-3 first:pt-0 last:pb-0">
                    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                      <TextLink href={`/integrations/lightspeed/locations/${one.location_id}`}>
                        {one.location_name}
                      </TextLink>
                      {one.is_activated && last ? (
                        <span className="flex flex-wrap items-center gap-2 text-sm">
                          <LeftAlone runs={one} />
                          <Day date={last.date} weekday />
                          <Badge tone={TONES[last.state]}>{r(`states.${last.state}`)}</Badge>
                        </span>
                      ) : (
                        <Badge>{r('inactive')}</Badge>
                      )}
                    </div>
                    <p className="mt-0.5 text-sm text-muted">
                      <NextNight runs={one} />
                    </p>
                  </li>
                );
              })}
            </ul>
          </Card>
          <Card
            title={t('unmapped')}
            description={counts ? t('unmappedText', { count: counts.unmapped, days: SALES_DAYS }) : undefined}
            actions={
              counts && counts.unmapped > 0 ? (
                <Link
                  className={buttonClass({ variant: 'secondary', size: 'sm' })}
                  href={`${ITEMS}?state=unmapped`}
                >
                  {t('mapNow')}
                </Link>
              ) : null
            }
          >
            {!unmapped ? (
              <p className="text-muted">{t('notConnected')}</p>
            ) : unmapped.data.length === 0 ? (
              <p className="text-sm text-muted">{t('allMapped')}</p>
            ) : (
              <Table bare label={t('unmapped')}>
                <thead>
                  <tr>
                    <Th>{t('item')}</Th>
                    <Th num>{t('sold')}</Th>
                  </tr>
                </thead>
                <tbody>
                  {unmapped.data.map((sale) => (
                    <tr key={`${sale.item_id}-${sale.sku}-${sale.name}`}>
                      <Td>
                        {sale.item_id ? (
                          <TextLink href={`${ITEMS}?search=${encodeURIComponent(sale.sku ?? sale.name)}`}>
                            {sale.name}
                          </TextLink>
                        ) : (
                          <span className="flex flex-wrap gap-x-2">
                            {sale.name} <span className="text-muted">{t(`unknown.${sale.reason}`)}</span>
                          </span>
                        )}
                      </Td>
                      <Td num>
                        <Amount value={sale.quantity} />
                      </Td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            )}
          </Card>
        </div>
        <p className="flex flex-wrap items-center gap-3 text-sm text-muted">
          <TextLink href="/integrations/lightspeed">{t('connection')}</TextLink>
          <IntegrationHealth integration={integration} />
        </p>
      </div>
    </>
  );
}
