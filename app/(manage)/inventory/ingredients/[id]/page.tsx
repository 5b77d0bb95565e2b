import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { thingPage } from '@/app/(manage)/_lib/thing-page';
import { traced } from '@/app/(manage)/_lib/traced';
import { History } from '@/components/history/history';
import { Uses } from '@/components/inventory/uses';
import { EntryTable } from '@/components/ledger/entry-table';
import { Elsewhere } from '@/components/shell/elsewhere';
import { BalanceChart } from '@/components/stock/balance-chart';
import { DaysLeft } from '@/components/stock/days-left';
import { EntryLinks } from '@/components/stock/entry-links';
import { OnHand } from '@/components/stock/on-hand';
import { Revaluation } from '@/components/stock/revaluation';
import { StockTable } from '@/components/stock/stock-table';
import { UnitCost } from '@/components/stock/unit-cost';
import { UnitFilter } from '@/components/stock/unit-filter';
import { ItemUsageTable } from '@/components/stock/usage-table';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { QuerySelect } from '@/components/ui/query-select';
import { TextLink } from '@/components/ui/text-link';
import { idSchema } from '@/lib/contracts/common';
import type { LedgerEntry } from '@/lib/contracts/ledger';
import type { Stock } from '@/lib/contracts/stock';
import { addDays } from '@/lib/core/business-day';
import { add, exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { currentDay } from '@/lib/services/company/current-day';
import { historyOf } from '@/lib/services/history/list-history';
import { getIngredient } from '@/lib/services/ingredient/get-ingredient';
import { listIngredientUses } from '@/lib/services/ingredient/list-ingredient-uses';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { getPeriodLock } from '@/lib/services/period/get-period-lock';
import { listHistory } from '@/lib/services/stock/list-history';
import { listStock } from '@/lib/services/stock/list-stock';
import { reportUsage } from '@/lib/services/stock/report-usage';

const RANGES = ['30', '90', '365'] as const;
type Query = { days?: string; storage_unit?: string; history?: string };

const page = thingPage('ingredient', getIngredient);
export const generateMetadata = page.title((ingredient) => ingredient.name);

// Over 80 lines: what the page reads and its cards, in the order of the screen.
export default traced(async function IngredientPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Query>;
}) {
  const { ctx, company } = await pageContext();
  const { id } = await params;
  const query = await queryOf(searchParams);
  const t = await getTranslations('stock');
  const inventory = await getTranslations('inventory');
  const units = await getTranslations('units');
  const { thing: ingredient, elsewhere } = await page.load(id);
  if (elsewhere) return <Elsewhere company={elsewhere} />;
  const storageUnitId = idSchema.safeParse(query.storage_unit).data;
  const days = Number(RANGES.find((one) => one === query.days) ?? '90');
  const to = await currentDay(ctx, company.id);
  const from = addDays(to, 1 - days);
  const mine = { company_id: company.id, ingredient_id: id, storage_unit_id: storageUnitId };
  const [stock, balances, usage, receipts, entries, lock, uses, history] = await Promise.all([
    listStock(ctx, { company_id: company.id, ingredient_id: id, limit: 500 }),
    listHistory(ctx, { id, company_id: company.id, storage_unit_id: storageUnitId, from, to }),
    reportUsage(ctx, { ...mine, from, to, group: 'item' }),
    listLedgerEntries(ctx, { ...mine, type: 'RECEIPT', limit: 8 }),
    listLedgerEntries(ctx, { ...mine, limit: 10 }),
    getPeriodLock(ctx, { company_id: company.id }),
    listIngredientUses(ctx, { id, company_id: company.id }),
    listFrom(query.history, (cursor) =>
      historyOf('ingredient')(ctx, { id, company_id: company.id, limit: 10, cursor }),
    ),
  ]);
  const here = stock.data.filter((row) => !storageUnitId || row.storage_unit_id === storageUnitId);
  // What was never counted adds nothing to what is known to be there.
  const known = here.filter((row) => !row.never_counted);
  const total = (
    field: 'quantity' | 'value' | 'revaluation' | 'daily_usage',
    digits: number,
    rows: readonly Stock[] = here,
  ) =>
    roundHalfEven(
      rows.reduce((sum, row) => add(sum, exact(row[field])), ZERO),
      digits,
    );
  const unit = units(ingredient.base_unit);
  const onHand = {
    quantity: total('quantity', 6, known),
    base_unit: ingredient.base_unit,
    never_counted: here.length > 0 && known.length === 0,
  };
  const daily = Number(total('daily_usage', 6, known));
  const left = daily > 0 ? Math.max(0, Math.floor(Number(onHand.quantity) / daily)) : null;
  const ledger = `/inventory/ledger?ingredient=${id}${storageUnitId ? `&storage_unit=${storageUnitId}` : ''}`;
  return (
    <>
      <PageHeader
        title={ingredient.name}
        badge={
          <>
            <Badge>{unit}</Badge>
            {ingredient.is_active ? null : <Badge tone="warn">{inventory('archived')}</Badge>}
            {stock.data[0]?.is_below_minimum ? <Badge tone="warn">{inventory('belowMinimum')}</Badge> : null}
          </>
        }
        crumbs={[{ href: '/inventory/ingredients', label: inventory('ingredients') }]}
        actions={<EntryLinks storageUnitId={storageUnitId} />}
      />
      <div className="grid gap-5">
        <Filters stock={stock.data} />
        <Card>
          <Facts
            facts={[
              [t('onHand'), <OnHand key="q" row={onHand} digits={3} />],
              [t('lasts'), <DaysLeft key="d" days={left} />],
              [t('dailyUsage'), <Amount key="u" value={total('daily_usage', 3)} digits={3} unit={unit} />],
              [
                t('unitCost'),
                <UnitCost
                  key="c"
                  value={stock.data[0]?.unit_cost ?? ingredient.standard_cost ?? '0'}
                  source={stock.data[0]?.cost_source ?? (ingredient.standard_cost ? 'standard' : 'unknown')}
                />,
              ],
              [t('value'), <Amount key="v" value={total('value', 2)} digits={2} minDigits={2} />],
              [t('revaluation'), <Revaluation key="r" value={total('revaluation', 2)} />],
              [
                inventory('standardCost'),
                <Amount key="s" value={ingredient.standard_cost} digits={4} minDigits={2} />,
              ],
              [
                inventory('minimum'),
                <Amount key="m" value={ingredient.minimum_quantity} digits={6} unit={unit} />,
              ],
            ]}
          />
        </Card>
        <Card title={t('cardChart')}>
          <BalanceChart days={balances.data} unit={unit} opening={balances.opening} from={from} to={to} />
        </Card>
        {stock.data.length > 0 && !storageUnitId ? (
          <Card title={t('cardUnits')} className="pb-0 sm:pb-0">
            <StockTable bare one="ingredient" stock={stock.data} />
          </Card>
        ) : null}
        <Card
          title={inventory('usedIn')}
          description={uses.data.length === 0 ? inventory('usedNowhere') : undefined}
        >
          {uses.data.length > 0 ? <Uses uses={uses.data} /> : null}
        </Card>
        <Card
          title={t('cardUsage')}
          description={usage.data.length === 0 ? t('noUsageYet') : undefined}
          className={usage.data.length > 0 ? 'pb-0 sm:pb-0' : ''}
        >
          {usage.data.length > 0 ? <ItemUsageTable bare one rows={usage.data} /> : null}
        </Card>
        <Entries
          title={t('cardReceipts')}
          none={t('noReceipts')}
          entries={receipts.data}
          lockedUntil={lock.locked_until}
          all={
            receipts.next_cursor ? (
              <TextLink href={`${ledger}&type=RECEIPT`}>{t('allReceipts')}</TextLink>
            ) : null
          }
        />
        <Entries
          title={t('cardEntries')}
          none={t('noEntriesYet')}
          entries={entries.data}
          lockedUntil={lock.locked_until}
          all={entries.data.length > 0 ? <TextLink href={ledger}>{t('allEntries')}</TextLink> : null}
        />
        <History
          of={{ kind: 'ingredient', id, companyId: company.id }}
          history={history}
          today={to}
          path={`/inventory/ingredients/${id}`}
          params={query}
        />
      </div>
    </>
  );
});

