'use client';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { afterPaint } from './after-paint';
import { cn } from './cn';
import type { Option } from './combobox';
import { fieldClass } from './input';
import { rankOptions } from './rank-options';
import { useIsPhone } from './use-is-phone';

/** The least height of a row, as the style sheet has it; a long name takes more. */
const ROW = 36;
const PHONE_ROW = 44;
const PAGE = 8;
/** Height before the list is placed. Without one, all rows would be measured and drawn. */
const HEIGHT = 'max(6rem, min(16rem, calc(var(--radix-popover-content-available-height, 21rem) - 5rem)))';

// Over 80 lines: one list box, whose keys, window of rows and row for a new name share what is active.
/**
 * The opened chooser: a search whose answers stand beneath it. The focus stays in the search (ARIA combobox
 * pattern). Nothing is marked unless it is clearly meant, so Enter never takes what only happens to be first.
 * Only rows in sight are on the page.
 */
export function OptionList({
  label,
  value,
  options,
  begun,
  onChoose,
  onCreate,
  onLeave,
}: {
  label: string;
  value: string;
  options: readonly Option[];
  /** What was typed before the list was there. */
  begun: string;
  onChoose: (value: string) => void;
  onCreate?: ((name: string) => void) | undefined;
  onLeave: () => void;
}) {
  const t = useTranslations('common');
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    search.current?.focus({ preventScroll: true });
    search.current?.setSelectionRange(begun.length, begun.length);
  }, [begun]);
  // Ranked once for nothing: what a browser runs for the first time takes it several times as long.
  useEffect(() => afterPaint(() => rankOptions(options, 'a')), [options]);
  const [query, setQuery] = useState(begun);
  // The window of rows draws it again with each of its steps.
  const { rows, isClear, isNamed } = useMemo(() => rankOptions(options, query), [options, query]);
  const name = query.trim();
  const canCreate = onCreate !== undefined && name !== '' && !isNamed;
  const count = rows.length + (canCreate ? 1 : 0);
  // Where the arrows went in the answers to this query; undefined until they moved.
  const [moved, setMoved] = useState<number | null | undefined>(undefined);
  const current = query === '' ? rows.findIndex((one) => one.value === value) : -1;
  const active = moved === undefined ? (isClear ? 0 : current >= 0 ? current : null) : moved;
  const row = useIsPhone() ? PHONE_ROW : ROW;
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => row,
    initialRect: { width: 320, height: 256 },
    initialOffset: Math.max(0, current - 2) * row,
    overscan: 1,
    // The marked row is named by `aria-activedescendant`, so it is there even when scrolled away.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return active === null || active >= count || shown.includes(active)
        ? shown
        : [...shown, active].toSorted((a, b) => a - b);
    },
  });
  const move = (to: number) => {
    if (count === 0) return;
    const index = Math.min(Math.max(to, 0), count - 1);
    setMoved(index);
    list.scrollToIndex(index);
  };
  const take = (index: number) => {
    const row = rows[index];
    if (row) onChoose(row.value);
    else if (canCreate) onCreate(name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };
    const step = steps[event.key];
    if (step !== undefined) move(active === null ? (step > 0 ? 0 : count - 1) : active + step);
    else if (event.key === 'Enter') {
      if (active !== null) take(active);
    } else if (event.key === 'Tab') {
      // On to the next field with what is marked, unless nothing was looked for.
      if (active !== null && query !== '' && !event.shiftKey) take(active);
      else onLeave();
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        ref={search}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={count > 0}
        aria-controls={count > 0 ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={active !== null && active < count ? `${id}-${active}` : undefined}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="done"
        placeholder={t('search')}
        className={cn(fieldClass, 'max-sm:h-12')}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setMoved(undefined);
          // Where it is at the top already, placing it anew would only draw it twice.
          if (list.scrollOffset) list.scrollToOffset(0);
        }}
        onKeyDown={onKeyDown}
      />
      <p role="status" className={rows.length === 0 ? 'p-3 text-sm text-muted' : 'sr-only'}>
        {rows.length === 0 ? t('nothingFound') : t('results', { count: rows.length })}
      </p>
      {/* The list box itself scrolls: as a combobox's popup it needs no focus for the keys to scroll it. */}
      <div
        ref={scroller}
        {...(count > 0 ? { id: `${id}-list`, role: 'listbox', 'aria-label': label } : {})}
        // The focus stays in the search, whatever is touched here.
        onPointerDown={(event) => event.pointerType === 'mouse' && event.preventDefault()}
        className="mt-1 overflow-y-auto overscroll-contain"
        style={{ maxHeight: HEIGHT }}
      >
        {count > 0 ? (
          <div role="presentation" className="relative" style={{ height: list.getTotalSize() }}>
            {list.getVirtualItems().map(({ index, start }) => (
              <Row
                key={index}
                ref={list.measureElement}
                id={`${id}-${index}`}
                index={index}
                count={count}
                start={start}
                isActive={index === active}
                isChosen={rows[index]?.value === value}
                option={rows[index]}
                create={t('createNamed', { name })}
                onPoint={() => index === active || setMoved(index)}
                onTake={() => take(index)}
              />
            ))}
          </div>
        ) : null}
      </div>
    </>
  );
}

function Row({
  ref,
  id,
  index,
  count,
  start,
  isActive,
  isChosen,
  option,
  create,
  onPoint,
  onTake,
}: {
  ref: (node: Element | null) => void;
  id: string;
  index: number;
  count: number;
  start: number;
  isActive: boolean;
  isChosen: boolean;
  /** None: the row that makes what was typed. */
  option: Option | undefined;
  create: string;
  onPoint: () => void;
  onTake: () => void;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the search, which keeps the focus
    <div
      ref={ref}
      id={id}
      data-index={index}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-setsize={count}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${start}px)` }}
      onPointerMove={(event) => event.pointerType === 'mouse' && onPoint()}
      onClick={onTake}
      className={cn(
        'absolute top-0 left-0 flex min-h-9 w-full cursor-default items-center justify-between gap-3 rounded-md px-2 py-1.5 text-sm max-sm:min-h-11',
        isActive && 'bg-brand-soft',
        isChosen && 'font-medium',
      )}
    >
      {option ? (
        <>
          <span className="min-w-0 break-words">{option.label}</span>
          <span className="shrink-0 text-muted">
            {[option.group, option.hint].filter(Boolean).join(' · ')}
          </span>
        </>
      ) : (
        <span className="flex min-w-0 items-center gap-2 break-words text-brand">
          <Plus aria-hidden className="size-4 shrink-0" />
          {create}
        </span>
      )}
    </div>
  );
}
