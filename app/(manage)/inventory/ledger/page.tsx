import { getTranslations } from 'next-intl/server';
import { allOf } from '@/app/(manage)/_lib/all-of';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { ledgerFilter } from '@/app/(manage)/inventory/ledger/ledger-filter';
import { EntryTable } from '@/components/ledger/entry-table';
import { EntryLinks } from '@/components/stock/entry-links';
import { ExportLink } from '@/components/stock/export-link';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { QueryMoment } from '@/components/ui/query-moment';
import { QueryDate, QuerySelect } from '@/components/ui/query-select';
import { TextLink } from '@/components/ui/text-link';
import { ENTRY_TYPES } from '@/lib/contracts/ledger';
import { currentDay } from '@/lib/services/company/current-day';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { getPeriodLock } from '@/lib/services/period/get-period-lock';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';

const PATH = '/inventory/ledger';
type Query = {
  ingredient?: string;
  storage_unit?: string;
  type?: string;
  from?: string;
  to?: string;
  transfer?: string;
  batch?: string;
  reversed?: string;
  known_at?: string;
  cursor?: string;
};

export const generateMetadata = pageTitle('inventory.ledger');

export default traced(async function LedgerPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('inventory');
  const units = await getTranslations('units');
  const today = await currentDay(ctx, company.id);
  const all = { company_id: company.id, include_archived: true, limit: 500 };
  const [ingredients, storageUnits, entries, lock] = await Promise.all([
    allOf((cursor) => listIngredients(ctx, { ...all, cursor })),
    allOf((cursor) => listStorageUnits(ctx, { ...all, cursor })),
    listFrom(query.cursor, (cursor) =>
      listLedgerEntries(ctx, { ...ledgerFilter(company.id, query, today), limit: 50, cursor }),
    ),
    getPeriodLock(ctx, { company_id: company.id }),
  ]);
  const ingredientOptions = ingredients.map((one) => ({
    value: one.id,
    label: one.name,
    hint: units(one.base_unit),
  }));
  const unitOptions = storageUnits.map((one) => ({ value: one.id, label: one.name }));
  const isPart = query.transfer || query.batch;
  return (
    <>
      <PageHeader title={t('ledger')} text={t('ledgerText')} actions={<EntryLinks />} />
      <div className="mb-5 grid grid-cols-2 items-start gap-3 sm:grid-cols-3">
        <QuerySelect name="ingredient" label={t('ingredient')} all={t('all')} options={ingredientOptions} />
        <QuerySelect name="storage_unit" label={t('storageUnit')} all={t('all')} options={unitOptions} />
        <QuerySelect
          name="type"
          label={t('type')}
          all={t('all')}
          options={ENTRY_TYPES.map((type) => ({ value: type, label: t(`types.${type}`) }))}
        />
        <QueryDate name="from" label={t('from')} max={today} />
        <QueryDate name="to" label={t('to')} max={today} />
        <QuerySelect
          name="reversed"
          label={t('corrections')}
          all={t('standingOnly')}
          options={[{ value: 'true', label: t('withCorrections') }]}
        />
        <div className="max-sm:col-span-2">
          <QueryMoment name="known_at" label={t('knownAt')} hint={t('knownAtHint')} />
        </div>
        <div className="col-span-2 flex flex-wrap items-center justify-between gap-3 sm:mt-6.5">
          {isPart ? (
            <p className="flex items-center gap-3 text-sm">
              <Badge tone="brand">{t(query.transfer ? 'oneTransfer' : 'oneBatch')}</Badge>
              <TextLink href={PATH}>{t('allEntries')}</TextLink>
            </p>
          ) : (
            <span className="max-sm:hidden" />
          )}
          <ExportLink list="ledger" params={query} />
        </div>
      </div>
      {entries.data.length === 0 ? (
        <EmptyState title={t('noEntries')} text={t('noEntriesText')} />
      ) : (
        <EntryTable entries={entries.data} lockedUntil={lock.locked_until} />
      )}
      <NextPage path={PATH} params={query} next={entries.next_cursor} />
    </>
  );
});
