import { getTranslations } from 'next-intl/server';
import { allOf } from '@/app/(manage)/_lib/all-of';
import { askedDay } from '@/app/(manage)/_lib/asked-day';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { CountForm } from '@/components/stock/count-form';
import { UnitLinks } from '@/components/stock/unit-links';
import { ForEntering } from '@/components/ui/can-manage';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { currentDay } from '@/lib/services/company/current-day';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { getPeriodLock } from '@/lib/services/period/get-period-lock';
import { listStock } from '@/lib/services/stock/list-stock';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';

export const generateMetadata = pageTitle('stock.countTitle');

export default traced(async function NewCountPage({
  searchParams,
}: {
  searchParams: Promise<{ storage_unit?: string; date?: string; at?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('stock');
  const units = await allOf((cursor) =>
    listStorageUnits(ctx, { company_id: company.id, limit: 500, cursor }),
  );
  const unit =
    units.find((one) => one.id === query.storage_unit) ?? (units.length === 1 ? units[0] : undefined);
  const crumbs = [{ href: '/inventory/counts', label: t('countsTitle') }];
  if (!unit) {
    return (
      <>
        <PageHeader title={t('countTitle')} text={t('chooseUnit')} crumbs={crumbs} />
        {units.length === 0 ? (
          <EmptyState
            title={t('noUnits')}
            text={t('noUnitsText')}
            action={<TextLink href="/inventory/storage-units">{t('unit')}</TextLink>}
          />
        ) : (
          <UnitLinks companyId={company.id} units={units.map(({ id, name }) => ({ id, name }))} />
        )}
      </>
    );
  }
  const [ingredients, stock, lock, today] = await Promise.all([
    allOf((cursor) => listIngredients(ctx, { company_id: company.id, limit: 500, cursor })),
    allOf((cursor) =>
      listStock(ctx, { company_id: company.id, storage_unit_id: unit.id, limit: 500, cursor }),
    ),
    getPeriodLock(ctx, { company_id: company.id }),
    currentDay(ctx, company.id),
  ]);
  const day = askedDay(query.date, today) ?? today;
  const book = new Map(stock.map((row) => [row.ingredient_id, row]));
  const known = new Set(ingredients.map((one) => one.id));
  // What was ever in this unit comes first; archived ingredients are listed as long as some is left.
  const lines = [
    ...stock.filter((row) => known.has(row.ingredient_id) || row.quantity !== '0'),
    ...ingredients
      .filter((one) => !book.has(one.id))
      .map((one) => ({
        ingredient_id: one.id,
        ingredient_name: one.name,
        base_unit: one.base_unit,
        quantity: null,
      })),
  ];
  return (
    <>
      <PageHeader title={`${t('countTitle')}: ${unit.name}`} text={t('countText')} crumbs={crumbs} />
      <ForEntering>
        <CountForm
          key={`${unit.id} ${day}`}
          companyId={company.id}
          storageUnitId={unit.id}
          today={today}
          day={day}
          at={query.at === 'start' ? 'start' : 'end'}
          lockedUntil={lock.locked_until}
          lines={lines.map((row) => ({
            id: row.ingredient_id,
            name: row.ingredient_name,
            base_unit: row.base_unit,
            book: row.quantity,
          }))}
        />
      </ForEntering>
    </>
  );
});
