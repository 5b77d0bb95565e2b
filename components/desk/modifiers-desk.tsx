'use client';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { CreateTarget } from '@/components/inventory/use-create-target';
import type { DeskModel } from './desk-model';
import { ModifierDetail } from './modifier-detail';
import { modifierRowId } from './modifier-model';
import { MODIFIER_GRID, ModifierTableRow } from './modifier-row';
import { GridHead, SegmentGrid } from './segment-grid';
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
  return (
    <>
      <SegmentGrid
        grid={grid}
        role="treegrid"
        label={t('modifiers.grid')}
        columns={MODIFIER_GRID}
        head={
          <>
            <GridHead label={t('modifiers.columns.name')} />
            <GridHead label={t('columns.quantity')} className="text-right max-sm:hidden" />
            <GridHead label={t('columns.net', { currency: currency ?? '' })} className="text-right" />
            <GridHead label={t('modifiers.columns.does')} className="max-sm:hidden" />
          </>
        }
        count={rows.length}
        activeId={active && modifierRowId(active.id)}
        isBusy={read.modifiers === null && !read.failed}
        empty={t(`modifiers.${read.failed ? 'failed' : read.modifiers === null ? 'loading' : 'empty'}`)}
        onKeyDown={keys.onKeyDown}
      >
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
      </SegmentGrid>
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
