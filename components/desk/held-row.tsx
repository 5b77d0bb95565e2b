// biome-ignore-all lint/a11y/useSemanticElements: rows of a grid that keeps the focus
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { cn } from '@/components/ui/cn';
import type { HeldRow } from './held-model';
import { rowClass } from './segment-grid';
import type { DeskWords } from './use-desk-words';

/** Columns of head and rows; a phone has two rows, beside and beneath each other. */
export const HELD_GRID =
  'grid grid-cols-[2.25rem_minmax(9rem,1fr)_minmax(9rem,1fr)_4.5rem_6rem_minmax(9rem,0.8fr)] items-center gap-x-3 px-3 lg:grid-cols-[2.25rem_minmax(9rem,1fr)_minmax(9rem,1fr)_13rem_4.5rem_6rem_minmax(9rem,0.8fr)] max-sm:grid-cols-[minmax(0,1fr)_auto]';
export const heldRowId = (id: string) => `desk-${id}`;

/** A name that lines wait under, or what was said of one. Over 80 lines: the cells of one row. */
export function HeldTableRow({
  row,
  place,
  isActive,
  isSelected,
  allowed,
  words,
  onActive,
  onSelect,
}: {
  row: HeldRow;
  place: number;
  isActive: boolean;
  isSelected: boolean;
  allowed: boolean;
  words: DeskWords;
  onActive: () => void;
  onSelect: () => void;
}) {
  const t = useTranslations('desk');
  const { open } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the grid, which keeps the focus
    <div
      id={heldRowId(row.id)}
      role="row"
      tabIndex={-1}
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      // The grid keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onActive}
      className={cn(isSelected && 'bg-sunken', rowClass(HELD_GRID, isActive))}
    >
      <span role="gridcell" tabIndex={-1} className="max-sm:hidden">
        {allowed && open !== null ? (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('selectRow', { name: row.name })}
            checked={isSelected}
            onChange={onSelect}
            onClick={(event) => event.stopPropagation()}
            className="size-4 accent-brand"
          />
        ) : null}
      </span>
      <span role="gridcell" tabIndex={-1} className={cn('truncate', open !== null && 'font-medium')}>
        {row.name}
      </span>
      <span role="gridcell" tabIndex={-1} className="truncate text-muted max-sm:hidden">
        {row.mappedName}
      </span>
      <span role="gridcell" tabIndex={-1} className="truncate text-muted max-lg:hidden">
        <HeldDays row={row} />
      </span>
      <span role="gridcell" tabIndex={-1} className="text-right tabular-nums max-sm:hidden">
        {open === null ? <span className="text-muted">–</span> : words.figure(open.quantity)}
      </span>
      <span role="gridcell" tabIndex={-1} className="text-right tabular-nums">
        {open === null ? <span className="text-muted">–</span> : words.money(open.net_value)}
      </span>
      <span
        role="gridcell"
        tabIndex={-1}
        className="flex min-w-0 items-center gap-2 max-sm:col-span-2 max-sm:text-xs"
      >
        <span className="min-w-0 truncate text-muted sm:hidden">
          {t('held.insteadOf', { name: row.mappedName })} ·
        </span>
        <HeldState row={row} />
      </span>
    </div>
  );
}

export function HeldDays({ row: { firstDay, lastDay } }: { row: HeldRow }) {
  return (
    <>
      <Day date={firstDay} />
      {lastDay === firstDay ? null : (
        <>
          {' – '}
          <Day date={lastDay} />
        </>
      )}
    </>
  );
}

function HeldState({ row: { open, said } }: { row: HeldRow }) {
  const t = useTranslations('desk.held');
  if (open)
    return <Badge tone={open.is_held ? 'warn' : 'neutral'}>{t(open.is_held ? 'waits' : 'deducted')}</Badge>;
  return <span className="truncate text-muted">{t(`is.${said?.answer ?? 'same'}`)}</span>;
}
