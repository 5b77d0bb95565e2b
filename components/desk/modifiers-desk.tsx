// biome-ignore-all lint/a11y/useSemanticElements: a grid that keeps the focus and names its active row
'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { CreateTarget } from '@/components/inventory/use-create-target';
import { cn } from '@/components/ui/cn';
import type { DeskModel } from './desk-model';
import { ModifierDetail } from './modifier-detail';
import { modifierRowId } from './modifier-model';
import { MODIFIER_GRID, ModifierTableRow } from './modifier-row';
import { useDeskWords } from './use-desk-words';
import { useModifierActs } from './use-modifier-acts';
import { useModifierKeys } from './use-modifier-keys';
import { useModifierWords } from './use-modifier-words';
import type { useModifiers } from './use-modifiers';

/**
 * Modifiers with the parents they were sold under, and what each does there: said for all at once, with
 * exceptions for a parent or an accounting group of parents (R37). Over 80 lines: the markup of one grid.
 */
export function ModifiersDesk({
  read,
  search,
  model,
  companyId,
  today,
  currency,
  allowed,
  create,
  say,
}: {
  read: ReturnType<typeof useModifiers>;
  search: string;
  model: DeskModel;
  companyId: string;
  today: string;
  currency: string | null;
  allowed: boolean;
  create: CreateTarget | undefined;
  say: (text: string) => void;
}) {
  const t = useTranslations('desk');
  const grid = useRef<HTMLDivElement>(null);
  const words = useModifierWords();
  const acts = useModifierActs({ companyId, today, say, reread: read.reread });
  const keys = useModifierKeys({
    ...{ search, acts, words, say, grid, allowed },
    modifiers: read.modifiers ?? [],
  });
  const { rows, active } = keys;
  const desk = useDeskWords(model);
  const mappedOf = (itemId: string) => {
    const mapping = model.row(itemId)?.mapping;
    return mapping ? desk.takes(mapping) : null;
  };
  const activeId = active?.id;
  useEffect(() => {
    if (activeId !== undefined && document.activeElement === grid.current)
      document.getElementById(modifierRowId(activeId))?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <>
      <div className="relative min-w-0">
        <div
          ref={grid}
          role="treegrid"
          tabIndex={0}
          aria-label={t('modifiers.grid')}
          aria-rowcount={rows.length + 1}
          aria-activedescendant={active && modifierRowId(active.id)}
          aria-busy={read.modifiers === null && !read.failed}
          onKeyDown={keys.onKeyDown}
          className="group/grid relative h-[max(16rem,calc(100dvh-34rem))] overflow-y-auto rounded-xl border border-line bg-surface text-sm max-sm:h-[max(22rem,calc(100dvh-34rem))]"
        >
          <div
            role="row"
            aria-rowindex={1}
            tabIndex={-1}
            className={cn(
              MODIFIER_GRID,
              'sticky top-0 z-10 h-9 border-b border-line bg-surface text-xs font-medium text-muted',
            )}
          >
            <Head label={t('modifiers.columns.name')} />
            <Head label={t('columns.quantity')} className="text-right max-sm:hidden" />
            <Head label={t('columns.net', { currency: currency ?? '' })} className="text-right" />
            <Head label={t('modifiers.columns.does')} className="max-sm:hidden" />
          </div>
          {rows.map((row, place) => (
            <ModifierTableRow
              key={row.id}
              row={row}
              place={place}
              mapped={mappedOf(row.modifier.item_id)}
              isActive={place === keys.place}
              words={words}
              onActive={() => keys.point(row.id)}
              onToggle={() => keys.toggle(row)}
            />
          ))}
        </div>
        {rows.length === 0 ? (
          <p className="pointer-events-none absolute inset-x-0 top-24 px-6 text-center text-muted">
            {t(`modifiers.${read.failed ? 'failed' : read.modifiers === null ? 'loading' : 'empty'}`)}
          </p>
        ) : null}
      </div>
      <ModifierDetail
        {...{ model, words, allowed, create }}
        row={active}
        mapped={active ? mappedOf(active.modifier.item_id) : null}
        isEditing={keys.isEditing}
        on={keys.on}
        onLeave={keys.back}
      />
      {allowed ? <p className="text-sm text-muted max-sm:hidden">{t('modifiers.keys')}</p> : null}
      {acts.dialog}
    </>
  );
}

const Head = ({ label, className }: { label: string; className?: string }) => (
  <span role="columnheader" tabIndex={-1} className={cn('min-w-0 truncate', className)}>
    {label}
  </span>
);
