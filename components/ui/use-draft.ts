'use client';
import { useEffect, useRef, useState } from 'react';
import { keep, readKept } from './browser-store';
import { usePersonId } from './person';

export interface Draft<T> {
  value: T;
  /** When what is kept was typed last; null: nothing is kept. */
  savedAt: number | null;
  /** When what was taken up again had been typed; null: nothing was. */
  resumedAt: number | null;
  set: (update: (old: T) => T) => void;
  /** Begins anew. */
  discard: () => void;
  /** It is saved: nothing is kept any more, what is shown stays. */
  forget: () => void;
}

/**
 * What a long form holds, kept in the browser from the first key until it is saved or thrown away: a reload, a wrong tap or a phone
 * that falls asleep loses nothing. `revive` checks what was kept, perhaps by an older version; null throws it away.
 */
export function useDraft<T>({
  name,
  initial,
  isEmpty,
  revive,
}: {
  /** Which form, of which company or thing. */
  name: string;
  initial: () => T;
  /** True for what is not worth keeping. */
  isEmpty: (value: T) => boolean;
  revive: (kept: unknown) => T | null;
}): Draft<T> {
  const key = `draft:${usePersonId()}:${name}`;
  const [state, setState] = useState(() => ({
    value: initial(),
    savedAt: null as number | null,
    resumedAt: null as number | null,
  }));
  // Two changes of one event, or one after an answer, build on each other.
  const latest = useRef(state.value);
  const rules = useRef({ revive, isEmpty });
  rules.current = { revive, isEmpty };
  useEffect(() => {
    const kept = readKept(key) as { savedAt?: unknown; value?: unknown } | null;
    if (typeof kept?.savedAt !== 'number') return;
    const value = rules.current.revive(kept.value);
    if (value === null || rules.current.isEmpty(value)) return keep(key, null);
    latest.current = value;
    setState({ value, savedAt: kept.savedAt, resumedAt: kept.savedAt });
  }, [key]);
  return {
    ...state,
    set: (update) => {
      const value = update(latest.current);
      latest.current = value;
      const savedAt = isEmpty(value) ? null : Date.now();
      keep(key, savedAt === null ? null : { savedAt, value });
      setState((old) => ({ ...old, value, savedAt }));
    },
    forget: () => {
      keep(key, null);
      setState((old) => ({ ...old, savedAt: null, resumedAt: null }));
    },
    discard: () => {
      latest.current = initial();
      keep(key, null);
      setState({ value: latest.current, savedAt: null, resumedAt: null });
    },
  };
}

/** An object with these members, or null: the first look at what was kept. */
export function kept<K extends string>(value: unknown, ...names: K[]): Record<K, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  return names.every((name) => name in value) ? (value as Record<K, unknown>) : null;
}
export const keptText = (value: unknown): string => (typeof value === 'string' ? value : '');
