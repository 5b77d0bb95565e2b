import { getTranslations } from 'next-intl/server';
import { allOf } from '@/app/(manage)/_lib/all-of';
import { askedDay } from '@/app/(manage)/_lib/asked-day';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { refuseKept } from '@/app/(manage)/_lib/unit-shown';
import { pastMoment } from '@/app/(manage)/inventory/ledger/ledger-filter';
import { BalanceTable } from '@/components/stock/balance-table';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { QueryMoment } from '@/components/ui/query-moment';
import { QueryDate, QuerySelect } from '@/components/ui/query-select';
import { idSchema } from '@/lib/contracts/common';
import { currentDay } from '@/lib/services/company/current-day';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { listBalances } from '@/lib/services/ledger/list-balances';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';

const PATH = '/inventory/stock/past';
type Query = {
  storage_unit?: string;
  ingredient?: string;
  to?: string;
  known_at?: string;
  cursor?: string;
};

export const generateMetadata = pageTitle('inventory.pastStock');

/** Balances at the end of a day, as known now or at an earlier moment. */
export default traced(async function PastStockPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, company } = await pageContext();
  refuseKept(company);
  const query = await queryOf(searchParams);
  const t = await getTranslations('inventory');
  const stock = await getTranslations('stock');
  const today = await currentDay(ctx, company.id);
  const all = { company_id: company.id, include_archived: true, limit: 500 };
  const [units, ingredients, balances] = await Promise.all([
    allOf((cursor) => listStorageUnits(ctx, { ...all, cursor })),
    allOf((cursor) => listIngredients(ctx, { ...all, cursor })),
    listFrom(query.cursor, (cursor) =>
      listBalances(ctx, {
        company_id: company.id,
        storage_unit_id: idSchema.safeParse(query.storage_unit).data,
        ingredient_id: idSchema.safeParse(query.ingredient).data,
        as_of: askedDay(query.to, today),
        known_at: pastMoment(query.known_at),
        limit: 100,
        cursor,
      }),
    ),
  ]);
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return (
    <>
      <PageHeader
        title={t('pastStock')}
        text={t('pastStockText')}
        crumbs={[{ href: '/inventory/stock', label: stock('title') }]}
      />
      <div className="mb-5 grid grid-cols-2 items-start gap-3 lg:grid-cols-4">
        <div className="max-sm:col-span-2">
          <QueryDate name="to" label={t('upTo')} max={today} />
        </div>
        <div className="max-sm:col-span-2">
          <QueryMoment name="known_at" label={t('knownAt')} hint={t('knownAtHint')} />
        </div>
        <QuerySelect
          name="storage_unit"
          label={t('storageUnit')}
          all={t('all')}
          options={units.map(option)}
        />
        <QuerySelect
          name="ingredient"
          label={t('ingredient')}
          all={t('all')}
          options={ingredients.map(option)}
        />
      </div>
      {balances.data.length === 0 ? (
        <EmptyState title={t('noPastStock')} text={t('noPastStockText')} />
      ) : (
        <BalanceTable balances={balances.data} />
      )}
      <NextPage path={PATH} params={query} next={balances.next_cursor} />
    </>
  );
});
