// biome-ignore-all lint/a11y/useSemanticElements: rows of a grid that keeps the focus
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { countsFor, type ModifierRow, modifierRowId, newOfferFor } from './modifier-model';
import { rowClass } from './segment-grid';
import type { ModifierWords } from './use-modifier-words';

/** Columns of head and rows; a phone has the effect beneath. */
export const MODIFIER_GRID =
  'grid grid-cols-[minmax(12rem,1fr)_4.5rem_6rem_minmax(14rem,1.2fr)] items-center gap-x-3 px-3 max-sm:grid-cols-[minmax(0,1fr)_auto]';

/** One modifier, a group of its parents, or one of them. Over 80 lines: the cells of one row. */
export function ModifierTableRow({
  row,
  place,
  mapped,
  isActive,
  words,
  onActive,
  onToggle,
}: {
  row: ModifierRow;
  place: number;
  /** What it takes by its mapping, which counts where nothing is said. */
  mapped: string | null;
  isActive: boolean;
  words: ModifierWords;
  onActive: () => void;
  onToggle: () => void;
}) {
  const t = useTranslations('desk.modifiers');
  const { kind, sold } = row;
  const indent = kind === 'all' ? '' : kind === 'group' ? 'pl-6' : 'pl-9';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the grid, which keeps the focus
    <div
      id={modifierRowId(row.id)}
      role="row"
      tabIndex={-1}
      aria-rowindex={place + 2}
      aria-level={kind === 'all' ? 1 : 2}
      aria-expanded={kind === 'all' ? row.isOpen : undefined}
      data-active={isActive || undefined}
      // The grid keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onActive}
      className={rowClass(MODIFIER_GRID, isActive)}
    >
      <span role="gridcell" tabIndex={-1} className={cn('flex min-w-0 items-center gap-1', indent)}>
        {kind === 'all' ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={t(row.isOpen ? 'close' : 'open', { name: row.name })}
            onClick={(event) => {
              event.stopPropagation();
              onToggle();
            }}
            className="-ml-1 grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
          >
            <ChevronRight aria-hidden className={cn('size-4', row.isOpen && 'rotate-90')} />
          </button>
        ) : null}
        <span className={cn('truncate', kind === 'all' && 'font-medium')}>
          {kind === 'group' ? t('forGroup', { name: row.name }) : row.name}
        </span>
        {kind === 'all' ? (
          <span className="shrink-0 text-xs text-muted max-lg:hidden">
            {t('parents', { count: row.parents.length })}
          </span>
        ) : null}
      </span>
      <span role="gridcell" tabIndex={-1} className="text-right tabular-nums max-sm:hidden">
        {sold.lines === 0 ? <span className="text-muted">0</span> : words.figure(sold.quantity)}
      </span>
      <span role="gridcell" tabIndex={-1} className="text-right tabular-nums">
        {sold.lines === 0 ? <span className="text-muted">–</span> : words.money(sold.net_value)}
      </span>
      <span
        role="gridcell"
        tabIndex={-1}
        className={cn(
          'min-w-0 max-sm:col-span-2 max-sm:text-xs',
          kind === 'all' ? 'max-sm:pl-7' : 'max-sm:pl-9',
        )}
      >
        <Does row={row} mapped={mapped} words={words} />
      </span>
    </div>
  );
}

/** What counts, or what is offered instead. */
function Does({ row, mapped, words }: { row: ModifierRow; mapped: string | null; words: ModifierWords }) {
  const t = useTranslations('desk.modifiers');
  const counts = countsFor(row);
  const offer = newOfferFor(row);
  const isMapped = !counts && mapped !== null;
  const exceptions = row.kind === 'all' ? row.modifier.rules.length - (counts ? 1 : 0) : 0;
  return (
    <span className="flex min-w-0 items-center gap-2">
      {counts ? (
        <span className={cn('truncate', !counts.isOwn && 'text-muted')}>{words.effect(counts.rule)}</span>
      ) : null}
      {isMapped ? <span className="truncate text-muted">{t('mappedTo', { takes: mapped })}</span> : null}
      {offer && !(counts?.isOwn && row.kind !== 'all') && !(isMapped && words.isAs(offer, mapped)) ? (
        <span className="truncate text-brand">
          <span aria-hidden>→ </span>
          {words.effect(offer)}
        </span>
      ) : null}
      {!counts && !offer && !isMapped ? <span className="text-muted">{t('nothingSaid')}</span> : null}
      {exceptions > 0 ? (
        <span className="ml-auto shrink-0 text-xs text-muted">{t('exceptions', { count: exceptions })}</span>
      ) : null}
      {counts?.isOwn && row.kind !== 'all' ? (
        <span className="ml-auto shrink-0 text-xs text-muted">{t('exception')}</span>
      ) : null}
    </span>
  );
}
