import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/page-context';
import { AddEntry } from '@/components/inventory/add-entry';
import { BalanceTable } from '@/components/inventory/balance-table';
import { EntryTable } from '@/components/inventory/entry-table';
import { allOf } from '@/components/shell/all-of';
import { pageTitle } from '@/components/shell/page-title';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkTabs } from '@/components/ui/link-tabs';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { QueryDate, QuerySelect } from '@/components/ui/query-select';
import { TextLink } from '@/components/ui/text-link';
import { daySchema, idSchema } from '@/lib/contracts/common';
import { ENTRY_TYPES, entryTypeSchema } from '@/lib/contracts/inventory';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { listBalances } from '@/lib/services/ledger/list-balances';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';

const PATH = '/inventory/ledger';
type Query = {
  view?: string;
  ingredient?: string;
  storage_unit?: string;
  type?: string;
  from?: string;
  to?: string;
  transfer?: string;
  reversed?: string;
  cursor?: string;
};

export const generateMetadata = pageTitle('inventory.ledger');

export default async function LedgerPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, company } = await pageContext();
  const query = await searchParams;
  const t = await getTranslations('inventory');
  const units = await getTranslations('units');
  const stock = query.view === 'stock';
  // Whatever a hand-typed URL holds: a filter that is none is left out.
  const ingredientId = idSchema.safeParse(query.ingredient).data;
  const storageUnitId = idSchema.safeParse(query.storage_unit).data;
  const all = { company_id: company.id, include_archived: true, limit: 500 };
  const [ingredients, storageUnits, entries, balances] = await Promise.all([
    allOf((cursor) => listIngredients(ctx, { ...all, cursor })),
    allOf((cursor) => listStorageUnits(ctx, { ...all, cursor })),
    stock
      ? null
      : listLedgerEntries(ctx, {
          company_id: company.id,
          ingredient_id: ingredientId,
          storage_unit_id: storageUnitId,
          type: entryTypeSchema.safeParse(query.type).data,
          from: daySchema.safeParse(query.from).data,
          to: daySchema.safeParse(query.to).data,
          transfer_log_id: idSchema.safeParse(query.transfer).data,
          include_reversed: query.reversed === 'true',
          limit: 50,
          cursor: query.cursor,
        }),
    stock
      ? listBalances(ctx, {
          company_id: company.id,
          ingredient_id: ingredientId,
          storage_unit_id: storageUnitId,
          limit: 100,
          cursor: query.cursor,
        })
      : null,
  ]);
  const ingredientOptions = ingredients.map((one) => ({
    value: one.id,
    label: one.name,
    hint: units(one.base_unit),
  }));
  const unitOptions = storageUnits.map((one) => ({ value: one.id, label: one.name }));
  const next = entries?.next_cursor ?? balances?.next_cursor ?? null;
  const empty = (entries?.data.length ?? balances?.data.length ?? 0) === 0;
  return (
    <>
      <PageHeader
        title={t('ledger')}
        text={t('ledgerText')}
        actions={
          <AddEntry
            companyId={company.id}
            today={ctx.clock.now().toISOString().slice(0, 10)}
            ingredients={ingredientOptions.filter((_, index) => ingredients[index]?.is_active)}
            storageUnits={unitOptions.filter((_, index) => !storageUnits[index]?.is_archived)}
          />
        }
      />
      <div className="mb-4">
        <LinkTabs
          label={t('views')}
          tabs={(['entries', 'stock'] as const).map((view) => ({
            href: view === 'stock' ? `${PATH}?view=stock` : PATH,
            label: t(view),
            current: stock === (view === 'stock'),
          }))}
        />
      </div>
      <div className="mb-5 grid gap-3 grid-cols-2 sm:grid-cols-3 xl:grid-cols-6">
        <QuerySelect name="ingredient" label={t('ingredient')} all={t('all')} options={ingredientOptions} />
        <QuerySelect name="storage_unit" label={t('storageUnit')} all={t('all')} options={unitOptions} />
        {stock ? null : (
          <>
            <QuerySelect
              name="type"
              label={t('type')}
              all={t('all')}
              options={ENTRY_TYPES.map((type) => ({ value: type, label: t(`types.${type}`) }))}
            />
            <QueryDate name="from" label={t('from')} />
            <QueryDate name="to" label={t('to')} />
            <QuerySelect
              name="reversed"
              label={t('corrections')}
              all={t('standingOnly')}
              options={[{ value: 'true', label: t('withCorrections') }]}
            />
          </>
        )}
      </div>
      {query.transfer && !stock ? (
        <p className="mb-4 flex items-center gap-3 text-sm">
          <Badge tone="brand">{t('oneTransfer')}</Badge>
          <TextLink href={PATH}>{t('allEntries')}</TextLink>
        </p>
      ) : null}
      {empty ? (
        <EmptyState
          title={t(stock ? 'noStock' : 'noEntries')}
          text={t(stock ? 'noStockText' : 'noEntriesText')}
        />
      ) : null}
      {entries && !empty ? <EntryTable entries={entries.data} /> : null}
      {balances && !empty ? <BalanceTable balances={balances.data} /> : null}
      <NextPage path={PATH} params={query} next={next} />
    </>
  );
}
