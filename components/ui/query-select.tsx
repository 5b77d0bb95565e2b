'use client';
import { parseAsString, useQueryStates } from 'nuqs';
import { useId } from 'react';
import { FIRST_DAY } from '@/lib/core/business-day';
import type { Option } from './combobox';
import { Field } from './field';
import { Input } from './input';
import { Select } from './select';

/** One filter whose value lives in the URL; changing it starts at the first page. */
export function QuerySelect({
  name,
  label,
  all,
  options,
}: {
  name: string;
  label: string;
  all: string;
  options: readonly Option[];
}) {
  const id = useId();
  const [values, set] = useQueryStates({ [name]: parseAsString, cursor: parseAsString }, { shallow: false });
  return (
    <Field id={id} label={label}>
      <Select
        id={id}
        value={values[name] ?? ''}
        onChange={(event) => set({ [name]: event.target.value || null, cursor: null })}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
/**
 * A business day, `max` the last there is (R36). `initial`: the day the page took where the URL names none.
 */
export function QueryDate({
  name,
  label,
  max,
  initial = '',
}: {
  name: string;
  label: string;
  max: string;
  initial?: string;
}) {
  const id = useId();
  const [values, set] = useQueryStates({ [name]: parseAsString, cursor: parseAsString }, { shallow: false });
  return (
    <Field id={id} label={label}>
      <Input
        id={id}
        type="date"
        min={FIRST_DAY}
        max={max}
        value={values[name] ?? initial}
        onChange={(event) => set({ [name]: event.target.value || null, cursor: null })}
      />
    </Field>
  );
}
