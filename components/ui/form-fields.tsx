'use client';
import { useLocale } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useId, useRef } from 'react';
import { type Control, type FieldPathByValue, type FieldValues, useController } from 'react-hook-form';
import { FIRST_DAY } from '@/lib/core/business-day';
import { type Figure, NO_FIGURE, textOf, typedFigure } from '@/lib/i18n/figures';
import { Combobox, type Option } from './combobox';
import { Field } from './field';
import { FigureInput } from './figure-input';
import { Input } from './input';
import { Select } from './select';
import { Switch } from './switch';

interface Props<V extends FieldValues, T> {
  control: Control<V>;
  name: FieldPathByValue<V, T>;
  label: string;
  hint?: string | undefined;
  className?: string | undefined;
}
type Attributes = {
  required?: boolean | undefined;
  readOnly?: boolean | undefined;
  disabled?: boolean | undefined;
  autoComplete?: string | undefined;
  enterKeyHint?: 'next' | undefined;
  placeholder?: string | undefined;
  'data-skipped'?: '' | undefined;
};

/**
 * A field of a form under its name: its value, its control's props, and what its `Field` shows. `typedBefore`
 * gets what stands in the control when React takes the page over: what was typed before, or filled in by the
 * browser, counts.
 */
function useField<V extends FieldValues, T>(
  { control, name, label, hint }: Props<V, T>,
  typedBefore?: (text: string, field: { value: T | undefined; set: (value: T) => void }) => void,
) {
  const id = useId();
  const { field, fieldState } = useController({ control, name });
  const value = field.value as T | undefined;
  const set = (value: T) => field.onChange(value);
  const element = useRef<{ value?: string } | null>(null);
  const ref = useCallback(
    (one: (HTMLElement & { value?: string }) | null) => {
      element.current = one;
      field.ref(one);
    },
    [field.ref],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the control appears
  useEffect(() => {
    const text = element.current?.value ?? '';
    // The form takes values once its own effects have run.
    queueMicrotask(() => typedBefore?.(text, { value, set }));
  }, []);
  const problem = fieldState.error?.message;
  const describedBy = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return {
    value,
    set,
    problem,
    shown: { id, label, hint, problem },
    props: {
      id,
      name: field.name,
      ref,
      onBlur: field.onBlur,
      'aria-invalid': problem ? true : undefined,
      'aria-describedby': describedBy || undefined,
    },
  };
}

const takeText = (text: string, field: { value: string | undefined; set: (value: string) => void }) => {
  if (text !== '' && text !== field.value) field.set(text);
};

export function TextField<V extends FieldValues>({
  type = 'text',
  minLength,
  ...props
}: Props<V, string> & Attributes & { type?: 'text' | 'email' | 'password'; minLength?: number | undefined }) {
  const field = useField<V, string>(props, takeText);
  const { control, label, hint, ...attributes } = props;
  return (
    <Field {...field.shown}>
      <Input
        {...attributes}
        {...field.props}
        type={type}
        minLength={minLength}
        value={field.value ?? ''}
        onChange={(event) => field.set(event.target.value)}
      />
    </Field>
  );
}

/** What stands in a date's field while its day is not a whole one. */
const UNFINISHED = '?';

export function DateField<V extends FieldValues>({
  first = FIRST_DAY,
  last,
  ...props
}: Props<V, string> & Attributes & { first?: string | undefined; last?: string | undefined }) {
  const field = useField<V, string>(props, takeText);
  const { control, label, hint, ...attributes } = props;
  return (
    <Field {...field.shown}>
      <Input
        {...attributes}
        {...field.props}
        type="date"
        min={first}
        max={last}
        value={field.value === UNFINISHED ? '' : (field.value ?? '')}
        onChange={(event) => field.set(event.target.value)}
        onBlur={(event) => {
          // The browser gives no value for half a day.
          if (event.target.validity.badInput) field.set(UNFINISHED);
          field.props.onBlur();
        }}
      />
    </Field>
  );
}

export function FigureField<V extends FieldValues>(props: Props<V, Figure> & Attributes) {
  const locale = useLocale();
  const field = useField<V, Figure>(props, (text, { value, set }) => {
    if (text !== '' && text !== textOf(value ?? NO_FIGURE, locale)) set(typedFigure(text, locale));
  });
  const { control, label, hint, ...attributes } = props;
  return (
    <Field {...field.shown}>
      <FigureInput
        {...attributes}
        {...field.props}
        figure={field.value ?? NO_FIGURE}
        onFigure={(figure) => field.set(figure)}
      />
    </Field>
  );
}

export function SelectField<V extends FieldValues>({
  empty,
  options,
  ...props
}: Props<V, string> &
  Attributes & {
    /** Of the row for nothing chosen; none: there always is something. */
    empty?: string | undefined;
    options: readonly Option[];
  }) {
  const field = useField<V, string>(props, takeText);
  const { control, label, hint, ...attributes } = props;
  return (
    <Field {...field.shown}>
      <Select
        {...attributes}
        {...field.props}
        value={field.value ?? ''}
        onChange={(event) => field.set(event.target.value)}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

export function ComboboxField<V extends FieldValues>({
  options,
  next,
  onCreate,
  onChosen,
  chooserLabel,
  asked,
  opens,
  ...props
}: Props<V, string> & {
  options: readonly Option[];
  /** What the chooser is called by itself, where the field's label says more. */
  chooserLabel?: string;
  next?: (() => void) | undefined;
  onCreate?: ((name: string) => void) | undefined;
  asked?: string | undefined;
  opens?: boolean | undefined;
  /** What else follows from the choice. */
  onChosen?: ((value: string) => void) | undefined;
}) {
  const field = useField<V, string>(props);
  return (
    <Field {...field.shown}>
      <Combobox
        id={field.props.id}
        ref={field.props.ref}
        label={chooserLabel ?? props.label}
        className={props.className}
        value={field.value ?? ''}
        options={options}
        problem={field.problem}
        next={next}
        asked={asked}
        opens={opens}
        onCreate={onCreate}
        onChange={(value) => {
          field.set(value);
          onChosen?.(value);
        }}
      />
    </Field>
  );
}

/** Its label above it, as any field's; `beside` puts it after it. */
export function SwitchField<V extends FieldValues>({
  beside,
  ...props
}: Props<V, boolean> & { beside?: ReactNode }) {
  const field = useField<V, boolean>(props);
  const control = (
    <Switch
      id={field.props.id}
      ref={field.props.ref}
      aria-describedby={field.props['aria-describedby']}
      checked={field.value ?? false}
      onChange={(checked) => field.set(checked)}
    />
  );
  if (beside === undefined) return <Field {...field.shown}>{control}</Field>;
  return (
    <label htmlFor={field.props.id} className={props.className}>
      {control}
      {beside}
    </label>
  );
}
