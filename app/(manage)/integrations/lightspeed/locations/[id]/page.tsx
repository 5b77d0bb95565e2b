import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { allOf } from '@/app/(manage)/_lib/all-of';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { thingPage } from '@/app/(manage)/_lib/thing-page';
import { traced } from '@/app/(manage)/_lib/traced';
import { History } from '@/components/history/history';
import { LocationControls } from '@/components/lightspeed/location-controls';
import { isConnected, NotConnected } from '@/components/lightspeed/not-connected';
import { Elsewhere } from '@/components/shell/elsewhere';
import { DayStrip } from '@/components/transfers/day-strip';
import { ManualTransfer } from '@/components/transfers/manual-transfer';
import { MigrationPanel } from '@/components/transfers/migration-panel';
import { OpenDays } from '@/components/transfers/open-days';
import { RerunDays } from '@/components/transfers/rerun-days';
import { NextNight } from '@/components/transfers/runs-board';
import { Trigger } from '@/components/transfers/trigger';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Moment } from '@/components/ui/moment';
import { NextPage } from '@/components/ui/next-page';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { daySchema } from '@/lib/contracts/common';
import type { Location } from '@/lib/contracts/lightspeed';
import type { TransferLog } from '@/lib/contracts/transfers';
import { yesterdayAt } from '@/lib/core/business-day';
import { currentDay } from '@/lib/services/company/current-day';
import { historyOf } from '@/lib/services/history/list-history';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { getLocation } from '@/lib/services/location/get-location';
import { getMigration } from '@/lib/services/migration/get-migration';
import { getLocationRuns } from '@/lib/services/runs/get-runs';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';
import { listTransfers } from '@/lib/services/transfer/list-transfers';

const page = thingPage('location', getLocation);
export const generateMetadata = page.title((location) => location.name);

// Over 80 lines: what the page reads and its cards, in the order of the screen.
export default traced(async function LocationPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ cursor?: string; date?: string; history?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const { id } = await params;
  const { cursor, date, history: before } = await queryOf(searchParams);
  const t = await getTranslations('lightspeed');
  const r = await getTranslations('runs');
  const { thing: location, elsewhere } = await page.load(id);
  if (elsewhere) return <Elsewhere company={elsewhere} />;
  const c = await getTranslations('changes');
  const rule = { zone: location.timezone, startOfDayMinutes: location.start_of_day_minutes };
  const yesterday = yesterdayAt(ctx.clock.now(), rule);
  const [today, integration, migration, runs, transfers, history, units] = await Promise.all([
    currentDay(ctx, company.id),
    getIntegration(ctx, { company_id: company.id }),
    getMigration(ctx, { id }),
    getLocationRuns(ctx, { id, company_id: company.id }),
    listFrom(cursor, (cursor) => listTransfers(ctx, { id, limit: 20, cursor, order: 'day' })),
    listFrom(before, (cursor) =>
      historyOf('location')(ctx, { id, company_id: company.id, limit: 10, cursor }),
    ),
    allOf((next) =>
      listStorageUnits(ctx, { company_id: company.id, limit: 500, include_archived: false, cursor: next }),
    ),
  ]);
  const canAsk = integration !== null && isConnected(integration);
  return (
    <>
      <PageHeader
        title={location.name}
        badge={<LocationBadge location={location} />}
        text={`${location.business_name} · ${location.timezone}`}
        crumbs={[
          { href: '/integrations', label: t('integrations') },
          { href: '/integrations/lightspeed', label: 'Lightspeed K-Series' },
          { href: '/integrations/lightspeed/locations', label: t('locations') },
        ]}
      />
      <div className="grid gap-6">
        {canAsk ? null : (
          <Notice
            tone="warn"
            title={t(integration?.disconnected_at ? 'health.adviceDisconnected' : 'health.adviceReauthorize')}
          >
            <NotConnected />
          </Notice>
        )}
        <Card title={t('setup')}>
          <LocationControls
            key={location.storage_unit_id}
            location={location}
            storageUnits={units.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        </Card>
        <Card title={t('migration.title')} description={t('migration.text')}>
          <MigrationPanel
            key={migration?.id ?? 'none'}
            locationId={location.id}
            initial={migration}
            canStart={canAsk && location.is_activated && location.storage_unit_id !== null}
          />
        </Card>
        {runs?.is_activated ? (
          <Card title={r('days')} description={<NextNight runs={runs} />}>
            <div className="grid grid-cols-1 gap-5">
              <OpenDays runs={runs} />
              <DayStrip
                locationId={location.id}
                label={r('strip', { location: location.name })}
                days={runs.days}
              />
            </div>
          </Card>
        ) : null}
        <Card id="manual" title={t('manual.title')} description={t('manual.text')}>
          <ManualTransfer
            key={date}
            locationId={location.id}
            currency={location.currency}
            date={daySchema.safeParse(date).data}
          />
        </Card>
        {location.is_activated && location.storage_unit_id ? (
          <Card title={c('rerunTitle')} description={c('rerunText')}>
            <RerunDays
              companyId={company.id}
              locationId={location.id}
              first={migration?.from_day ?? yesterday}
              last={yesterday}
            />
          </Card>
        ) : null}
        <section className="min-w-0">
          <h2 className="mb-3 font-semibold">{t('logs.title')}</h2>
          {transfers.data.length === 0 ? (
            <EmptyState title={t('logs.empty')} text={t('logs.emptyText')} />
          ) : (
            <TransferLogs logs={transfers.data} />
          )}
          <NextPage
            path={`/integrations/lightspeed/locations/${location.id}`}
            params={{ cursor, history: before }}
            next={transfers.next_cursor}
          />
        </section>
        <History
          of={{ kind: 'location', id, companyId: company.id }}
          history={history}
          today={today}
          path={`/integrations/lightspeed/locations/${location.id}`}
          params={{ cursor, history: before }}
        />
      </div>
    </>
  );
});

