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
  const title = t('correctCountTitle', { name: count.ingredient_name });
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
      description={t('correctCountText')}
      submitLabel={t('correct')}
      done={t('corrected')}
      fields={[
        {
          name: 'counted',
          label: t('countedIn', { unit: units(count.base_unit) }),
          kind: 'decimal',
          rule: 'zeroOrMore',
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
