'use client';
import { type KeyboardEvent, type RefObject, useCallback, useState } from 'react';
import type { Takes } from '@/lib/contracts/desk';
import { isUndoKey, movesFrom } from './grid-moves';
import { answerNow, type HeldAnswer, type HeldRow, isSaid } from './held-model';
import type { useHeldActs } from './use-held-acts';

/** What can be said of the active row, or of those selected. */
export interface HeldRowActs {
  answer: (row: HeldRow, answer: HeldAnswer) => void;
  edit: (row: HeldRow) => void;
}
/** As the keys of the grid say them. */
export const ANSWER_KEYS = {
  s: { same: true },
  a: { other: true },
  i: { ignored: true },
} as const satisfies Record<string, HeldAnswer>;
const answerOfKey = (key: string): HeldAnswer | undefined =>
  Object.hasOwn(ANSWER_KEYS, key) ? ANSWER_KEYS[key as keyof typeof ANSWER_KEYS] : undefined;

// Over 80 lines: each key is an act on the same active row.
/**
 * The active row of the segment and its keys, as on the rest of the desk. Rows that wait can be selected and
 * answered at once.
 */
export function useHeldKeys(given: {
  rows: readonly HeldRow[];
  acts: ReturnType<typeof useHeldActs>;
  grid: RefObject<HTMLDivElement | null>;
  allowed: boolean;
}) {
  const { rows, acts, grid, allowed } = given;
  const [wanted, setWanted] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const place = Math.max(
    0,
    rows.findIndex(({ id }) => id === wanted),
  );
  const active = rows[place];
  const selected = rows.filter(({ id, open }) => open !== null && chosen.has(id));

  const back = useCallback(() => {
    setEditing(null);
    requestAnimationFrame(() => grid.current?.focus({ preventScroll: true }));
  }, [grid]);
  const answer = (meant: readonly HeldRow[], said: HeldAnswer) => {
    const open = meant.filter((row) => !isSaid(row, said));
    const last = open.at(-1);
    if (!last) return;
    const at = rows.findIndex(({ id }) => id === last.id);
    const next = rows.slice(at + 1).find(({ id }) => !open.some((one) => one.id === id)) ?? rows[at - 1];
    acts.answer(open, said, () => {
      setChosen(new Set());
      if (next) setWanted(next.id);
      back();
    });
  };
  const on: HeldRowActs = {
    answer: (row, said) => answer([row], said),
    edit: (row) => setEditing(row.id),
  };
  const toggle = (row: HeldRow) => {
    if (row.open === null) return;
    const next = new Set(chosen);
    if (!next.delete(row.id)) next.add(row.id);
    setChosen(next);
  };
  const point = (id: string) => {
    setWanted(id);
    grid.current?.focus({ preventScroll: true });
  };
  const selectAll = () => setChosen(new Set(rows.flatMap(({ id, open }) => (open === null ? [] : [id]))));
  function actOf(key: string, row: HeldRow | undefined): (() => void) | undefined {
    if (key === 'Escape') return () => setChosen(new Set());
    if (!row) return undefined;
    const said = answerOfKey(key.toLowerCase());
    if (said) return () => answer(selected.length > 0 ? selected : [row], said);
    switch (key.toLowerCase()) {
      case 'e':
        return () => on.edit(row);
      case ' ':
        return () => toggle(row);
      case 'delete':
      case 'backspace':
        return 'undone' in answerNow(row) ? undefined : () => answer([row], { undone: true });
    }
    return undefined;
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== grid.current) return;
    const isUndo = isUndoKey(event);
    const isAll = event.key === 'a' && (event.ctrlKey || event.metaKey);
    if ((event.ctrlKey || event.metaKey || event.altKey) && !isUndo && !isAll) return;
    const to = movesFrom(place, rows.length)[event.key];
    const move = () => {
      const row = rows[Math.min(Math.max(to ?? 0, 0), rows.length - 1)];
      if (row) setWanted(row.id);
    };
    const say = isUndo ? acts.undo : isAll ? selectAll : actOf(event.key, active);
    const act = to !== undefined ? move : allowed ? say : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  };
  return {
    active,
    place,
    selected,
    isEditing: active !== undefined && editing === active.id,
    back,
    on,
    answer,
    /** What one of them takes, as an item of its own. */
    save: (row: HeldRow, takes: Takes) => {
      back();
      answer([row], takes);
    },
    point,
    toggle,
    clear: () => setChosen(new Set()),
    onKeyDown,
  };
}
