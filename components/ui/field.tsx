'use client';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { dateLocale } from '@/lib/i18n/date-locale';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function Field({
  id,
  label,
  hint,
  problem,
  children,
}: {
  id: string;
  label: string;
  hint?: string | undefined;
  /** Why what stands in the field cannot be taken; the control itself says so with `faulty`. */
  problem?: string | undefined;
  children: ReactNode;
}) {
  const { said, onInvalid, onInput } = useOwnSentence(id);
  return (
    <div className="grid min-w-0 content-start gap-1.5" onInvalidCapture={onInvalid} onInput={onInput}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      <Problem id={id} text={problem ?? said} />
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/**
 * What the browser refuses (required, too short, no e-mail, outside of dates) is said below the field, in the
 * page's language.
 */
function useOwnSentence(id: string) {
  const t = useTranslations('common.field');
  const locale = useLocale();
  const [said, setSaid] = useState<string>();
  const day = (text: string) =>
    new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(`${text}T00:00:00Z`),
    );
  function sentence(control: Control): string {
    const { validity, value } = control;
    if (validity.valueMissing) return t(control instanceof HTMLSelectElement ? 'choose' : 'missing');
    if (control instanceof HTMLInputElement) {
      if (validity.typeMismatch && control.type === 'email') return t('email');
      if (validity.tooShort) return t('short', { min: control.minLength, length: value.length });
      if (control.type === 'date' && validity.rangeUnderflow) return t('early', { day: day(control.min) });
      if (control.type === 'date' && validity.rangeOverflow) return t('late', { day: day(control.max) });
      if (control.type === 'date' && validity.badInput) return t('date');
    }
    return t('wrong');
  }
  function onInvalid(event: FormEvent) {
    const control = event.target as Control;
    event.preventDefault();
    setSaid(sentence(control));
    control.setAttribute('aria-invalid', 'true');
    control.setAttribute('aria-errormessage', `${id}-problem`);
    const first = [...(control.form?.elements ?? [])].find((one) => one.matches(':invalid:not(fieldset)'));
    if (first === control) control.focus();
  }
  function onInput(event: FormEvent) {
    if (said === undefined) return;
    setSaid(undefined);
    (event.target as Element).removeAttribute('aria-invalid');
    (event.target as Element).removeAttribute('aria-errormessage');
  }
  return { said, onInvalid, onInput };
}

export function Problem({ id, text }: { id: string; text: string | undefined }) {
  return text ? (
    <p id={`${id}-problem`} className="text-sm text-bad">
      {text}
    </p>
  ) : null;
}

/** Marks a control as the one its problem is about. */
export const faulty = (id: string, problem: string | undefined) =>
  problem ? { 'aria-invalid': true as const, 'aria-describedby': `${id}-problem` } : {};
