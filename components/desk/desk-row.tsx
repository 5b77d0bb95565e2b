// biome-ignore-all lint/a11y/useSemanticElements: only rows in sight are drawn, each at its place
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import type { DeskRow } from '@/lib/contracts/desk';
import type { Offer } from './desk-entry';
import { type LateCells, useAllCells } from './late-cells';
import type { DeskWords } from './use-desk-words';

/** Columns of head and rows; a phone has two, beside and beneath each other. */
export const GRID =
  'grid grid-cols-[2.25rem_minmax(10rem,1fr)_4.5rem_4.5rem_6rem_minmax(12rem,1.2fr)] items-center gap-x-3 px-3 lg:grid-cols-[2.25rem_minmax(10rem,1fr)_7rem_4.5rem_4.5rem_6rem_minmax(14rem,1.3fr)] max-sm:grid-cols-[minmax(0,1fr)_auto]';
/** A cell of known size is laid out and painted by itself: rows must keep up with scrolling. */
const CELL = 'sm:contain-strict';
export const rowId = (id: string) => `desk-${id}`;

/**
 * A row is drawn again only when something of it changes: it, its offer, whether it is active or selected.
 * One that is scrolled past has name and value only.
 * Over 80 lines: the cells of one row, twice: as a table and as a card.
 */
export const DeskTableRow = memo(function DeskTableRow({
  row,
  offer,
  share,
  index,
  isActive,
  isSelected,
  allowed,
  words,
  late,
  onActive,
  onSelect,
}: {
  row: DeskRow;
  offer: Offer | undefined;
  /** Of net sales. */
  share: number | null;
  index: number;
  isActive: boolean;
  isSelected: boolean;
  allowed: boolean;
  words: DeskWords;
  late: LateCells;
  onActive: (id: string) => void;
  onSelect: (id: string) => void;
}) {
  const t = useTranslations('desk');
  const lightspeed = useTranslations('lightspeed');
  const hasAll = useAllCells(late) || isActive;
  const isUnsold = row.lines === 0;
  const isBadged = hasAll && (row.is_archived || row.findings.length > 0);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the grid, which keeps the focus
    <div
      id={rowId(row.id)}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      // The grid keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onActive(row.id)}
      style={{ transform: `translateY(calc(var(--row) * ${index}))` }}
      className={cn(
        GRID,
        'absolute inset-x-0 top-0 h-(--row) cursor-default contain-strict border-b border-line/60 max-sm:grid-rows-2 max-sm:content-center max-sm:py-1.5',
        'sm:grid-rows-[39px] sm:items-stretch sm:leading-[39px]',
        isSelected && 'bg-sunken',
        isActive &&
          'bg-brand-soft group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-brand',
      )}
    >
      {hasAll ? (
        <span role="gridcell" tabIndex={-1} className={`${CELL} max-sm:hidden`}>
          {allowed ? (
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={words.select(row.name)}
              checked={isSelected}
              onChange={() => onSelect(row.id)}
              onClick={(event) => event.stopPropagation()}
              className="size-4 align-middle accent-brand"
            />
          ) : null}
        </span>
      ) : null}
      <span
        role="gridcell"
        tabIndex={-1}
        className={cn(
          CELL,
          'min-w-0 font-medium sm:col-start-2',
          isBadged ? 'flex items-center gap-2' : 'truncate',
        )}
      >
        {hasAll ? <span className={isBadged ? 'truncate' : 'mr-1.5'}>{row.name}</span> : row.name}
        {hasAll && row.sku && row.sku !== row.name ? (
          <span className="shrink-0 text-xs font-normal text-muted max-lg:hidden">{row.sku}</span>
        ) : null}
        {isBadged && row.is_archived ? <Badge>{lightspeed('archived')}</Badge> : null}
        {isBadged && row.findings.length > 0 ? <Badge tone="warn">{t('changed')}</Badge> : null}
      </span>
      {hasAll ? (
        <>
          <span role="gridcell" tabIndex={-1} className={`${CELL} truncate text-muted max-lg:hidden`}>
            {row.accounting_group}
          </span>
          <span
            role="gridcell"
            tabIndex={-1}
            className={`${CELL} text-right text-muted tabular-nums max-sm:hidden`}
          >
            {row.price === null ? '–' : words.money(row.price)}
          </span>
          <span
            role="gridcell"
            tabIndex={-1}
            className={cn(CELL, 'text-right tabular-nums max-sm:hidden', isUnsold && 'text-muted')}
          >
            {isUnsold ? '0' : words.figure(row.quantity)}
          </span>
        </>
      ) : null}
      <span
        role="gridcell"
        tabIndex={-1}
        className={cn(
          CELL,
          'relative text-right tabular-nums sm:col-start-5 lg:col-start-6',
          isUnsold && 'text-muted',
        )}
      >
        {isUnsold ? '–' : words.money(row.net_value)}
        {hasAll && share !== null && share > 0 ? (
          <span
            aria-hidden
            className="absolute right-0 bottom-1 h-0.5 rounded-full bg-brand/60 max-sm:hidden"
            style={{ width: `${Math.min(100, share * 1000)}%` }}
          />
        ) : null}
      </span>
      {hasAll ? <RowState row={row} offer={offer} words={words} /> : null}
    </div>
  );
});

const STATE = `${CELL} min-w-0 truncate max-sm:col-span-2 max-sm:text-xs`;

function RowState({ row, offer, words }: { row: DeskRow; offer: Offer | undefined; words: DeskWords }) {
  const t = useTranslations('desk');
  const { text, isDone } = said();
  if (text !== null)
    return (
      <span role="gridcell" tabIndex={-1} className={cn(STATE, !isDone && 'text-muted')}>
        {text}
      </span>
    );
  const isSure = offer !== undefined && offer.verdict !== 'unknown';
  return (
    <span role="gridcell" tabIndex={-1} className={cn(STATE, 'flex items-center gap-2')}>
      <span className={cn("truncate before:content-['→_'/'']", isSure ? 'text-brand' : 'text-muted')}>
        {offer && offered(offer)}
      </span>
      {isSure ? (
        <span className="ml-auto shrink-0 text-xs text-muted tabular-nums">
          {offer.confidence === null ? t('asElsewhere') : words.percent(offer.confidence)}
        </span>
      ) : null}
    </span>
  );

  /** Null: something is offered. */
  function said(): { text: string | null; isDone?: boolean } {
    if (row.mapping) return { text: words.takes(row.mapping), isDone: true };
    if (row.state === 'ignored') return { text: t('ignored') };
    if (row.is_modifier) return { text: t('modifiers.asModifier') };
    if (row.combo?.is_decided) return { text: t('comboOf', { parts: row.combo.parts.join(', ') }) };
    return { text: offer ? null : t('open') };
  }
  function offered({ verdict, takes, create }: Offer): string {
    if (verdict === 'ignore') return t('offerIgnore');
    if (takes && verdict === 'map') return words.takes(takes);
    return create ? t('offerCreate', { thing: words.creation(create) }) : t('offerNone');
  }
}
