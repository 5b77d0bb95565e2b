'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import type { Figure } from '@/lib/i18n/figures';
import { Button } from './button';
import { useCanManage } from './can-manage';
import type { Option } from './combobox';
import type { FormContract } from './contract-resolver';
import { Dialog } from './dialog';
import { FormError } from './form-error';
import { ComboboxField, DateField, FigureField, SelectField, SwitchField, TextField } from './form-fields';
import type { FormProblem } from './form-problem';
import { SubmitButton } from './submit-button';
import { useContractForm } from './use-contract-form';
import type { ActionResult } from './use-run';

/** A `decimal` stands in the form as a figure, a `switch` as true or false, all others as text. */
export type FormField<V> = {
  name: keyof V & string;
  label: string;
  hint?: string;
  kind?: 'text' | 'decimal' | 'date' | 'email' | 'select' | 'combobox' | 'switch';
  options?: readonly Option[];
  required?: boolean;
  when?: (values: V) => boolean;
};
type FormValues = Record<string, string | boolean | Figure>;

interface Form<V extends FormValues, S extends z.ZodType, O> extends FormContract<V, S> {
  initial: V;
  fields: readonly FormField<V>[];
  submitLabel?: string;
  /** This form's own sentence for a problem of a field, where it has one. */
  say?: (problem: FormProblem, field: string) => string | undefined;
  /** What is said afterwards, also by what came back. */
  done?: string | ((data: O) => string);
  action: (input: z.output<S>) => Promise<ActionResult<O> | undefined>;
}

/** A short form behind a button. It is made anew each time it is opened. */
export function FormDialog<V extends FormValues, S extends z.ZodType, O>({
  trigger,
  of,
  triggerLabel,
  triggerVariant = 'primary',
  triggerSize = 'md',
  title,
  description,
  onClose,
  ...form
}: Form<V, S, O> & {
  /** None: it is open as soon as it is there, and `onClose` takes it away. */
  trigger?: ReactNode;
  /** The name of the thing, for screen readers: several buttons of a list say the same. */
  of?: string | undefined;
  /** The name of a trigger that is a picture. */
  triggerLabel?: string;
  triggerVariant?: 'primary' | 'secondary' | 'ghost';
  triggerSize?: 'sm' | 'md';
  title: string;
  description?: string | undefined;
  onClose?: () => void;
}) {
  const [open, setOpen] = useState(trigger === undefined);
  if (!useCanManage()) return null;
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) onClose?.();
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
        <DialogForm {...form} onClose={() => change(false)} />
      </Dialog>
    </>
  );
}

function DialogForm<V extends FormValues, S extends z.ZodType, O>({
  fields,
  submitLabel,
  done,
  action,
  onClose,
  ...form
}: Form<V, S, O> & { onClose: () => void }) {
  const t = useTranslations('common');
  const { control, props, run, pending, error } = useContractForm<V, S>(form);
  const values = useWatch({ control }) as V;
  return (
    <form
      {...props((input) => run(() => action(input), { done: done ?? t('saved'), after: onClose }))}
      className="grid gap-4"
    >
      {fields
        .filter(({ when }) => when?.(values) ?? true)
        .map((field) => (
          <DialogField key={field.name} field={field} control={control} />
        ))}
      <FormError text={error} />
      <div className="flex justify-end gap-2">
        <Button variant="secondary" onClick={onClose}>
          {t('cancel')}
        </Button>
        <SubmitButton pending={pending}>{submitLabel ?? t('save')}</SubmitButton>
      </div>
    </form>
  );
}

/** Which kind of value a field has is said beside its name, so it is told at run time. */
function DialogField<V extends FormValues>({ field, control }: { field: FormField<V>; control: Control<V> }) {
  const { name, label, hint, required, kind = 'text', options = [] } = field;
  const of = <T,>() => ({ control: control as unknown as Control<Record<string, T>>, name, label, hint });
  if (kind === 'select') return <SelectField {...of<string>()} required={required} options={options} />;
  if (kind === 'combobox') return <ComboboxField {...of<string>()} options={options} />;
  if (kind === 'switch') return <SwitchField {...of<boolean>()} />;
  if (kind === 'decimal') return <FigureField {...of<Figure>()} required={required} />;
  if (kind === 'date') return <DateField {...of<string>()} required={required} />;
  return <TextField {...of<string>()} required={required} type={kind} />;
}
