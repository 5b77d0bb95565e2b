'use client';
import { parseAsString, useQueryStates } from 'nuqs';
import { useId, useSyncExternalStore } from 'react';
import { Field } from './field';
import { Input } from './input';

const never = () => () => {};
/** `2026-03-14T09:30` in the reader's own zone. */
function toLocal(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** A moment in the URL, as an instant; shown and entered in the reader's own time zone. */
export function QueryMoment({ name, label, hint }: { name: string; label: string; hint?: string }) {
  const id = useId();
  const [values, set] = useQueryStates({ [name]: parseAsString, cursor: parseAsString }, { shallow: false });
  const iso = values[name] ?? '';
  const local = useSyncExternalStore(
    never,
    () => toLocal(iso),
    () => '',
  );
  return (
    <Field id={id} label={label} {...(hint && { hint })}>
      <Input
        id={id}
        type="datetime-local"
        value={local}
        {...(hint && { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => {
          const at = new Date(event.target.value);
          set({ [name]: Number.isNaN(at.getTime()) ? null : at.toISOString(), cursor: null });
        }}
      />
    </Field>
  );
}
