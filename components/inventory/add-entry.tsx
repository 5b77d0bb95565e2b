'use client';
import { useTranslations } from 'next-intl';
import type { Option } from '@/components/ui/combobox';
import { FormDialog } from '@/components/ui/form-dialog';
import { createLedgerEntriesAction } from '@/lib/actions/ledger';

const TYPES = ['RECEIPT', 'WASTE', 'ADJUSTMENT', 'TRANSFER'] as const;

export function AddEntry({
  companyId,
  today,
  ingredients,
  storageUnits,
}: {
  companyId: string;
  today: string;
  ingredients: readonly Option[];
  storageUnits: readonly Option[];
}) {
  const t = useTranslations('inventory');
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return (
    <FormDialog
      trigger={t('addEntry')}
      title={t('addEntry')}
      description={t('addEntryText')}
      done={t('entryAdded')}
      fields={[
        {
          name: 'type',
          label: t('type'),
          kind: 'select',
          initial: 'RECEIPT',
          options: TYPES.map((type) => ({ value: type, label: t(`types.${type}`) })),
        },
        { name: 'ingredient_id', label: t('ingredient'), kind: 'combobox', options: ingredients },
        { name: 'storage_unit_id', label: t('storageUnit'), kind: 'combobox', options: storageUnits },
        {
          name: 'to_storage_unit_id',
          label: t('toStorageUnit'),
          kind: 'combobox',
          options: storageUnits,
          when: (values) => values.type === 'TRANSFER',
        },
        {
          name: 'quantity',
          label: t('quantityInBase'),
          kind: 'decimal',
          required: true,
          when: (values) => values.type !== 'ADJUSTMENT',
        },
        {
          name: 'counted_quantity',
          label: t('counted'),
          kind: 'decimal',
          required: true,
          when: (values) => values.type === 'ADJUSTMENT',
        },
        {
          name: 'unit_cost',
          label: t('unitCost'),
          kind: 'decimal',
          when: (values) => values.type === 'RECEIPT',
        },
        { name: 'date', label: t('date'), kind: 'date', required: true, initial: today },
        { name: 'note', label: t('note') },
      ]}
      onSubmit={(values) => {
        const type = TYPES.find((one) => one === values.type) ?? 'RECEIPT';
        return createLedgerEntriesAction({
          company_id: companyId,
          type,
          ingredient_id: String(values.ingredient_id),
          storage_unit_id: String(values.storage_unit_id),
          quantity: type === 'ADJUSTMENT' ? undefined : text(values.quantity),
          counted_quantity: type === 'ADJUSTMENT' ? text(values.counted_quantity) : undefined,
          unit_cost: type === 'RECEIPT' ? text(values.unit_cost) : undefined,
          to_storage_unit_id: type === 'TRANSFER' ? text(values.to_storage_unit_id) : undefined,
          date: String(values.date),
          note: text(values.note) ?? null,
        });
      }}
    />
  );
}
