'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { FIRST_DAY } from '@/lib/core/business-day';
import { type Figure, figureOf } from '@/lib/i18n/figures';
import { Button } from './button';
import { useCanManage } from './can-manage';
import { Combobox, type Option } from './combobox';
import { Dialog } from './dialog';
import { Field, faulty } from './field';
import { FigureInput } from './figure-input';
import { Input } from './input';
import { Select } from './select';
import { SubmitButton } from './submit-button';
import { Switch } from './switch';
import { type DecimalRule, useFigureProblem } from './use-figure-problem';
import { useRun } from './use-run';

export type FormField = {
  name: string;
  label: string;
  hint?: string;
  kind?: 'text' | 'decimal' | 'date' | 'email' | 'select' | 'combobox' | 'switch';
  /** Of a decimal, once something stands in it. */
  rule?: DecimalRule;
  options?: readonly Option[];
  required?: boolean;
  initial?: string | boolean;
  when?: (values: FormValues) => boolean;
};
export type FormValues = Record<string, string | boolean>;
type Result = { data?: unknown; serverError?: { code: string }; validationErrors?: unknown };

export function FormDialog({
  trigger,
  of,
  triggerLabel,
  triggerVariant = 'primary',
  triggerSize = 'md',
  title,
  description,
  fields,
  submitLabel,
  done,
  onSubmit,
  onClose,
}: {
  /** None: it is open as soon as it is there, and `onClose` takes it away. */
  trigger?: ReactNode;
  /** The name of the thing, for screen readers: several buttons of a list say the same. */
  of?: string;
  /** The name of a trigger that is a picture. */
  triggerLabel?: string;
  triggerVariant?: 'primary' | 'secondary' | 'ghost';
  triggerSize?: 'sm' | 'md';
  title: string;
  description?: string | undefined;
  fields: readonly FormField[];
  submitLabel?: string;
  /** What is said afterwards, also by what came back. */
  done?: string | ((data: unknown) => string);
  onSubmit: (values: FormValues) => Promise<Result | undefined>;
  onClose?: () => void;
}) {
  const t = useTranslations('common');
  const id = useId();
  const initial = () =>
    Object.fromEntries(
      fields.map((f) => [f.name, f.initial ?? (f.kind === 'switch' ? false : '')]),
    ) as FormValues;
  const [open, setOpen] = useState(trigger === undefined);
  const [values, setValues] = useState<FormValues>(initial);
  // What was typed as a figure, as it was typed; `values` has what it means.
  const [figures, setFigures] = useState<Readonly<Record<string, Figure>>>({});
  const [isTried, setIsTried] = useState(false);
  const figureProblem = useFigureProblem();
  const { run, pending, error, clear } = useRun({ inPlace: true });
  const set = (name: string, value: string | boolean) => setValues((old) => ({ ...old, [name]: value }));
  const allowed = useCanManage();
  if (!allowed) return null;
  const change = (next: boolean) => {
    if (next) setValues(initial());
    setFigures({});
    clear();
    setIsTried(false);
    setOpen(next);
    if (!next) onClose?.();
  };
  const visible = fields.filter((f) => f.when?.(values) ?? true);
  const problemOf = (f: FormField) => {
    const value = values[f.name];
    return f.rule && typeof value === 'string' && value !== ''
      ? figureProblem(figureOf(value), f.rule)
      : undefined;
  };
  return (
    <>
      {trigger === undefined ? null : (
        <Button
          variant={triggerVariant}
          size={triggerSize}
          aria-label={of && typeof trigger === 'string' ? `${trigger}: ${of}` : triggerLabel}
          onClick={() => change(true)}
        >
          {trigger}
        </Button>
      )}
      <Dialog open={open} onOpenChange={change} title={title} description={description}>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const bad = visible.find(problemOf);
            setIsTried(bad !== undefined);
            if (bad) return document.getElementById(`${id}-${bad.name}`)?.focus();
            run(() => onSubmit(values), { done: done ?? t('saved'), after: () => change(false) });
          }}
        >
          {visible.map((f) => {
            const fieldId = `${id}-${f.name}`;
            const value = values[f.name];
            const text = typeof value === 'string' ? value : '';
            const problem = isTried ? problemOf(f) : undefined;
            return (
              <Field key={f.name} id={fieldId} label={f.label} hint={f.hint} problem={problem}>
                {f.kind === 'select' ? (
                  <Select
                    id={fieldId}
                    value={text}
                    required={f.required}
                    onChange={(e) => set(f.name, e.target.value)}
                  >
                    {text === '' ? <option value="">{t('choose')}</option> : null}
                    {f.options?.map((o) => (
                      <option key={o.value} value={o.value}>
                        {o.label}
                      </option>
                    ))}
                  </Select>
                ) : f.kind === 'combobox' ? (
                  <Combobox
                    id={fieldId}
                    label={f.label}
                    value={text}
                    options={f.options ?? []}
                    onChange={(v) => set(f.name, v)}
                  />
                ) : f.kind === 'switch' ? (
                  <Switch id={fieldId} checked={value === true} onChange={(v) => set(f.name, v)} />
                ) : f.kind === 'decimal' ? (
                  <FigureInput
                    id={fieldId}
                    figure={figures[f.name] ?? figureOf(text)}
                    required={f.required}
                    aria-describedby={f.hint ? `${fieldId}-hint` : undefined}
                    {...faulty(fieldId, problem)}
                    onFigure={(figure) => {
                      setFigures((old) => ({ ...old, [f.name]: figure }));
                      set(f.name, figure.value);
                    }}
                  />
                ) : (
                  <Input
                    id={fieldId}
                    type={f.kind === 'date' || f.kind === 'email' ? f.kind : 'text'}
                    value={text}
                    min={f.kind === 'date' ? FIRST_DAY : undefined}
                    required={f.required}
                    aria-describedby={f.hint ? `${fieldId}-hint` : undefined}
                    onChange={(e) => set(f.name, e.target.value)}
                  />
                )}
              </Field>
            );
          })}
          {error ? (
            <p role="alert" className="rounded-lg bg-bad-soft p-3 text-sm text-bad">
              {error}
            </p>
          ) : null}
          <div className="flex justify-end gap-2">
            <Button variant="secondary" onClick={() => change(false)}>
              {t('cancel')}
            </Button>
            <SubmitButton pending={pending}>{submitLabel ?? t('save')}</SubmitButton>
          </div>
        </form>
      </Dialog>
    </>
  );
}
