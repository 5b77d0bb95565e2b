// biome-ignore-all lint/a11y/useSemanticElements: a grid that keeps the focus and names its active row
// biome-ignore-all lint/a11y/noStaticElementInteractions: its role is given
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: its role is given
'use client';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect } from 'react';
import { cn } from '@/components/ui/cn';

/** A segment with rows few enough to be drawn all: a grid that keeps the focus and names its active row. */
export function SegmentGrid({
  grid,
  role,
  label,
  columns,
  head,
  count,
  activeId,
  isBusy,
  empty,
  onKeyDown,
  children,
}: {
  grid: RefObject<HTMLDivElement | null>;
  role: 'grid' | 'treegrid';
  label: string;
  /** The class of its columns, as of its rows. */
  columns: string;
  head: ReactNode;
  count: number;
  /** The id of the active row's element. */
  activeId: string | undefined;
  isBusy: boolean;
  /** Said where there is no row. */
  empty: string;
  onKeyDown: (event: KeyboardEvent) => void;
  children: ReactNode;
}) {
  useEffect(() => {
    if (activeId !== undefined && document.activeElement === grid.current)
      document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId, grid]);
  return (
    <div className="relative min-w-0">
      <div
        ref={grid}
        role={role}
        tabIndex={0}
        aria-label={label}
        aria-rowcount={count + 1}
        aria-activedescendant={activeId}
        aria-busy={isBusy}
        onKeyDown={onKeyDown}
        className="group/grid relative h-[max(16rem,calc(100dvh-34rem))] overflow-y-auto rounded-xl border border-line bg-surface text-sm max-sm:h-[max(22rem,calc(100dvh-34rem))]"
      >
        <div
          role="row"
          aria-rowindex={1}
          tabIndex={-1}
          className={cn(
            columns,
            'sticky top-0 z-10 h-9 border-b border-line bg-surface text-xs font-medium text-muted',
          )}
        >
          {head}
        </div>
        {children}
      </div>
      {count === 0 ? (
        <p className="pointer-events-none absolute inset-x-0 top-24 px-6 text-center text-muted">{empty}</p>
      ) : null}
    </div>
  );
}

export const GridHead = ({ label, className }: { label: string; className?: string }) => (
  <span role="columnheader" tabIndex={-1} className={cn('min-w-0 truncate', className)}>
    {label}
  </span>
);

/** What a row of such a grid looks like; the active one while the grid has the focus is outlined. */
export const rowClass = (columns: string, isActive: boolean): string =>
  cn(
    columns,
    'min-h-10 cursor-default border-b border-line/60 py-1 max-sm:min-h-14',
    isActive &&
      'bg-brand-soft group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-brand',
  );
