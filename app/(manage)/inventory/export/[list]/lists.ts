import { ledgerFilter } from '@/app/(manage)/inventory/ledger/ledger-filter';
import { auditFilter } from '@/app/(manage)/settings/audit/audit-filter';
import { auditActor, auditLines, auditSubject, type Say } from '@/components/settings/audit-words';
import type { AuditEvent } from '@/lib/contracts/audit';
import { daySchema, idSchema } from '@/lib/contracts/common';
import type { LedgerEntry } from '@/lib/contracts/ledger';
import type { Stock, StockCount, UsageRow } from '@/lib/contracts/stock';
import type { CsvCell } from '@/lib/files/csv';
import { listAudit } from '@/lib/services/audit-log/list-audit';
import type { ServiceContext } from '@/lib/services/context';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { listCounts } from '@/lib/services/stock/list-counts';
import { listStock } from '@/lib/services/stock/list-stock';
import { reportUsage } from '@/lib/services/stock/report-usage';

/** The sentence of a message's path. */
interface Words {
  (path: string): string;
  has(path: string): boolean;
}
export type Query = Readonly<Record<string, string | undefined>>;
export interface ExportList {
  columns: readonly string[];
  page(cursor: string | undefined): Promise<{ rows: CsvCell[][]; next: string | null }>;
}

const PAGE = 500;
const text = (value: string | number | null): CsvCell => ({ text: value === null ? null : String(value) });
const decimal = (value: string | null): CsvCell => ({ decimal: value });
type Column<T> = readonly [name: string, cell: (row: T) => CsvCell];
function listOf<T>(
  columns: readonly Column<T>[],
  read: (cursor: string | undefined) => Promise<{ data: T[]; next_cursor: string | null }>,
): ExportList {
  return {
    columns: columns.map(([name]) => name),
    async page(cursor) {
      const { data, next_cursor } = await read(cursor);
      return { rows: data.map((row) => columns.map(([, cell]) => cell(row))), next: next_cursor };
    },
  };
}

/** The lists that can be taken away as a file, with the filters of their page's URL. */
export const LISTS: Readonly<
  Record<
    string,
    (ctx: ServiceContext, companyId: string, query: Query, t: Words, today: string) => ExportList
  >
