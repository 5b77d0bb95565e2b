'use client';
import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FormDialog, type FormField } from '@/components/ui/form-dialog';
import { correctLedgerEntryAction } from '@/lib/actions/ledger';
import { type LedgerEntry, WASTE_REASONS } from '@/lib/contracts/inventory';

/** Takes a manual entry back and enters what it should have been; with an empty quantity nothing instead. */
export function CorrectEntry({ entry, lockedUntil }: { entry: LedgerEntry; lockedUntil: string | null }) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const title = t('correctTitle', { name: entry.ingredient_name });
  const isLocked = lockedUntil !== null && (entry.original_date ?? entry.date) <= lockedUntil;
  const fields: FormField[] = [
    {
      name: 'quantity',
      label: t('quantityIn', { unit: units(entry.base_unit) }),
      kind: 'decimal',
      rule: 'positive',
      initial: entry.quantity.replace(/^-/, ''),
      hint: t('emptyReverses'),
    },
    ...(entry.type === 'RECEIPT'
      ? [
          {
            name: 'unit_cost',
            label: t('costPer', { unit: units(entry.base_unit) }),
            kind: 'decimal',
            rule: 'zeroOrMore',
            initial: entry.unit_cost,
          } as const,
        ]
      : []),
    ...(entry.type === 'WASTE'
      ? [
          {
            name: 'reason',
            label: t('reason'),
            kind: 'select',
            initial: entry.reason ?? 'other',
            options: WASTE_REASONS.map((reason) => ({ value: reason, label: t(`reasons.${reason}`) })),
          } as const,
        ]
      : []),
    {
      name: 'date',
      label: t('date'),
      kind: 'date',
      initial: entry.original_date ?? entry.date,
      required: true,
    },
    { name: 'note', label: t('note') },
    ...(isLocked
      ? [
          {
            name: 'later',
            label: t('bookLater'),
            hint: t('lockedTitle'),
            kind: 'switch',
            initial: true,
          } as const,
        ]
      : []),
  ];
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return (
    <FormDialog
      trigger={
        <>
          <Undo2 aria-hidden />
          <span className="sm:sr-only">{t('correct')}</span>
        </>
      }
      triggerVariant="ghost"
      triggerSize="sm"
      triggerLabel={title}
      title={title}
      description={t('correctText')}
      submitLabel={t('correct')}
      done={t('corrected')}
      fields={fields}
      onSubmit={(values) =>
        correctLedgerEntryAction({
          id: entry.id,
          note: text(values.note) ?? null,
          if_locked: values.later === true ? 'first_open_day' : 'refuse',
          ...(text(values.quantity)
            ? {
                replacement: {
                  quantity: text(values.quantity),
                  unit_cost: text(values.unit_cost),
                  reason: WASTE_REASONS.find((reason) => reason === values.reason),
                  date: text(values.date),
                },
              }
            : {}),
        })
      }
    />
  );
}
