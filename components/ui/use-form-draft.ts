'use client';
import { useEffect, useRef, useState } from 'react';
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form';
import { keep, readKept } from './browser-store';
import { usePersonId } from './person';

export interface FormDraft {
  /** What was kept has been given back; a form is busy until then, because its lines are made anew by it. */
  isReady: boolean;
  /** Something typed is kept. */
  isKept: boolean;
  /** When what is kept was typed last; null: nothing is kept. */
  savedAt: () => number | null;
  /** When what was taken up again had been typed; null: nothing was. */
  resumedAt: number | null;
  /** Begins anew. */
  discard: () => void;
  /** It is saved: nothing is kept any more, what is shown stays. */
  forget: () => void;
}

/**
 * What a long form holds, kept in the browser from the first key until it is saved or thrown away: a reload,
 * a wrong tap or a phone that falls asleep loses nothing. `revive` checks what was kept, perhaps by an older
 * version; null throws it away.
 */
export function useFormDraft<V extends FieldValues, O>(
  form: UseFormReturn<V, unknown, O>,
  options: {
    /** Which form, of which company or thing. */
    name: string;
    initial: () => V;
    /** True for what is not worth keeping. */
    isEmpty: (values: V) => boolean;
    revive: (kept: unknown) => V | null;
  },
): FormDraft {
  const key = `draft:${usePersonId()}:${options.name}`;
  const latest = useRef(options);
  latest.current = options;
  const savedAt = useRef<number | null>(null);
  // What the form is given is not what a person typed.
  const isGiving = useRef(false);
  const [isReady, setIsReady] = useState(false);
  const [isKept, setIsKept] = useState(false);
  const [resumedAt, setResumedAt] = useState<number | null>(null);
  const note = (at: number | null) => {
    savedAt.current = at;
    setIsKept(at !== null);
  };
  const give = (values: V) => {
    isGiving.current = true;
    form.reset(values as DefaultValues<V>);
    isGiving.current = false;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a draft; the rest is read by reference
  useEffect(() => {
    const kept = readKept(key) as { savedAt?: unknown; value?: unknown } | null;
    if (typeof kept?.savedAt === 'number') {
      const values = latest.current.revive(kept.value);
      if (values === null || latest.current.isEmpty(values)) keep(key, null);
      else {
        give(values);
        note(kept.savedAt);
        setResumedAt(kept.savedAt);
      }
    }
    setIsReady(true);
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        if (isGiving.current) return;
        const at = latest.current.isEmpty(values) ? null : Date.now();
        keep(key, at === null ? null : { savedAt: at, value: values });
        note(at);
      },
    });
  }, [key]);
  const forget = () => {
    keep(key, null);
    note(null);
    setResumedAt(null);
  };
  return {
    isReady,
    isKept,
    savedAt: () => savedAt.current,
    resumedAt,
    forget,
    discard: () => {
      forget();
      give(options.initial());
    },
  };
}

/** An object with these members, or null: the first look at what was kept. */
export function kept<K extends string>(value: unknown, ...names: K[]): Record<K, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  return names.every((name) => name in value) ? (value as Record<K, unknown>) : null;
}
export const keptText = (value: unknown): string => (typeof value === 'string' ? value : '');
