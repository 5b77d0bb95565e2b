'use client';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefObject, useCallback, useState } from 'react';
import { useLatest } from '@/components/ui/use-stable';
import type { EffectFields } from '@/lib/contracts/modifiers';
import { isUndoKey, movesFrom } from './grid-moves';
import {
  countsFor,
  type currentRules,
  type ModifierRow,
  modifierRows,
  newOfferFor,
  offeredRules,
  rulesWith,
} from './modifier-model';
import type { useModifierActs } from './use-modifier-acts';
import type { ModifierWords } from './use-modifier-words';
import type { useModifiers } from './use-modifiers';

/** What can be done with the active row. */
export interface ModifierRowActs {
  accept: (row: ModifierRow) => void;
  edit: (row: ModifierRow) => void;
  nothing: (row: ModifierRow) => void;
  remove: (row: ModifierRow) => void;
  choose: (row: ModifierRow, effect: EffectFields) => void;
}
const NOTHING: EffectFields = {
  effect: 'nothing',
  mapped_object_type: null,
  mapped_object_id: null,
  mapped_object_name: null,
  replaces_ingredient_id: null,
  replaces_ingredient_name: null,
  quantity: null,
  unit: null,
  factor: null,
  share: null,
};

// Over 80 lines: each key is an act on the same active row.
/** The active row of the segment and its keys, as on the rest of the desk; → and ← open and close a row. */
export function useModifierKeys(given: {
  modifiers: NonNullable<ReturnType<typeof useModifiers>['modifiers']>;
  search: string;
  acts: ReturnType<typeof useModifierActs>;
  words: ModifierWords;
  say: (text: string) => void;
  grid: RefObject<HTMLDivElement | null>;
  allowed: boolean;
}) {
  const { modifiers, search, acts, words, say, grid, allowed } = given;
  const t = useTranslations('desk');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const rows = modifierRows(modifiers, open, search);
  const at = rows.findIndex(({ id }) => id === wanted);
  const place = Math.max(0, at);
  const active = rows[place];

  const goTo = (index: number) => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (row) setWanted(row.id);
  };
  const back = useCallback(() => {
    setEditing(null);
    requestAnimationFrame(() => grid.current?.focus({ preventScroll: true }));
  }, [grid]);
  const toggle = (row: ModifierRow, isOpen = !row.isOpen) => {
    const next = new Set(open);
    if (isOpen) next.add(row.modifier.item_id);
    else next.delete(row.modifier.item_id);
    setOpen(next);
    setWanted(row.modifier.item_id);
  };
  const here = useLatest(active?.id);
  /**
   * A modifier said for all goes on to the next one; an exception to the next row. Who has gone elsewhere
   * while it was saved stays there.
   */
  const goOn = (row: ModifierRow, said: string) => {
    if (here.current !== row.id) return say(said);
    const from = rows.findIndex(({ id }) => id === row.id);
    const next = rows.slice(from + 1).find(({ kind }) => row.kind !== 'all' || kind === 'all');
    if (next) setWanted(next.id);
    say(`${said} ${next ? t('next', { name: next.name }) : t('noneLeft')}`);
    back();
  };
  const decide = (row: ModifierRow, rules: ReturnType<typeof currentRules>, does: string) => {
    const said = t('modifiers.said', { name: row.modifier.name, scope: words.scope(row), does });
    acts.decide(row.modifier, rules, said, () => goOn(row, said));
  };
  const on: ModifierRowActs = {
    choose: (row, effect) => decide(row, rulesWith(row, effect), words.effect(effect)),
    accept: (row) => {
      const offer = newOfferFor(row);
      if (!offer || countsFor(row)?.isOwn) return on.edit(row);
      const isFirst = row.kind === 'all' && row.modifier.rules.length === 0;
      if (isFirst) return decide(row, offeredRules(row.modifier), words.effect(offer));
      on.choose(row, offer);
    },
    edit: (row) => setEditing(row.id),
    nothing: (row) => {
      const counts = countsFor(row);
      if (counts?.isOwn && counts.rule.effect === 'nothing') on.remove(row);
      else on.choose(row, NOTHING);
    },
    remove: (row) => {
      if (countsFor(row)?.isOwn)
        decide(row, rulesWith(row, null), t(`modifiers.removed.${row.kind === 'all' ? 'all' : 'some'}`));
    },
  };
  const point = (id: string) => {
    setWanted(id);
    grid.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== grid.current) return;
    const isUndo = isUndoKey(event);
    if ((event.ctrlKey || event.metaKey || event.altKey) && !isUndo) return;
    const act = isUndo ? (allowed ? acts.undo : undefined) : (moveOf(event.key) ?? actOf(event.key, active));
    if (!act) return;
    event.preventDefault();
    act();
  };
  function moveOf(key: string): (() => void) | undefined {
    const to = movesFrom(place, rows.length)[key];
    if (to !== undefined) return () => goTo(to);
    if (key === 'ArrowRight' && active?.kind === 'all') return () => toggle(active, true);
    if (key === 'ArrowLeft' && active) return () => toggle(active, false);
    return undefined;
  }
  function actOf(key: string, row: ModifierRow | undefined): (() => void) | undefined {
    if (!row || !allowed) return undefined;
    switch (key.toLowerCase()) {
      case 'enter':
        return () => on.accept(row);
      case 'e':
        return () => on.edit(row);
      case 'i':
        return () => on.nothing(row);
      case 'delete':
      case 'backspace':
        return () => on.remove(row);
    }
    return undefined;
  }
  return {
    rows,
    active,
    place,
    isEditing: active !== undefined && editing === active.id,
    back,
    on,
    point,
    toggle,
    onKeyDown,
  };
}
