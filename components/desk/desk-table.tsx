// biome-ignore-all lint/a11y/useSemanticElements: only rows in sight are drawn, each at its place
'use client';
import { createColumnHelper, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import {
  type KeyboardEvent,
  memo,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { cn } from '@/components/ui/cn';
import type { DeskRow } from '@/lib/contracts/desk';
import type { SortKey } from './desk-entry';
import type { DeskModel, DeskQuery, Segment, View } from './desk-model';
import { DeskTableRow, GRID, rowId } from './desk-row';
import { LateCells } from './late-cells';
import type { DeskWords } from './use-desk-words';
import { useRowHeight } from './use-row-height';

const features = tableFeatures({ rowSortingFeature });
const column = createColumnHelper<typeof features, DeskRow>();
/** `phone`: also where a row is a card; `wide`: only where there is room. */
const COLUMNS: readonly { id: SortKey; num?: boolean; wide?: boolean; phone?: boolean }[] = [
  { id: 'name', phone: true },
  { id: 'group', wide: true },
  { id: 'price', num: true },
  { id: 'quantity', num: true },
  { id: 'net', num: true, phone: true },
  { id: 'state' },
];
/** What fills the table before it is measured: on the server, and at first. */
const RECT = { width: 1024, height: 640 };
const HEAD = 36;
/** Rows in sight and one below them; above, the head hides one that is drawn as well. */
const withNext = (range: Range) =>
  defaultRangeExtractor({ ...range, endIndex: Math.min(range.endIndex + 1, range.count - 1) });

// Over 80 lines: one grid, whose window of rows, head and active row are one thing.
/**
 * The rows in sight of all that are shown, under a head that stays and sorts. The grid keeps the focus and
 * names the active row (ARIA grid).
 */
export const DeskTable = memo(function DeskTable({
  ref,
  model,
  view,
  sort,
  segment,
  words,
  selected,
  allowed,
  isWhole,
  failed,
  currency,
  onSort,
  active,
  place,
  onActive,
  onSelect,
  onKeyDown,
}: {
  ref: Ref<HTMLDivElement>;
  model: DeskModel;
  view: View;
  sort: DeskQuery['sort'];
  segment: Segment;
  words: DeskWords;
  selected: ReadonlySet<string>;
  allowed: boolean;
  isWhole: boolean;
  failed: boolean;
  currency: string | null;
  onSort: (sort: DeskQuery['sort']) => void;
  active: string | null;
  place: number;
  onActive: (id: string) => void;
  onSelect: (id: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const t = useTranslations('desk');
  const scroller = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => scroller.current as HTMLDivElement);
  const height = useRowHeight();
  const virtual = useVirtualizer({
    count: view.ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 0,
    rangeExtractor: withNext,
    // Rows are drawn in a turn of their own, not within that of the scrolling.
    useFlushSync: false,
    initialRect: RECT,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are at other places
  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    const grid = scroller.current;
    if (!grid || document.activeElement !== grid) return;
    const top = place * height;
    const bottom = top + height - ((virtual.scrollRect ?? RECT).height - HEAD);
    const offset = virtual.scrollOffset ?? 0;
    // Only where it must: to scroll, the browser lays the page out at once.
    if (top < offset) grid.scrollTop = top;
    else if (bottom > offset) grid.scrollTop = bottom;
  }, [virtual, place, height]);
  const inSight = virtual.getVirtualItems();
  const rows = inSight.flatMap(({ index }) => {
    const row = model.row(view.ids[index] ?? '');
    return row ? [row] : [];
  });
  const [late] = useState(() => new LateCells(virtual));
  useEffect(() => {
    model.inSight = rows.map(({ id }) => id);
    late.drawn();
  });
  const columns = useMemo(
    () => column.columns(COLUMNS.map(({ id }) => column.display({ id, enableSorting: true }))),
    [],
  );
  const sorting = [{ id: sort.by, desc: sort.desc }];
  // It sorts nothing itself: it is given only the rows in sight, and says what is sorted by.
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    manualSorting: true,
    state: { sorting },
  });
  const first = inSight[0]?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the head is of the sorting alone
  const head = useMemo(
    () =>
      table.getHeaderGroups().map((group) => (
        <div
          key={group.id}
          role="row"
          aria-rowindex={1}
          tabIndex={-1}
          className={cn(GRID, 'sticky top-0 z-10 h-9 border-b border-line bg-surface text-xs text-muted')}
        >
          <span role="columnheader" tabIndex={-1} className="max-sm:hidden">
            <span className="sr-only">{t('select')}</span>
          </span>
          {group.headers.map((header, index) => (
            <Head
              key={header.id}
              label={t(`columns.${header.id}`, { currency: currency ?? '' })}
              num={COLUMNS[index]?.num ?? false}
              wide={COLUMNS[index]?.wide ?? false}
              phone={COLUMNS[index]?.phone ?? false}
              sorted={header.column.getIsSorted()}
              onSort={(desc) => onSort({ by: header.id as SortKey, desc })}
            />
          ))}
        </div>
      )),
    [sort.by, sort.desc, currency, onSort, t],
  );
  return (
    <div className="relative min-w-0">
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={t('items')}
        aria-rowcount={isWhole ? view.ids.length + 1 : -1}
        aria-multiselectable={allowed}
        aria-activedescendant={active === null ? undefined : rowId(active)}
        aria-busy={!isWhole && !failed}
        onKeyDown={onKeyDown}
        className="group/grid relative h-[max(16rem,calc(100dvh-34rem))] max-sm:h-[max(22rem,calc(100dvh-34rem))] overflow-y-auto rounded-xl border border-line bg-surface text-sm [overflow-anchor:none]"
      >
        {head}
        <div
          role="rowgroup"
          className="relative [--row:40px] max-sm:[--row:56px]"
          style={{ height: `calc(var(--row) * ${view.ids.length})` }}
        >
          {table.getRowModel().rows.map(({ original: row }, index) => (
            <DeskTableRow
              key={row.id}
              row={row}
              offer={model.offerOf(row)}
              share={model.shareOf(row)}
              index={first + index}
              isActive={row.id === active}
              isSelected={selected.has(row.id)}
              allowed={allowed}
              words={words}
              late={late}
              onActive={onActive}
              onSelect={onSelect}
            />
          ))}
        </div>
      </div>
      {view.ids.length === 0 ? (
        <p className="pointer-events-none absolute inset-x-0 top-24 px-6 text-center text-muted">
          {failed ? t('failed') : !isWhole ? t('loading') : t(`empty.${segment}`)}
        </p>
      ) : null}
    </div>
  );
});

function Head({
  label,
  num,
  wide,
  phone,
  sorted,
  onSort,
}: {
  label: string;
  num: boolean;
  wide: boolean;
  phone: boolean;
  sorted: false | 'asc' | 'desc';
  onSort: (desc: boolean) => void;
}) {
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  return (
    <span
      role="columnheader"
      tabIndex={-1}
      aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
      className={cn('min-w-0', num && 'text-right', wide && 'max-lg:hidden', !phone && 'max-sm:hidden')}
    >
      <button
        type="button"
        // Figures are wanted from the top, names from the beginning.
        onClick={() => onSort(sorted === false ? num : sorted === 'asc')}
        className="inline-flex h-9 max-w-full items-center gap-1 font-medium whitespace-nowrap hover:text-ink"
      >
        <span className="truncate">{label}</span>
        <Arrow aria-hidden className={cn('size-3 shrink-0', sorted === false && 'opacity-0')} />
      </button>
    </span>
  );
}
