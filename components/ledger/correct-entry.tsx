'use client';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { correctLedgerEntryAction } from '@/lib/actions/ledger';
import { correctLedgerEntryInput, type LedgerEntry, WASTE_REASONS } from '@/lib/contracts/ledger';
import { isLocked } from '@/lib/core/period-lock';
import { figureOf } from '@/lib/i18n/figures';
import { useCorrection } from './use-correction';

/** Takes a manual entry back and enters what it should have been; with an empty quantity nothing instead. */
export function CorrectEntry({ entry, lockedUntil }: { entry: LedgerEntry; lockedUntil: string | null }) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const correction = useCorrection(t('correctTitle', { name: entry.ingredient_name }));
  const day = entry.original_date ?? entry.date;
  const unit = units(entry.base_unit);
  return (
    <FormDialog
      {...correction}
      description={t('correctText')}
      fields={[
        { name: 'quantity', label: t('quantityIn', { unit }), kind: 'decimal', hint: t('emptyReverses') },
        {
          name: 'unit_cost',
          label: t('costPer', { unit }),
          kind: 'decimal',
          when: () => entry.type === 'RECEIPT',
        },
        {
          name: 'reason',
          label: t('reason'),
          kind: 'select',
          options: WASTE_REASONS.map((reason) => ({ value: reason, label: t(`reasons.${reason}`) })),
          when: () => entry.type === 'WASTE',
        },
        { name: 'date', label: t('date'), kind: 'date', required: true },
        { name: 'note', label: t('note') },
        {
          name: 'later',
          label: t('bookLater'),
          hint: t('lockedTitle'),
          kind: 'switch',
          when: () => isLocked(day, lockedUntil),
        },
      ]}
      initial={{
        quantity: figureOf(entry.quantity.replace(/^-/, '')),
        unit_cost: figureOf(entry.type === 'RECEIPT' ? entry.unit_cost : ''),
        reason: entry.type === 'WASTE' ? (entry.reason ?? 'other') : '',
        date: day,
        note: '',
        later: isLocked(day, lockedUntil),
      }}
      contract={correctLedgerEntryInput}
      toInput={({ quantity, unit_cost, reason, date, note, later }) => ({
        id: entry.id,
        note: note || null,
        if_locked: later ? 'first_open_day' : 'refuse',
        ...(quantity.value
          ? {
              replacement: {
                quantity: quantity.value,
                unit_cost: unit_cost.value || undefined,
                reason: reason || undefined,
                date,
              },
            }
          : {}),
      })}
      fieldOf={(path) => String(path.at(-1))}
      action={(input) => correctLedgerEntryAction(input)}
    />
  );
}
