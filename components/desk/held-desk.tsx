// biome-ignore-all lint/a11y/useSemanticElements: the head of a grid that keeps the focus
'use client';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { CreateTarget } from '@/components/inventory/use-create-target';
import { Button } from '@/components/ui/button';
import type { HeldNames } from '@/lib/contracts/held-names';
import type { DeskModel } from './desk-model';
import { HeldDetail } from './held-detail';
import { heldRows } from './held-model';
import { HELD_GRID, HeldTableRow, heldRowId } from './held-row';
import { GridHead, SegmentGrid } from './segment-grid';
import type { DeskWords } from './use-desk-words';
import { useHeldActs } from './use-held-acts';
import { ANSWER_KEYS, useHeldKeys } from './use-held-keys';

/**
 * Names that lines wait under, with both names, days and sales, and the two answers; beneath them what was
 * said, to be taken back (R38). Over 80 lines: the markup of one grid and its acts on many.
 */
export function HeldDesk({
  held,
  search,
  model,
  words,
  companyId,
  today,
  currency,
  allowed,
  create,
  say,
  onAnswered,
}: {
  held: HeldNames;
  search: string;
  model: DeskModel;
  words: DeskWords;
  companyId: string;
  today: string;
  currency: string | null;
  allowed: boolean;
  create: CreateTarget | undefined;
  say: (text: string) => void;
  onAnswered: () => void;
}) {
  const t = useTranslations('desk');
  const grid = useRef<HTMLDivElement>(null);
  const acts = useHeldActs({ companyId, today, words, say, onAnswered });
  const rows = heldRows(held, search);
  const keys = useHeldKeys({ rows, acts, grid, allowed });
  const { active, selected } = keys;
  return (
    <>
      <p className="text-sm text-muted">{t('held.text')}</p>
      <SegmentGrid
        grid={grid}
        role="grid"
        label={t('held.grid')}
        columns={HELD_GRID}
        head={
          <>
            <span role="columnheader" tabIndex={-1} className="max-sm:hidden">
              <span className="sr-only">{t('select')}</span>
            </span>
            <GridHead label={t('held.soldAs')} />
            <GridHead label={t('held.mappedAs')} className="max-sm:hidden" />
            <GridHead label={t('held.days')} className="max-lg:hidden" />
            <GridHead label={t('columns.quantity')} className="text-right max-sm:hidden" />
            <GridHead label={t('columns.net', { currency: currency ?? '' })} className="text-right" />
            <GridHead label={t('held.answer')} className="max-sm:hidden" />
          </>
        }
        count={rows.length}
        activeId={active && heldRowId(active.id)}
        isBusy={acts.isSaving}
        empty={t(search.trim() === '' ? 'held.empty' : 'held.nothingFound')}
        onKeyDown={keys.onKeyDown}
      >
        {rows.map((row, place) => (
          <HeldTableRow
            key={row.id}
            row={row}
            place={place}
            isActive={place === keys.place}
            isSelected={selected.some(({ id }) => id === row.id)}
            allowed={allowed}
            words={words}
            onActive={() => keys.point(row.id)}
            onSelect={() => keys.toggle(row)}
          />
        ))}
      </SegmentGrid>
      {allowed && selected.length > 0 ? (
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-sm text-muted tabular-nums">{t('selected', { count: selected.length })}</span>
          {(['s', 'a', 'i'] as const).map((key) => (
            <Button
              key={key}
              size="sm"
              variant="secondary"
              onClick={() => keys.answer(selected, ANSWER_KEYS[key])}
            >
              {t(`held.all.${key}`, { count: selected.length })}
            </Button>
          ))}
          <Button size="sm" variant="ghost" onClick={keys.clear}>
            {t('clearSelection')}
          </Button>
        </div>
      ) : null}
      <HeldDetail
        {...{ model, words, allowed, create, currency }}
        row={active}
        isEditing={keys.isEditing}
        on={keys.on}
        onSave={keys.save}
        onLeave={keys.back}
      />
      {allowed ? <p className="text-sm text-muted max-sm:hidden">{t('held.keys')}</p> : null}
      {acts.dialog}
    </>
  );
}
