import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { isKept, unitShown } from '@/app/(manage)/_lib/unit-shown';
import { ImportLink } from '@/components/imports/file-links';
import { BelowMinimum } from '@/components/stock/below-minimum';
import { EntryLinks } from '@/components/stock/entry-links';
import { ExportLink } from '@/components/stock/export-link';
import { NeverCounted } from '@/components/stock/never-counted';
import { NoUnits } from '@/components/stock/no-units';
import { Revaluation } from '@/components/stock/revaluation';
import { StockTable } from '@/components/stock/stock-table';
import { UnitFilter } from '@/components/stock/unit-filter';
import { WithoutCost } from '@/components/stock/without-cost';
import { Amount } from '@/components/ui/amount';
import { Day } from '@/components/ui/business-day';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Facts } from '@/components/ui/facts';
import { Field } from '@/components/ui/field';
import { NextPage } from '@/components/ui/next-page';
import { NothingFound } from '@/components/ui/nothing-found';
import { PageHeader } from '@/components/ui/page-header';
import { QuerySelect } from '@/components/ui/query-select';
import { SearchBox } from '@/components/ui/search-box';
import { TextLink } from '@/components/ui/text-link';
import { add, exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { listStock } from '@/lib/services/stock/list-stock';
import { listStockUnits } from '@/lib/services/stock/list-stock-units';

const PATH = '/inventory/stock';
type Query = { storage_unit?: string; search?: string; empty?: string; cursor?: string };

export const generateMetadata = pageTitle('stock.title');

// Over 80 lines: what the page reads and its cards, in the order of the screen.
export default traced(async function StockPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('stock');
  const inventory = await getTranslations('inventory');
  const units = await listStockUnits(ctx, { company_id: company.id });
  const storageUnitId = unitShown(company, query.storage_unit, units.data);
  if (storageUnitId === 'none') return <NoUnits title={t('title')} />;
  const isKeeper = isKept(company);
  const stock = await listFrom(query.cursor, (cursor) =>
    listStock(ctx, {
      company_id: company.id,
      storage_unit_id: storageUnitId,
      search: query.search,
      include_empty: query.empty === 'true',
      limit: 100,
      cursor,
    }),
  );
  const here = units.data.filter((unit) => !storageUnitId || unit.storage_unit_id === storageUnitId);
  const value = here.reduce((sum, unit) => add(sum, exact(unit.value)), ZERO);
  const negative = here.reduce((sum, unit) => sum + unit.negative, 0);
  const neverCounted = here.reduce((sum, unit) => sum + unit.never_counted, 0);
  const unit = storageUnitId ? here[0] : undefined;
  const revaluation = here.reduce((sum, one) => add(sum, exact(one.revaluation)), ZERO);
  return (
    <>
      <PageHeader
        title={unit?.storage_unit_name ?? t('title')}
        crumbs={unit && !isKeeper ? [{ href: PATH, label: t('title') }] : []}
        text={t('text')}
        actions={<EntryLinks storageUnitId={storageUnitId} />}
      />
      <div className="grid gap-5">
        <Card>
          <Facts
            facts={[
              [t('total'), <Amount key="value" value={roundHalfEven(value, 2)} digits={2} minDigits={2} />],
              [t('revaluation'), <Revaluation key="revaluation" value={roundHalfEven(revaluation, 2)} />],
              [t('kinds'), here.reduce((sum, one) => sum + one.ingredients, 0)],
              [
                t('negative'),
                <span key="negative" className={negative > 0 ? 'text-bad' : undefined}>
                  {negative}
                </span>,
              ],
              ...(isKeeper
                ? []
                : [
                    [
                      t('belowMinimum'),
                      <BelowMinimum key="minimum" count={unit ? unit.below_minimum : units.below_minimum} />,
                    ] as const,
                  ]),
              ...(unit ? [[t('lastCounted'), <Day key="counted" date={unit.last_counted} />] as const] : []),
            ]}
          />
          <p className="mt-3 text-sm text-muted">{t('worthText')}</p>
        </Card>
        <NeverCounted count={neverCounted} storageUnitId={storageUnitId} />
        {isKeeper ? null : <WithoutCost count={unit ? unit.without_cost : units.without_cost} />}
        <div className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
          <div className="sm:w-48">
            <UnitFilter units={units.data} isKept={isKeeper} />
          </div>
          <div className="sm:w-40">
            <QuerySelect
              name="empty"
              label={t('emptyRows')}
              all={t('emptyHidden')}
              options={[{ value: 'true', label: t('emptyShown') }]}
            />
          </div>
          <div className="max-sm:col-span-2 sm:w-48">
            <Field id="search" label={t('find')}>
              <SearchBox />
            </Field>
          </div>
          {isKeeper ? null : (
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 max-sm:col-span-2 sm:ml-auto">
              <TextLink href={`${PATH}/past`}>{inventory('pastStock')}</TextLink>
              <ImportLink kind="opening_stock" />
              <ExportLink list="stock" params={query} />
            </div>
          )}
        </div>
        {stock.data.length === 0 ? (
          <NothingFound path={PATH} search={query.search}>
            <EmptyState title={t('noStock')} text={t('noStockText')} />
          </NothingFound>
        ) : (
          <StockTable stock={stock.data} one={unit ? 'unit' : undefined} links={!isKeeper} />
        )}
        <NextPage path={PATH} params={query} next={stock.next_cursor} />
      </div>
    </>
  );
});