function Filters({ stock }: { stock: readonly Stock[] }) {
  const t = useTranslations('stock');
  return (
    <div className="grid grid-cols-2 items-end gap-3 sm:flex">
      <div className="sm:w-56">
        <UnitFilter units={stock} />
      </div>
      <div className="sm:w-44">
        <QuerySelect
          name="days"
          label={t('range')}
          all={t('rangeDays', { count: 90 })}
          options={RANGES.filter((one) => one !== '90').map((one) => ({
            value: one,
            label: t('rangeDays', { count: Number(one) }),
          }))}
        />
      </div>
    </div>
  );
}

/** The newest entries, and the way to all of them. */
function Entries({
  title,
  none,
  entries,
  lockedUntil,
  all,
}: {
  title: string;
  /** What is said where there are none. */
  none: string;
  entries: readonly LedgerEntry[];
  lockedUntil: string | null;
  all: ReactNode;
}) {
  const isEmpty = entries.length === 0;
  return (
    <Card
      title={title}
      description={isEmpty ? none : undefined}
      actions={all}
      className={isEmpty ? '' : 'pb-0 sm:pb-0'}
    >
      {isEmpty ? null : (
        <EntryTable bare one="ingredient" label={title} entries={entries} lockedUntil={lockedUntil} />
      )}
    </Card>
  );
}
