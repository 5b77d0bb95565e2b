import { getTranslations } from 'next-intl/server';
import { askedDay } from '@/app/(manage)/_lib/asked-day';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { ExportLink } from '@/components/stock/export-link';
import { UnitFilter } from '@/components/stock/unit-filter';
import { ItemUsageTable, UsageTable } from '@/components/stock/usage-table';
import { WastedByReason } from '@/components/stock/wasted-by-reason';
import { WithoutCost } from '@/components/stock/without-cost';
import { Amount } from '@/components/ui/amount';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Facts } from '@/components/ui/facts';
import { LinkTabs } from '@/components/ui/link-tabs';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { QueryDate } from '@/components/ui/query-select';
import { idSchema } from '@/lib/contracts/common';
import { addDays } from '@/lib/core/business-day';
import { currentDay } from '@/lib/services/company/current-day';
import { listStockUnits } from '@/lib/services/stock/list-stock-units';
import { reportUsage } from '@/lib/services/stock/report-usage';

const PATH = '/inventory/usage';
const DEFAULT_DAYS = 28;
type Query = { view?: string; storage_unit?: string; from?: string; to?: string };

export const generateMetadata = pageTitle('stock.usageTitle');

// Over 80 lines: what the page reads and its cards, in the order of the screen.
export default traced(async function UsagePage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('stock');
  const today = await currentDay(ctx, company.id);
  const to = askedDay(query.to, today) ?? addDays(today, -1);
  const from = askedDay(query.from, today) ?? addDays(to, 1 - DEFAULT_DAYS);
  const group = query.view === 'item' ? 'item' : 'ingredient';
  const isRange = from <= to;
  const [units, report] = await Promise.all([
    listStockUnits(ctx, { company_id: company.id }),
    isRange
      ? reportUsage(ctx, {
          company_id: company.id,
          from,
          to,
          group,
          storage_unit_id: idSchema.safeParse(query.storage_unit).data,
        })
      : null,
  ]);
  const shown = { ...query, from, to };
  const tab = (view: string) =>
    `${PATH}?${new URLSearchParams(
      Object.entries({ ...shown, view }).filter((entry): entry is [string, string] => Boolean(entry[1])),
    )}`;
  const money = (value: string) => <Amount value={value} digits={2} minDigits={2} />;
  return (
    <>
      <PageHeader title={t('usageTitle')} text={t('usageText')} />
      <div className="grid gap-5">
        <LinkTabs
          label={t('views')}
          tabs={[
            { href: tab('ingredient'), label: t('byIngredient'), current: group === 'ingredient' },
            { href: tab('item'), label: t('byItem'), current: group === 'item' },
          ]}
        />
        <div className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
          <QueryDate name="from" label={t('from')} initial={from} max={today} />
          <QueryDate name="to" label={t('to')} initial={to} max={today} />
          <div className="max-sm:col-span-2 sm:w-56">
            <UnitFilter units={units.data} />
          </div>
          <div className="sm:ml-auto">
            <ExportLink list="usage" params={shown} />
          </div>
        </div>
        {report ? null : <Notice tone="bad" role="alert" title={t('badRange')} />}
        {report && report.data.length === 0 ? (
          <EmptyState title={t('noUsage')} text={t('noUsageText')} />
        ) : null}
        {report && report.data.length > 0 ? (
          <>
            <Card>
              <Facts
                facts={[
                  [t('theoreticalValue'), money(report.theoretical_value)],
                  ...(group === 'ingredient'
                    ? [
                        [t('wastedValue'), money(report.wasted_value)] as const,
                        [t('missingValue'), money(report.missing_value)] as const,
                      ]
                    : []),
                ]}
              />
            </Card>
            <WastedByReason reasons={report.wasted_by_reason} />
            <WithoutCost count={report.without_cost} />
            {group === 'item' ? <ItemUsageTable rows={report.data} /> : <UsageTable rows={report.data} />}
          </>
        ) : null}
      </div>
    </>
  );
});
