'use client';
import { useTranslations } from 'next-intl';
import {
  type Dispatch,
  type KeyboardEvent,
  type RefObject,
  type SetStateAction,
  useCallback,
  useMemo,
  useState,
} from 'react';
import type { CreateTarget, Target } from '@/components/inventory/use-create-target';
import { useLatest, useStable } from '@/components/ui/use-stable';
import type { DeskRow, Takes } from '@/lib/contracts/desk';
import { type BaseUnit, unitsLike } from '@/lib/core/units';
import type { DeskModel, View } from './desk-model';
import { isUndoKey, movesFrom } from './grid-moves';
import type { Choice, DeskActs } from './use-desk-acts';
import type { useDeskWords } from './use-desk-words';

export interface Editing {
  id: string;
  /** What stands in the form; null: nothing is chosen yet. */
  takes: Takes | null;
  /** The target was made just now, in a dialog that gives the focus back when it is gone. */
  isMade?: boolean;
}
/** What can be done with the active row. */
export interface RowActs {
  choose: (row: DeskRow, choice: Choice) => void;
  accept: (row: DeskRow) => void;
  edit: (row: DeskRow) => void;
  ignore: (row: DeskRow) => void;
  create: (row: DeskRow) => void;
}

// Over 80 lines: each key is an act on the same active row.
/**
 * The active row and its keys. The focus stays on the grid, which names the active row (ARIA), so that it is
 * not lost with a row that leaves the page; after an act the next row is active.
 */
export function useDeskKeys(given: {
  model: DeskModel;
  view: View;
  acts: DeskActs;
  words: ReturnType<typeof useDeskWords>;
  say: (text: string) => void;
  grid: RefObject<HTMLDivElement | null>;
  allowed: boolean;
  setSelected: Dispatch<SetStateAction<ReadonlySet<string>>>;
  create: CreateTarget | undefined;
}) {
  const { model, view, acts, words, say, grid, allowed, setSelected, create } = given;
  const t = useTranslations('desk');
  const [wanted, setActive] = useState<string | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const { ids } = view;
  const place = Math.max(0, wanted === null ? 0 : ids.indexOf(wanted));
  const active = ids[place] ?? null;

  const goTo = (index: number) => {
    const id = ids[Math.min(Math.max(index, 0), ids.length - 1)];
    if (id !== undefined) setActive(id);
  };
  const back = useCallback(() => {
    setEditing(null);
    requestAnimationFrame(() => grid.current?.focus({ preventScroll: true }));
  }, [grid]);
  const choose = (row: DeskRow, choice: Choice) => {
    const at = ids.indexOf(row.id);
    const next = ids[at + 1] ?? ids[at - 1] ?? null;
    const said = words.act(row, choice);
    acts.decide([[row, choice]], said);
    setActive(next);
    const name = next === null ? null : (model.row(next)?.name ?? null);
    say(name === null ? `${said} ${t('noneLeft')}` : `${said} ${t('next', { name })}`);
    back();
  };
  const on: RowActs = {
    choose,
    accept: (row) => {
      const offer = model.offerOf(row);
      if (row.state !== 'unmapped' || !offer) return on.edit(row);
      if (offer.verdict === 'unknown') return offer.create ? on.create(row) : on.edit(row);
      choose(row, offer.verdict === 'ignore' ? 'ignored' : offer.takes);
    },
    edit: (row) => setEditing({ id: row.id, takes: row.mapping ?? model.offerOf(row)?.takes ?? null }),
    ignore: (row) => choose(row, row.state === 'ignored' ? null : 'ignored'),
    create: (row) => {
      const offered = model.offerOf(row)?.create;
      const proposal = offered
        ? { name: offered.name, kind: offered.type, base_unit: offered.base_unit }
        : { name: row.name };
      create?.(proposal, (made) => {
        setEditing({ id: row.id, takes: takesOf(made, offered?.takes ?? null), isMade: true });
      });
    },
  };
  const point = useCallback(
    (id: string) => {
      setActive(id);
      grid.current?.focus({ preventScroll: true });
    },
    [grid],
  );
  // One function for all rows and for good: rows are drawn again when something they are given is another.
  const toggle = useCallback(
    (id: string) =>
      setSelected((selected) => {
        const next = new Set(selected);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [setSelected],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const isUndo = isUndoKey(event);
    const isAll = event.key === 'a' && (event.ctrlKey || event.metaKey);
    if (event.target !== grid.current) return;
    if ((event.ctrlKey || event.metaKey || event.altKey) && !isUndo && !isAll) return;
    const row = active === null ? undefined : model.row(active);
    const to = movesFrom(place, ids.length)[event.key];
    if (to !== undefined) {
      event.preventDefault();
      return goTo(to);
    }
    const act = isUndo ? acts.undo : isAll ? () => setSelected(new Set(ids)) : actOf(event.key, row);
    if (!act || !allowed) return;
    event.preventDefault();
    act();
  };
  function actOf(key: string, row: DeskRow | undefined): (() => void) | undefined {
    if (key === 'Escape') return () => setSelected(new Set());
    if (!row) return undefined;
    switch (key.toLowerCase()) {
      case 'enter':
        return () => on.accept(row);
      case 'e':
        return () => on.edit(row);
      case 'i':
        return () => on.ignore(row);
      case 'n':
        return () => on.create(row);
      case ' ':
        return () => toggle(row.id);
    }
    return undefined;
  }
  const last = useLatest(on);
  // The same for good: neither detail nor table is drawn again for their sake.
  const stable = useMemo<RowActs>(
    () => ({
      choose: (row, choice) => last.current.choose(row, choice),
      accept: (row) => last.current.accept(row),
      edit: (row) => last.current.edit(row),
      ignore: (row) => last.current.ignore(row),
      create: (row) => last.current.create(row),
    }),
    [last],
  );
  return { active, place, point, editing, back, on: stable, toggle, onKeyDown: useStable(onKeyDown) };
}

/** What was made, taken as the name of the item says, where it was made in that dimension. */
function takesOf(
  { kind, id, base_unit }: Target,
  offered: { quantity: string; unit: BaseUnit | null } | null,
): Takes {
  const isOffered =
    offered !== null &&
    (base_unit === null || offered.unit === null
      ? base_unit === offered.unit
      : unitsLike(base_unit).includes(offered.unit));
  return {
    mapped_object_type: kind,
    mapped_object_id: id,
    quantity: isOffered ? offered.quantity : '1',
    unit: isOffered ? offered.unit : base_unit,
    is_subtraction: false,
  };
}
