'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { type Control, type DefaultValues, type Path, useWatch } from 'react-hook-form';
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
import { useWaitingSave } from './use-waiting-save';

/** A `decimal` stands in the form as a figure, a `switch` as true or false, all others as text. */
export type FormField<V> = {
  name: keyof V & string;
  label: string;
  hint?: string;
  kind?: 'text' | 'decimal' | 'date' | 'email' | 'password' | 'select' | 'combobox' | 'switch';
  /** Of a choice that depends on another one: by what stands in the form. */
  options?: readonly Option[] | ((values: V) => readonly Option[]);
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
  /** What else follows when it is saved and closed. */
  after?: (data: O) => void;
  /** Of what was made: its name. With it there is "save and next", which begins the next one. */
  madeName?: ((data: O) => string) | undefined;
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

// Over 80 lines: the markup of one short form; each line is a part of it.
function DialogForm<V extends FormValues, S extends z.ZodType, O>({
  fields,
  submitLabel,
  done,
  after,
  madeName,
  action,
  onClose,
  ...rest
}: Form<V, S, O> & { onClose: () => void }) {
  const t = useTranslations('common');
  const { form, control, props, run, pending, error } = useContractForm<V, S>(rest);
  const values = useWatch({ control }) as V;
  const [made, setMade] = useState<readonly string[]>([]);
  const waiting = useWaitingSave(pending);
  const close = (data: O) => {
    waiting.answered();
    onClose();
    after?.(data);
  };
  const goOn = (data: O) => {
    waiting.answered();
    setMade((old) => [...old, madeName?.(data) ?? '']);
    form.reset(rest.initial as DefaultValues<V>);
  };
  // Fields are known again once they are drawn with the values they begin with.
  const first = fields[0]?.name as unknown as Path<V>;
  useEffect(() => {
    if (made.length > 0) form.setFocus(first);
  }, [made, form, first]);
  const refused = () => {
    waiting.answered();
    return false;
  };
  const save = (event: FormEvent, isLast: boolean) =>
    props((input) => {
      waiting.asked();
      const act = () => action(input);
      run(act, isLast ? { done: done ?? t('saved'), after: close, refused } : { after: goOn, refused });
    }).onSubmit(event);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!madeName || event.key !== 'Enter') return;
    const isNext = event.ctrlKey || event.metaKey;
    const isField = event.target instanceof HTMLInputElement;
    if (!isNext && !(pending && isField)) return;
    event.preventDefault();
    if (event.repeat) return;
    if (!pending) save(event, false);
    else waiting.wait(isNext ? 'next' : 'last');
  };
  return (
    <form
      {...props(() => {})}
      onSubmit={(event) => save(event, true)}
      onKeyDown={onKeyDown}
      className="grid gap-4"
    >
      {fields
        .filter(({ when }) => when?.(values) ?? true)
        .map((field) => (
          <DialogField key={field.name} field={field} control={control} values={values} />
        ))}
      <FormError text={error} />
      {madeName ? (
        <p role="status" className="text-sm break-words text-muted empty:hidden">
          {made.length > 0 ? t('made', { name: made.at(-1) ?? '', count: made.length }) : null}
        </p>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onClick={onClose}>
          {t(made.length > 0 ? 'close' : 'cancel')}
        </Button>
        {madeName ? (
          <Button
            ref={waiting.nextButton}
            variant="secondary"
            pending={pending}
            title={t('saveAndNextKeys')}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            onClick={(event) => save(event, false)}
          >
            {t('saveAndNext')}
          </Button>
        ) : null}
        <SubmitButton pending={pending}>{submitLabel ?? t('save')}</SubmitButton>
      </div>
    </form>
  );
}

/** Which kind of value a field has is said beside its name, so it is told at run time. */
function DialogField<V extends FormValues>({
  field,
  control,
  values,
}: {
  field: FormField<V>;
  control: Control<V>;
  values: V;
}) {
  const { name, label, hint, required, kind = 'text' } = field;
  const options = typeof field.options === 'function' ? field.options(values) : (field.options ?? []);
  const of = <T,>() => ({ control: control as unknown as Control<Record<string, T>>, name, label, hint });
  if (kind === 'select') return <SelectField {...of<string>()} required={required} options={options} />;
  if (kind === 'combobox') return <ComboboxField {...of<string>()} options={options} />;
  if (kind === 'switch') return <SwitchField {...of<boolean>()} />;
  if (kind === 'decimal') return <FigureField {...of<Figure>()} required={required} />;
  if (kind === 'date') return <DateField {...of<string>()} required={required} />;
  return <TextField {...of<string>()} required={required} type={kind} />;
}
