'use client';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { correctCountAction } from '@/lib/actions/ledger';
import { correctCountInput } from '@/lib/contracts/ledger';
import type { StockCount } from '@/lib/contracts/stock';
import { figureOf } from '@/lib/i18n/figures';
import { useCorrection } from './use-correction';

/** Says what was counted instead, or with an empty field that nothing was. */
export function CorrectCount({ count }: { count: StockCount }) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const correction = useCorrection(t('correctCountTitle', { name: count.ingredient_name }));
  return (
    <FormDialog
      {...correction}
      description={t('correctCountText')}
      fields={[
        {
          name: 'counted',
          label: t('countedIn', { unit: units(count.base_unit) }),
          kind: 'decimal',
          hint: t('emptyWithdraws'),
        },
        { name: 'note', label: t('note') },
      ]}
      initial={{ counted: figureOf(count.counted_quantity), note: '' }}
      contract={correctCountInput}
      toInput={({ counted, note }) => ({
        id: count.id,
        note: note || null,
        ...(counted.value ? { replacement: { counted_quantity: counted.value } } : {}),
      })}
      fieldOf={(path) => (path[0] === 'replacement' ? 'counted' : String(path[0]))}
      action={(input) => correctCountAction(input)}
    />
  );
}