function LocationBadge({ location }: { location: Location }) {
  const t = useTranslations('lightspeed');
  if (location.is_archived) return <Badge>{t('archived')}</Badge>;
  return location.is_activated ? <Badge tone="good">{t('active')}</Badge> : <Badge>{t('inactive')}</Badge>;
}

function TransferLogs({ logs }: { logs: readonly TransferLog[] }) {
  const t = useTranslations('lightspeed');
  return (
    <Table stack label={t('logs.title')}>
      <thead>
        <tr>
          <Th>{t('logs.day')}</Th>
          <Th>{t('logs.trigger')}</Th>
          <Th>{t('logs.result')}</Th>
          <Th num>{t('stats.lines')}</Th>
          <Th num>{t('logs.unmapped')}</Th>
          <Th>{t('logs.finished')}</Th>
        </tr>
      </thead>
      <tbody>
        {logs.map((log) => (
          <tr key={log.id}>
            <Td>
              <TextLink href={`/integrations/lightspeed/transfers/${log.id}`}>
                {log.date ? <Day date={log.date} weekday /> : t('logs.noDate')}
              </TextLink>
            </Td>
            <Td label={t('logs.trigger')}>
              <Trigger log={log} />
            </Td>
            <Td phone="lead">
              {log.finished_at === null ? (
                <Badge tone="brand">{t('logs.running')}</Badge>
              ) : (
                <RunBadge log={log} />
              )}
            </Td>
            <Td num label={t('stats.lines')}>
              <Amount value={log.stats ? String(log.stats.lines) : null} />
            </Td>
            <Td num label={t('logs.unmapped')}>
              <Amount value={String(log.unmapped_items.length)} />
            </Td>
            <Td phone="hide" className="text-muted">
              <Moment iso={log.finished_at} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function RunBadge({ log }: { log: Pick<TransferLog, 'success' | 'is_complete' | 'no_data'> }) {
  const t = useTranslations('lightspeed.manual');
  if (!log.success) return <Badge tone="bad">{t('failed')}</Badge>;
  if (!log.is_complete) return <Badge tone="warn">{t('incomplete')}</Badge>;
  return log.no_data ? <Badge>{t('noData')}</Badge> : <Badge tone="good">{t('success')}</Badge>;
}
