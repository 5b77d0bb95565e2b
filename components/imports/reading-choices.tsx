'use client';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { ImportPreview } from '@/lib/contracts/imports';
import { FIELDS, type ImportKind } from '@/lib/core/imports/kinds';
import type { Choices } from './use-import';

/** What a field's column is called, in the reader's language. */
export function useFieldName(kind: ImportKind): (field: string) => string {
  const language = useLocale() === 'de' ? 'de' : 'en';
  return (name) => FIELDS[kind].find((field) => field.name === name)?.headings[language][0] ?? name;
}

function Choice({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </Select>
    </Field>
  );
}

/**
 * How the file was read, to be corrected: which column is which, the sheet, the decimal sign. Over 80 lines:
 * the markup of one form of selects.
 */
export function ReadingChoices({
  kind,
  preview,
  said,
  onSay,
}: {
  kind: ImportKind;
  preview: ImportPreview;
  /** What was chosen already; the preview of the last choice may still be on its way. */
  said: Choices;
  onSay: (choices: Choices) => void;
}) {
  const t = useTranslations('imports');
  const nameOf = useFieldName(kind);
  const { columns, file } = preview;
  const labelOf = (index: number, heading: string) => heading || t('columnNumber', { number: index + 1 });
  const chosen: Record<string, number | null> = {
    ...Object.fromEntries(columns.flatMap(({ field, index }) => (field === null ? [] : [[field, index]]))),
    ...said.columns,
  };
  // Stays open while somebody corrects, also when nothing is missing any more.
  const [isOpen, setIsOpen] = useState(preview.missing_columns.length > 0);
  return (
    <details
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="group rounded-xl border border-line bg-surface"
    >
      <summary className="cursor-pointer rounded-xl px-4 py-3 -outline-offset-2 sm:px-5">
        <span className="font-semibold">{t('columns')}</span>{' '}
        <span className="text-sm text-muted">
          {columns
            .flatMap(({ field, heading, index }) =>
              field === null ? [] : [`${labelOf(index, heading)} → ${nameOf(field)}`],
            )
            .join(' · ')}
        </span>
      </summary>
      <div className="grid gap-4 border-t border-line px-4 py-4 sm:px-5">
        <p className="text-sm text-muted">{t('columnsText')}</p>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          {FIELDS[kind].map(({ name }) => (
            <Choice
              key={name}
              label={nameOf(name)}
              value={String(chosen[name] ?? '')}
              onChange={(value) =>
                onSay({ columns: { ...chosen, [name]: value === '' ? null : Number(value) } })
              }
            >
              <option value="">{t('noColumn')}</option>
              {columns.map(({ index, heading }) => (
                <option key={index} value={index}>
                  {labelOf(index, heading)}
                </option>
              ))}
            </Choice>
          ))}
        </div>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <Choice
            label={t('decimalSign')}
            value={preview.decimal_sign}
            onChange={(value) => onSay({ decimal_sign: value === ',' ? ',' : '.' })}
          >
            <option value=",">{t('comma')}</option>
            <option value=".">{t('point')}</option>
          </Choice>
          {file.sheets.length > 1 ? (
            <Choice label={t('sheet')} value={file.sheet ?? ''} onChange={(sheet) => onSay({ sheet })}>
              {file.sheets.map((sheet) => (
                <option key={sheet} value={sheet}>
                  {sheet}
                </option>
              ))}
            </Choice>
          ) : null}
        </div>
      </div>
    </details>
  );
}