> = {
  ledger(ctx, companyId, query, t, today) {
    const columns: Column<LedgerEntry>[] = [
      [t('inventory.date'), (row) => text(row.date)],
      [t('inventory.originalDate'), (row) => text(row.original_date)],
      [t('inventory.ingredient'), (row) => text(row.ingredient_name)],
      [t('inventory.type'), (row) => text(t(`inventory.types.${row.type}`))],
      [t('inventory.storageUnit'), (row) => text(row.storage_unit_name)],
      [t('inventory.quantity'), (row) => decimal(row.quantity)],
      [t('inventory.unit'), (row) => text(t(`units.${row.base_unit}`))],
      [t('inventory.unitCost'), (row) => decimal(row.unit_cost)],
      [t('inventory.value'), (row) => decimal(row.value)],
      [t('inventory.source'), (row) => text(row.source.item_name ?? t('inventory.manual'))],
      [t('stock.reason'), (row) => text(row.reason && t(`stock.reasons.${row.reason}`))],
      [t('inventory.note'), (row) => text(row.note)],
      ['ID', (row) => text(row.id)],
      [t('inventory.reversal'), (row) => text(row.reverses_entry_id)],
    ];
    const filter = ledgerFilter(companyId, query, today);
    return listOf(columns, (cursor) => listLedgerEntries(ctx, { ...filter, limit: PAGE, cursor }));
  },
  audit(ctx, companyId, query, t, today) {
    const say: Say = (path) => (t.has(`audit.${path}`) ? t(`audit.${path}`) : null);
    const columns: Column<AuditEvent>[] = [
      [t('audit.when'), (row) => text(row.at)],
      [t('audit.who'), (row) => text(auditActor(row, say))],
      [t('audit.what'), (row) => text(say(`actions.${row.action}`) ?? row.action)],
      [t('audit.subject'), (row) => text(auditSubject(row))],
      [
        t('audit.changes'),
        (row) =>
          text(
            auditLines(row, say)
              .map((one) => `${one.label}: ${one.before === null ? '' : `${one.before} → `}${one.after}`)
              .join('\n'),
          ),
      ],
      [t('audit.address'), (row) => text(row.address)],
      [t('audit.device'), (row) => text(row.user_agent)],
      [t('audit.sequence'), (row) => text(row.sequence)],
      [t('audit.hash'), (row) => text(row.hash)],
      ['ID', (row) => text(row.id)],
    ];
    const filter = auditFilter(companyId, query, today);
    return listOf(columns, (cursor) => listAudit(ctx, { ...filter, limit: PAGE, cursor }));
  },
  stock(ctx, companyId, query, t) {
    const columns: Column<Stock>[] = [
      [t('stock.ingredient'), (row) => text(row.ingredient_name)],
      [t('stock.unit'), (row) => text(row.storage_unit_name)],
      [t('stock.onHand'), (row) => decimal(row.quantity)],
      [t('stock.measure'), (row) => text(t(`units.${row.base_unit}`))],
      [t('stock.daysLeft'), (row) => decimal(row.days_left === null ? null : String(row.days_left))],
      [t('stock.dailyUsage'), (row) => decimal(row.daily_usage)],
      [t('stock.unitCost'), (row) => decimal(row.unit_cost)],
      [t('stock.value'), (row) => decimal(row.value)],
      [t('stock.costSource'), (row) => text(t(`stock.costSources.${row.cost_source}`))],
      [t('stock.revaluation'), (row) => decimal(row.revaluation)],
      [t('stock.lastCounted'), (row) => text(row.last_counted)],
      [t('stock.neverCounted'), (row) => text(row.never_counted ? 'x' : null)],
      [t('stock.belowMinimum'), (row) => text(row.is_below_minimum ? 'x' : null)],
    ];
    return listOf(columns, (cursor) =>
      listStock(ctx, {
        company_id: companyId,
        storage_unit_id: idSchema.safeParse(query.storage_unit).data,
        search: query.search,
        include_empty: query.empty === 'true',
        limit: PAGE,
        cursor,
      }),
    );
  },
  usage(ctx, companyId, query, t) {
    const isByItem = query.view === 'item';
    const columns: Column<UsageRow>[] = [
      ...(isByItem
        ? ([
            [t('stock.item'), (row) => text(row.item_name)],
            [t('stock.sold'), (row) => decimal(row.sold_quantity)],
          ] satisfies Column<UsageRow>[])
        : []),
      [t('stock.ingredient'), (row) => text(row.ingredient_name)],
      [t('stock.theoretical'), (row) => decimal(row.theoretical_quantity)],
      [t('stock.measure'), (row) => text(t(`units.${row.base_unit}`))],
      [t('stock.theoreticalValue'), (row) => decimal(row.theoretical_value)],
      [t('stock.noCost'), (row) => text(row.has_cost ? null : 'x')],
      ...(isByItem
        ? []
        : ([
            [t('stock.wasted'), (row) => decimal(row.wasted_quantity)],
            [t('stock.wastedValue'), (row) => decimal(row.wasted_value)],
            [t('stock.missing'), (row) => decimal(row.missing_quantity)],
            [t('stock.missingValue'), (row) => decimal(row.missing_value)],
          ] satisfies Column<UsageRow>[])),
    ];
    return listOf(columns, async () => {
      const { data } = await reportUsage(ctx, {
        company_id: companyId,
        from: daySchema.parse(query.from),
        to: daySchema.parse(query.to),
        group: isByItem ? 'item' : 'ingredient',
        storage_unit_id: idSchema.safeParse(query.storage_unit).data,
      });
      return { data, next_cursor: null };
    });
  },
  counts(ctx, companyId, query, t) {
    const columns: Column<StockCount>[] = [
      [t('stock.date'), (row) => text(row.date)],
      [t('stock.countedAt'), (row) => text(t(`stock.moments.${row.counted_at}`))],
      [t('stock.unit'), (row) => text(row.storage_unit_name)],
      [t('stock.ingredient'), (row) => text(row.ingredient_name)],
      [t('stock.before'), (row) => decimal(row.previous_quantity)],
      [t('stock.received'), (row) => decimal(row.received)],
      [t('stock.used'), (row) => decimal(row.used)],
      [t('stock.wasted'), (row) => decimal(row.wasted)],
      [t('stock.moved'), (row) => decimal(row.moved_in)],
      [t('stock.expected'), (row) => decimal(row.expected_quantity)],
      [t('stock.counted'), (row) => decimal(row.counted_quantity)],
      [t('stock.variance'), (row) => decimal(row.variance_quantity)],
      [t('stock.measure'), (row) => text(t(`units.${row.base_unit}`))],
      [t('stock.varianceValue'), (row) => decimal(row.variance_value)],
      [t('stock.note'), (row) => text(row.note)],
    ];
    return listOf(columns, (cursor) =>
      listCounts(ctx, {
        company_id: companyId,
        storage_unit_id: idSchema.safeParse(query.storage_unit).data,
        batch_id: idSchema.safeParse(query.batch).data,
        limit: PAGE,
        cursor,
      }),
    );
  },
};
