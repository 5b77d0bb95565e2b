'use client';
import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { correctCountAction } from '@/lib/actions/ledger';
import type { StockCount } from '@/lib/contracts/stock';

/** Says what was counted instead, or with an empty field that nothing was. */
export function CorrectCount({ count }: { count: StockCount }) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
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
      title={t('correctCountTitle', { name: count.ingredient_name })}
      description={t('correctCountText')}
      submitLabel={t('correct')}
      done={t('corrected')}
      fields={[
        {
          name: 'counted',
          label: t('countedIn', { unit: units(count.base_unit) }),
          kind: 'decimal',
          initial: count.counted_quantity,
          hint: t('emptyWithdraws'),
        },
        { name: 'note', label: t('note') },
      ]}
      onSubmit={(values) =>
        correctCountAction({
          id: count.id,
          note: String(values.note ?? '') || null,
          ...(values.counted ? { replacement: { counted_quantity: String(values.counted) } } : {}),
        })
      }
    />
  );
}
