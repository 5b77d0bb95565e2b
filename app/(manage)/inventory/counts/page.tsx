import { ClipboardCheck } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { isKept, unitShown } from '@/app/(manage)/_lib/unit-shown';
import { CountSheetTable } from '@/components/stock/count-tables';
import { ExportLink } from '@/components/stock/export-link';
import { NoUnits } from '@/components/stock/no-units';
import { UnitFilter } from '@/components/stock/unit-filter';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { listCountSheets } from '@/lib/services/stock/list-count-sheets';
import { listStockUnits } from '@/lib/services/stock/list-stock-units';

const PATH = '/inventory/counts';

export const generateMetadata = pageTitle('stock.countsTitle');

export default traced(async function CountsPage({
  searchParams,
}: {
  searchParams: Promise<{ storage_unit?: string; cursor?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('stock');
  const units = await listStockUnits(ctx, { company_id: company.id });
  const storageUnitId = unitShown(company, query.storage_unit, units.data);
  if (storageUnitId === 'none') return <NoUnits title={t('countsTitle')} />;
  const sheets = await listFrom(query.cursor, (cursor) =>
    listCountSheets(ctx, { company_id: company.id, storage_unit_id: storageUnitId, limit: 50, cursor }),
  );
  return (
    <>
      <PageHeader
        title={t('countsTitle')}
        text={t('countsText')}
        actions={
          company.role === 'viewer' ? null : (
            <Link
              className={buttonClass({ className: 'max-sm:h-12' })}
              href={`/inventory/counts/new${storageUnitId ? `?storage_unit=${storageUnitId}` : ''}`}
            >
              <ClipboardCheck aria-hidden />
              {t('newCount')}
            </Link>
          )
        }
      />
      <div className="mb-5 flex flex-wrap items-end justify-between gap-3">
        <div className="w-56">
          <UnitFilter units={units.data} isKept={isKept(company)} />
        </div>
        {isKept(company) ? null : <ExportLink list="counts" params={query} />}
      </div>
      {sheets.data.length === 0 ? (
        <EmptyState title={t('noCounts')} text={t('noCountsText')} />
      ) : (
        <CountSheetTable sheets={sheets.data} />
      )}
      <NextPage path={PATH} params={query} next={sheets.next_cursor} />
    </>
  );
});
