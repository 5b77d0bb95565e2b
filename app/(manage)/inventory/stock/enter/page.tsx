import { getTranslations } from 'next-intl/server';
import { allOf } from '@/app/(manage)/_lib/all-of';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { queryOf } from '@/app/(manage)/_lib/page-query';
import { traced } from '@/app/(manage)/_lib/traced';
import { refuseKept } from '@/app/(manage)/_lib/unit-shown';
import { BatchForm } from '@/components/stock/batch-form';
import type { BatchType } from '@/components/stock/batch-lines';
import { ForEntering } from '@/components/ui/can-manage';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { currentDay } from '@/lib/services/company/current-day';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { getPeriodLock } from '@/lib/services/period/get-period-lock';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';

const TYPES: readonly BatchType[] = ['RECEIPT', 'WASTE', 'TRANSFER'];

type Query = { type?: string; storage_unit?: string };
const typeOf = (query: Query) => TYPES.find((one) => one === query.type) ?? 'RECEIPT';

export async function generateMetadata({ searchParams }: { searchParams: Promise<Query> }) {
  const t = await getTranslations('stock');
  return { title: t(`enterTitle.${typeOf(await queryOf(searchParams))}`) };
}

export default traced(async function EnterPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('stock');
  const type = typeOf(query);
  // Moving reaches a second unit, perhaps of others.
  if (type === 'TRANSFER') refuseKept(company);
  // What is archived can be thrown away, not bought or moved.
  const isWaste = type === 'WASTE';
  const [ingredients, storageUnits, lock, today] = await Promise.all([
    allOf((cursor) =>
      listIngredients(ctx, { company_id: company.id, include_archived: isWaste, limit: 500, cursor }),
    ),
    allOf((cursor) => listStorageUnits(ctx, { company_id: company.id, limit: 500, cursor })),
    getPeriodLock(ctx, { company_id: company.id }),
    currentDay(ctx, company.id),
  ]);
  // The one asked for, or where there is no choice; else the form takes the one booked in last. Never simply
  // the first.
  const [only, ...others] = storageUnits;
  const chosen =
    storageUnits.find((one) => one.id === query.storage_unit) ?? (others.length === 0 ? only : undefined);
  return (
    <>
      <PageHeader
        title={t(`enterTitle.${type}`)}
        crumbs={[{ href: '/inventory/stock', label: t('title') }]}
        text={t(`enterText.${type}`)}
      />
      {only ? (
        <ForEntering>
          <BatchForm
            key={type}
            companyId={company.id}
            type={type}
            today={today}
            lock={lock}
            ingredients={ingredients.map(({ id, name, base_unit }) => ({ id, name, base_unit }))}
            storageUnits={storageUnits.map((one) => ({ value: one.id, label: one.name }))}
            storageUnitId={chosen?.id ?? null}
          />
        </ForEntering>
      ) : (
        <EmptyState
          title={t('noUnits')}
          text={t('noUnitsText')}
          action={<TextLink href="/inventory/storage-units">{t('unit')}</TextLink>}
        />
      )}
    </>
  );
});
