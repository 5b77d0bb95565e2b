'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { type CSSProperties, useMemo, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import type { ImportPreview } from '@/lib/contracts/imports';
import { FIELDS, type ImportKind } from '@/lib/core/imports/kinds';
import { ACTIONS, type Action } from '@/lib/core/imports/plan';
import { PreviewRow } from './preview-row';
import { useFieldName } from './reading-choices';

const ROW = 41;

/**
 * Every row of the file with its act; only those in sight are drawn. Over 80 lines: the head, the rows drawn
 * and the room of those not drawn measure each other.
 */
export function PreviewTable({ kind, preview }: { kind: ImportKind; preview: ImportPreview }) {
  const t = useTranslations('imports');
  const nameOf = useFieldName(kind);
  const [shown, setShown] = useState<Action | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => (shown === null ? preview.rows : preview.rows.filter((row) => row.action === shown)),
    [preview.rows, shown],
  );
  const fields = FIELDS[kind]
    .map((field) => field.name)
    .filter((name) => preview.columns.some((column) => column.field === name));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    getItemKey: (index) => rows[index]?.row ?? index,
  });
  const columns = {
    gridTemplateColumns: `3.5rem minmax(8rem,1fr) repeat(${fields.length}, minmax(8rem, 1.4fr))`,
  };
  const wide = { '--wide': `${11.5 + fields.length * 8}rem` } as CSSProperties;
  return (
    <div className="grid gap-3">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t('action')}</legend>
        {[null, ...ACTIONS].map((action) => (
          <button
            key={action ?? 'all'}
            type="button"
            aria-pressed={shown === action}
            onClick={() => setShown(action)}
            className={cn(
              'flex h-9 items-center gap-2 rounded-lg border px-3 text-sm font-medium',
              shown === action
                ? 'border-brand/30 bg-brand-soft text-brand'
                : 'border-transparent text-muted hover:bg-sunken hover:text-ink',
            )}
          >
            {action === null ? t('all') : t(`actions.${action}`)}{' '}
            <span className="tabular-nums">
              {action === null ? preview.rows.length : preview.counts[action]}
            </span>
          </button>
        ))}
      </fieldset>
      <section
        ref={scroller}
        aria-label={t('preview')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="max-h-[60dvh] overflow-auto rounded-xl border border-line bg-surface -outline-offset-2"
      >
        {/* Blocks instead of the browser's table: rows that are not in sight are not there. */}
        <table
          aria-label={t('preview')}
          aria-rowcount={rows.length + 1}
          className="block text-sm sm:min-w-(--wide)"
          style={wide}
        >
          <thead className="sticky top-0 z-10 block bg-surface max-sm:sr-only">
            <tr aria-rowindex={1} className="border-b border-line sm:grid" style={columns}>
              {[t('row'), t('action'), ...fields.map(nameOf)].map((label) => (
                <th key={label} scope="col" className="px-3 py-2 text-left text-xs font-medium text-muted">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              return row ? (
                <tr
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  aria-rowindex={item.index + 2}
                  className="absolute top-0 left-0 w-full border-b border-line max-sm:block max-sm:pb-2 sm:grid"
                  style={{ ...columns, transform: `translateY(${item.start}px)` }}
                >
                  <PreviewRow row={row} fields={fields} nameOf={nameOf} />
                </tr>
              ) : null;
            })}
          </tbody>
        </table>
        {rows.length === 0 ? (
          <p className="px-4 py-6 text-sm text-muted">
            {t(preview.rows.length === 0 ? 'emptyFile' : 'noRows')}
          </p>
        ) : null}
      </section>
    </div>
  );
}
