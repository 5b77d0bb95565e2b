import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { thingPage } from '@/app/(manage)/_lib/thing-page';
import { traced } from '@/app/(manage)/_lib/traced';
import { EntryTable } from '@/components/ledger/entry-table';
import { Elsewhere } from '@/components/shell/elsewhere';
import { ConservationBar } from '@/components/transfers/conservation-bar';
import { sortWarnings, warningKey } from '@/components/transfers/day-warnings';
import { LineTable } from '@/components/transfers/line-table';
import { Trigger } from '@/components/transfers/trigger';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ErrorBanner } from '@/components/ui/error-banner';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { TransferLog } from '@/lib/contracts/transfers';
import { dayText } from '@/lib/i18n/day-text';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { getLocation } from '@/lib/services/location/get-location';
import { getTransfer } from '@/lib/services/transfer/get-transfer';

const page = thingPage('transfer_log', getTransfer);
export const generateMetadata = page.title(async (log) => {
  const t = await getTranslations('lightspeed');
  const day = log.date ? dayText(log.date, await getLocale()) : t('logs.noDate');
  return t('transferOf', { day, location: log.location_name });
});

// Over 80 lines: what the page reads and its cards, in the order of the screen.
export default traced(async function TransferPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, company } = await pageContext();
  const { id } = await params;
  const t = await getTranslations('lightspeed');
  const { thing: log, elsewhere } = await page.load(id);
  if (elsewhere) return <Elsewhere company={elsewhere} />;
  const { warnings, notes } = sortWarnings(log.warnings);
  const isFailed = log.finished_at !== null && !log.success;
  const sentence = (code: string) => {
    const key = `warnings.${warningKey(code)}`;
    return t.has(key) ? t(key) : t('warnings.other', { code });
  };
  const [entries, location] = await Promise.all([
    listLedgerEntries(ctx, {
      company_id: company.id,
      transfer_log_id: id,
      include_reversed: true,
      limit: 100,
    }),
    getLocation(ctx, { id: log.location_id, company_id: company.id }),
  ]);
  return (
    <>
      <PageHeader
        title={
          log.date ? (
            <>
              {t('transfer')} <Day date={log.date} weekday />
            </>
          ) : (
            t('transfer')
          )
        }
        badge={<Outcome log={log} />}
        text={
          <>
            <Trigger log={log} />, <Moment iso={log.started_at} />
          </>
        }
        crumbs={[
          { href: '/integrations/lightspeed/locations', label: t('locations') },
          { href: `/integrations/lightspeed/locations/${log.location_id}`, label: log.location_name },
        ]}
      />
      {log.error ? <ErrorBanner code={log.error.code} /> : null}
      <div className="grid gap-6">
        {warnings.map((warning) => (
          <Notice key={warning} tone="warn">
            {sentence(warning)}
          </Notice>
        ))}
        {log.stats ? (
          <Card title={t('stats.title')}>
            <ConservationBar stats={log.stats} currency={location.currency} />
            {notes.length > 0 ? (
              <ul className="mt-4 grid gap-1 text-sm text-muted">
                {notes.map((note) => (
                  <li key={note}>{sentence(note)}</li>
                ))}
              </ul>
            ) : null}
          </Card>
        ) : null}
        {log.unmapped_items.length > 0 ? (
          <Card title={t('unmappedItems')} description={t('unmappedItemsText')}>
            <UnmappedItems items={log.unmapped_items} currency={location.currency} />
          </Card>
        ) : null}
        {log.failed_lines.length > 0 ? (
          <Card title={t('failedLines')}>
            <LineTable label={t('failedLines')} lines={log.failed_lines} currency={location.currency} />
          </Card>
        ) : null}
        {log.skipped_lines.length > 0 ? (
          <Card title={t('skippedLines')}>
            <LineTable label={t('skippedLines')} lines={log.skipped_lines} currency={location.currency} />
          </Card>
        ) : null}
        <Card
          title={t('entries')}
          actions={
            <Link
              className={buttonClass({ variant: 'secondary' })}
              href={`/inventory/ledger?transfer=${log.id}`}
            >
              {t('manual.ledger')}
            </Link>
          }
        >
          {entries.data.length > 0 ? (
            <EntryTable bare entries={entries.data} />
          ) : (
            <p className="text-muted">{t(isFailed ? 'failedNothing' : 'noEntries')}</p>
          )}
        </Card>
      </div>
    </>
  );
});

function Outcome({ log }: { log: Pick<TransferLog, 'success' | 'no_data' | 'is_complete'> }) {
  const t = useTranslations('lightspeed');
  return (
    <>
      <Badge tone={log.success ? 'good' : 'bad'}>{t(log.success ? 'manual.success' : 'manual.failed')}</Badge>
      {log.no_data ? <Badge>{t('manual.noData')}</Badge> : null}
      {log.success && !log.is_complete ? <Badge tone="warn">{t('manual.incomplete')}</Badge> : null}
    </>
  );
}

function UnmappedItems({
  items,
  currency,
}: {
  items: TransferLog['unmapped_items'];
  currency: string | null;
}) {
  const t = useTranslations('lightspeed');
  return (
    <Table stack bare label={t('unmappedItems')}>
      <thead>
        <tr>
          <Th>{t('item')}</Th>
          <Th>{t('sku')}</Th>
          <Th>{t('reason')}</Th>
          <Th num>{t('stats.lines')}</Th>
          <Th num>{t('stats.quantity')}</Th>
          <Th num>{t('stats.value')}</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.item_id}-${item.sku}-${item.name}`}>
            <Td>
              {item.item_id ? (
                <TextLink href={`/integrations/lightspeed/items?search=${encodeURIComponent(item.name)}`}>
                  {item.name}
                </TextLink>
              ) : (
                item.name
              )}
            </Td>
            <Td label={t('sku')}>{item.sku ?? '–'}</Td>
            <Td label={t('reason')}>{t(`reasons.${item.reason}`)}</Td>
            <Td num label={t('stats.lines')}>
              <Amount value={String(item.lines)} />
            </Td>
            <Td num label={t('stats.quantity')}>
              <Amount value={item.quantity} />
            </Td>
            <Td num phone="lead">
              <Amount value={item.net_value} unit={currency} digits={2} minDigits={2} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
